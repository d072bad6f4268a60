import { setMaxListeners } from "node:events";
import { ApiError } from "../../http/apiError";
import type { Clock } from "../../http/clock";
import { systemClock } from "../../http/clock";
import type { SourceFiles } from "../../sources/contract/sourceFiles";
import { DiskError } from "./disk/diskError";
import { downloadFile } from "./part/downloadFile";
import type { DownloadTarget } from "./disk/downloadTarget";
import type { SiteRef } from "../../sources/contract/siteRef";
import type { DownloadProgress } from "./jobProgress";
import { JobProgress } from "./jobProgress";
import { ConnectionLimit, MOST_CONNECTIONS } from "./connectionLimit";
import type { LaneOptions } from "./part/lanes";
import { Lanes } from "./part/lanes";
import { HighWater } from "./highWater";
import { RateGate } from "./rateGate";
import { TransferSlots, workInSlots } from "./transferSlots";
import type { DownloadContext, ExistingFiles, FileOutcome, FileProgress } from "./part/partContext";
import type { DownloadItem } from "./part/downloadItem";

/** Of the small files that are downloaded at once; a large one counts for two. */
const LARGE_WEIGHT = 2;
const LARGE_BYTES = 1024 * 1024;
/** Of tries that download nothing more. */
const MOST_RETRIES = 2;
const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 30_000;

export interface JobOptions {
  readonly files: SourceFiles;
  readonly origin: SiteRef;
  readonly target: DownloadTarget;
  readonly existing: ExistingFiles;
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: DownloadProgress) => void;
  /** Told once a file is there, under its final name. */
  readonly onDone?: (item: DownloadItem, outcome: FileOutcome) => void;
  readonly clock?: Clock;
  /** Connections at once, at most. */
  readonly connections?: number;
  /** How a large file is received over several. */
  readonly lanes?: Omit<LaneOptions, "most">;
}

export interface FailedItem {
  readonly item: DownloadItem;
  readonly error: ApiError | DiskError;
}

interface RetriedItem {
  readonly item: DownloadItem;
  /** How many times more it was tried. */
  readonly times: number;
}

export interface DownloadSummary {
  readonly downloaded: readonly DownloadItem[];
  readonly skipped: readonly DownloadItem[];
  readonly failed: readonly FailedItem[];
  /** Downloaded files whose bytes have the checksum that the service gives. */
  readonly verified: readonly DownloadItem[];
  readonly retried: readonly RetriedItem[];
  /** Files not done when the signal aborted or the source ended; a later run continues their parts. */
  readonly left: readonly DownloadItem[];
  /** Bytes that came over the network. */
  readonly bytes: number;
}

/** Downloads all files. A file that fails does not stop the rest; when aborted, what is under way stays as parts. */
export async function runDownload(items: readonly DownloadItem[], options: JobOptions): Promise<DownloadSummary> {
  return await new Job(items, options).run();
}

/** The files that "Retry Failed" and "Continue" download. */
export function unfinishedItems({ failed, left }: DownloadSummary): readonly DownloadItem[] {
  return [...failed.map(({ item }) => item), ...left];
}

class Job {
  readonly #items: readonly DownloadItem[];
  readonly #options: JobOptions;
  readonly #clock: Clock;
  readonly #progress: JobProgress;
  readonly #gate: RateGate;
  readonly #limit: ConnectionLimit;
  readonly #lanes: Lanes;
  readonly #slots: TransferSlots;
  /** Slots that there are now. */
  #slotCount: number;
  readonly #outcomes = new Map<DownloadItem, FileOutcome>();
  readonly #failed: FailedItem[] = [];
  readonly #retries = new Map<DownloadItem, number>();

  constructor(items: readonly DownloadItem[], options: JobOptions) {
    this.#items = items;
    this.#options = options;
    // Each request under way listens to it.
    setMaxListeners(0, options.signal);
    this.#clock = options.clock ?? systemClock;
    const most = options.connections ?? MOST_CONNECTIONS;
    this.#limit = new ConnectionLimit(most);
    this.#lanes = new Lanes({ ...options.lanes, most });
    this.#slotCount = Math.max(this.#limit.value, LARGE_WEIGHT);
    this.#slots = new TransferSlots(this.#slotCount);
    const onProgress = options.onProgress ?? ((): void => undefined);
    this.#progress = new JobProgress(items, { now: () => this.#clock.now(), onProgress });
    const onWait = (seconds: number): void => this.#progress.wait(seconds);
    this.#gate = new RateGate({ clock: this.#clock, signal: options.signal, onWait });
  }

