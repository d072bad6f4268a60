import { createHash, randomUUID } from "node:crypto";
import { readdir, readFile, rename, stat } from "node:fs/promises";
import { hostname, uptime } from "node:os";
import { join } from "node:path";
import type { NotedFile, ReadRecord, RecordedDownload } from "./downloadRecord";
import { readRecord } from "./downloadRecord";
import { RecordFile } from "./recordFile";
import { BEAT_MS, isAlive, SILENT_MS, touch } from "../disk/heartbeat";
import type { DownloadItem } from "../part/downloadItem";

/** `<id>.<machine>-<process>.jsonl`: who works on it stands in the name, so that taking it over is one rename. */
const RECORD = /^([\w-]+)\.([\da-f]{8})-(\d+)\.jsonl$/;

interface LedgerOptions {
  /** Absolute; need not be there yet. All windows of a machine, and machines with one home, may share it. */
  readonly folder: string;
  readonly pid?: number;
  readonly isAlive?: (pid: number) => boolean;
  readonly now?: () => number;
  /** When this machine was started, in ms since the epoch. */
  readonly startedAt?: number;
}

/** A download that was begun and has not ended. */
export interface UnfinishedDownload extends Omit<ReadRecord, "noted"> {
  /** Of its record, in the ledger's folder. */
  readonly fileName: string;
  /** Downloaded by this window. */
  readonly done?: readonly DownloadItem[];
}

/** Without what is known to be there: a full disk takes no record of it. */
export function withoutDone(taken: TakenDownload, done: readonly DownloadItem[] = []): TakenDownload {
  const there = new Set(done.map(({ path }) => path.join("/")));
  const items = taken.download.items.filter(({ path }) => !there.has(path.join("/")));
  const doneFiles = taken.doneFiles + taken.download.items.length - items.length;
  return { ...taken, download: { ...taken.download, items }, doneFiles };
}

/** A download that this window continues, as it is by now: another window may have downloaded files of it since it was listed. */
export interface TakenDownload extends Omit<ReadRecord, "isPaused" | "noted"> {
  /** Its owner pauses or removes it in the end. */
  readonly record: RecordFile;
  /** Files that came before the machine was started last: a loss of power may have taken them from the disk. */
  readonly doubtful: readonly NotedFile[];
}

/** Records downloads that are under way or were interrupted, on the disk, where the end of a process leaves it. */
export class DownloadLedger {
  readonly #options: Required<LedgerOptions>;
  readonly #machine = createHash("sha256").update(hostname()).digest("hex").slice(0, 8);
  readonly #own = new Set<RecordFile>();
  #beat: NodeJS.Timeout | undefined;

  constructor(options: LedgerOptions) {
    this.#options = { pid: process.pid, isAlive, now: Date.now, startedAt: Date.now() - uptime() * 1000, ...options };
  }

  /** Notes a download that begins now. The caller pauses or removes it in the end. */
  async begin(download: RecordedDownload): Promise<RecordFile> {
    const record = this.#open(this.#ownName(randomUUID()));
    await record.begin(download, 0);
    return record;
  }

  /** Downloads that are not under way, in this window or another. */
  async unfinished(): Promise<readonly UnfinishedDownload[]> {
    const found = await Promise.all((await this.#names()).map((name) => this.#look(name)));
    return found.filter((one) => one !== undefined);
  }

  /** Takes one over, to continue or to remove it. Undefined when another window was faster, or has ended it. */
  async take({ fileName }: Pick<UnfinishedDownload, "fileName">): Promise<TakenDownload | undefined> {
    const ownName = this.#ownName(RECORD.exec(fileName)?.[1] ?? "");
    const isOfEarlierStart = await this.#isOfEarlierStart(fileName);
    if (this.#isOwn(ownName) || !(await isMoved(this.#fileOf(fileName), this.#fileOf(ownName)))) {
      return undefined;
    }
    const record = this.#open(ownName);
    await this.#touch(record);
    const read = await this.#read(ownName);
    if (read === undefined) {
      this.#own.delete(record);
      return undefined;
    }
    const { download, doneFiles, noted } = read;
    return { record, download, doneFiles, doubtful: isOfEarlierStart ? noted : [] };
  }

  /** Stops giving signs of life. */
  dispose(): void {
    clearInterval(this.#beat);
    this.#own.clear();
  }

  async #isOfEarlierStart(fileName: string): Promise<boolean> {
    const found = await stat(this.#fileOf(fileName)).catch(() => undefined);
    return found !== undefined && found.mtimeMs < this.#options.startedAt;
  }

  async #look(fileName: string): Promise<UnfinishedDownload | undefined> {
    const read = RECORD.test(fileName) ? await this.#read(fileName) : undefined;
    return read === undefined || (await this.#isWorkedOn(fileName, read)) ? undefined : { ...read, fileName };
  }

  async #read(fileName: string): Promise<ReadRecord | undefined> {
    return readRecord(await readFile(this.#fileOf(fileName), "utf8").catch(() => ""));
  }

  async #names(): Promise<readonly string[]> {
    try {
      return (await readdir(this.#options.folder)).sort();
    } catch {
      return [];
    }
  }

  async #isWorkedOn(fileName: string, { isPaused }: ReadRecord): Promise<boolean> {
    const [, , machine, pid] = RECORD.exec(fileName) ?? [];
    const isHere = machine === this.#machine;
    if (isHere && Number(pid) === this.#options.pid) {
      return this.#isOwn(fileName);
    }
    if (isPaused || (isHere && !this.#options.isAlive(Number(pid)))) {
      return false;
    }
    const found = await stat(this.#fileOf(fileName)).catch(() => undefined);
    return found === undefined || this.#options.now() - found.mtimeMs < SILENT_MS;
  }

  #isOwn(fileName: string): boolean {
    return [...this.#own].some(({ file }) => file === this.#fileOf(fileName));
  }

  #fileOf(fileName: string): string {
    return join(this.#options.folder, fileName);
  }

  #ownName(id: string): string {
    return `${id}.${this.#machine}-${this.#options.pid}.jsonl`;
  }

  #open(name: string): RecordFile {
    const record = new RecordFile(this.#fileOf(name), () => void this.#own.delete(record));
    this.#own.add(record);
    this.#beat ??= setInterval(() => void this.#tellAlive(), BEAT_MS).unref();
    return record;
  }

  async #tellAlive(): Promise<void> {
    await Promise.all([...this.#own].map((record) => this.#touch(record)));
  }

  async #touch({ file }: RecordFile): Promise<void> {
    await touch(file, this.#options.now());
  }
}

/** False when another window was faster. */
async function isMoved(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch {
    return false;
  }
}