  async run(): Promise<DownloadSummary> {
    const { signal } = this.#options;
    await workInSlots(this.#items, { slots: this.#slots, weight, signal }, (item) => this.#settle(item));
    this.#progress.tell();
    return this.#summary();
  }

  async #settle(item: DownloadItem): Promise<void> {
    try {
      const outcome = await this.#download(item);
      this.#outcomes.set(item, outcome);
      this.#progress.end(item, outcome.size);
      this.#options.onDone?.(item, outcome);
    } catch (error) {
      if (this.#options.signal.aborted || isAbort(error)) {
        return;
      }
      this.#failed.push({ item, error: knownError(error) });
      this.#progress.end(item, undefined);
    }
  }

  async #download(item: DownloadItem): Promise<FileOutcome> {
    const reached = new HighWater();
    for (let tries = 0; ;) {
      await this.#gate.pass();
      const startedAt = this.#clock.now();
      try {
        const outcome = await downloadFile(item, this.#contextOf(item, reached));
        this.#noteTime(item, startedAt);
        return outcome;
      } catch (error) {
        if (this.#isToWait(error)) {
          continue;
        }
        tries = reached.hasRisen() ? 0 : tries;
        if (this.#options.signal.aborted || tries === MOST_RETRIES || !isPassing(error)) {
          throw error;
        }
        await this.#clock.sleep(pauseMs(error, tries), this.#options.signal);
        this.#countRetry(item);
        tries += 1;
      }
    }
  }

  #noteTime(item: DownloadItem, startedAt: number): void {
    if (weight(item) < LARGE_WEIGHT) {
      this.#limit.noteAnswer(this.#clock.now() - startedAt);
      this.#followLimit();
    }
  }

  #contextOf(item: DownloadItem, reached: HighWater): DownloadContext {
    const { files, origin, target, existing, signal } = this.#options;
    const onProgress = (progress: FileProgress): void => {
      reached.note(progress.position);
      if (progress.received > 0) {
        this.#gate.noteProgress();
      }
      this.#progress.report(item, progress);
    };
    const lanes = this.#lanes;
    return { files, origin, target, existing, signal, lanes, onProgress, onRetry: () => this.#countRetry(item) };
  }

  #followLimit(): void {
    const count = Math.max(this.#limit.value, LARGE_WEIGHT);
    if (count !== this.#slotCount) {
      this.#slots.grow(count - this.#slotCount);
      this.#slotCount = count;
    }
  }

  /** A service that limits requests has not failed: all wait for it, and the file loses no try. */
  #isToWait(error: unknown): boolean {
    if (!(error instanceof ApiError) || error.kind !== "rateLimited" || this.#options.signal.aborted) {
      return false;
    }
    this.#limit.noteRefusal();
    this.#lanes.narrow();
    this.#followLimit();
    return this.#gate.close(error.retryAfterSeconds);
  }

  #countRetry(item: DownloadItem): void {
    this.#retries.set(item, (this.#retries.get(item) ?? 0) + 1);
  }

  #summary(): DownloadSummary {
    const failed = new Set(this.#failed.map(({ item }) => item));
    const left = this.#items.filter((item) => !this.#outcomes.has(item) && !failed.has(item));
    const inState = (state: FileOutcome["state"]): readonly DownloadItem[] =>
      this.#items.filter((item) => this.#outcomes.get(item)?.state === state);
    const downloaded = inState("downloaded");
    return {
      downloaded,
      verified: downloaded.filter((item) => this.#outcomes.get(item)?.isVerified),
      skipped: inState("skipped"),
      failed: this.#failed,
      retried: [...this.#retries].map(([item, times]) => ({ item, times })),
      left,
      bytes: this.#progress.received,
    };
  }
}

/** A file of unknown size may be large. */
function weight({ size }: DownloadItem): number {
  return size !== undefined && size <= LARGE_BYTES ? 1 : LARGE_WEIGHT;
}

function isPassing(error: unknown): error is ApiError {
  return error instanceof ApiError && ["network", "server", "timeout", "rateLimited"].includes(error.kind);
}

function pauseMs({ retryAfterSeconds }: ApiError, tries: number): number {
  const asked = (retryAfterSeconds ?? 0) * 1000;
  return Math.min(Math.max(asked, FIRST_PAUSE_MS * 2 ** tries), LONGEST_PAUSE_MS);
}

/** A source that ends, as one does when another site is shown, aborts what it reads. */
function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === "AbortError";
}

/**
 * Anything that neither the service nor the disk threw is a mistake of ours: it is said of its file, and does not
 * stop the rest.
 */
function knownError(error: unknown): ApiError | DiskError {
  return error instanceof ApiError || error instanceof DiskError
    ? error
    : new DiskError("failed", "something unexpected happened", error);
}
