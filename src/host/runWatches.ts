import { ApiError } from "../http/apiError";
import type { ApiErrorKind } from "../http/apiError";
import type { Clock } from "../http/clock";
import type { RunState } from "../sources/liveRuns";
import type { ArtifactSource, CallOptions, Entry } from "../sources/source";
import { PollLoop } from "./pollLoop";
import type { RunWatch } from "./runWatch";
import { readWatches, watchKey } from "./runWatch";
import type { SourcePool } from "./sourcePool";
import { newsOf } from "./watchNews";
import type { WatchNews } from "./watchNews";

/** Watched runs are asked for while nobody looks, too: less often. */
export const WATCH_INTERVAL_MS = 30_000;
/** After a start, the window has more urgent things to ask. */
const START_DELAY_MS = 3_000;
const MISSES_UNTIL_GONE = 2;
const KEPT_AS = "watchedRuns";
/** What `SourcePool` says of a site that can't be asked from here; it may be set up again, or in another window. */
const UNASKED: readonly ApiErrorKind[] = ["auth", "badRequest", "notFound"];

export interface WatchedRun {
  readonly watch: RunWatch;
  /** Absent until the service was asked. */
  readonly state?: RunState;
  /** ms since the epoch; when `state` was so. */
  readonly seenAt?: number;
  /** Whether the service could not be asked of late. */
  readonly isOutdated: boolean;
}

/** The part of VS Code's `Memento` that is used. */
export interface WatchMemento {
  get(key: string): unknown;
  update(key: string, value: unknown): PromiseLike<void>;
}

export interface RunWatchesOptions {
  readonly pool: Pick<SourcePool, "sourceOf" | "shownSite">;
  /** Keeps the watches over a reload of the window. */
  readonly memento: WatchMemento;
  readonly clock: Clock;
  /** Told of the first of several polls that fail one after the other. */
  readonly onDidFail: (error: unknown) => void;
}

interface Watched extends WatchedRun {
  readonly misses: number;
}

/** The runs that somebody waits for: asked for until they have ended, in batches. */
export class RunWatches {
  readonly #options: RunWatchesOptions;
  readonly #loop: PollLoop;
  readonly #watched = new Map<string, Watched>();
  readonly #listeners = new Set<(news: WatchNews | undefined) => void>();
  /** The watches as they were written last. */
  #written: string;

  constructor(options: RunWatchesOptions) {
    this.#options = options;
    this.#loop = new PollLoop({
      clock: options.clock,
      interval: () => WATCH_INTERVAL_MS,
      poll: (call) => this.#poll(call),
      onDidPoll: (failures, error) => failures === 1 && options.onDidFail(error),
    });
    for (const watch of readWatches(options.memento.get(KEPT_AS))) {
      this.#watched.set(watchKey(watch), { watch, misses: 0, isOutdated: false });
    }
    this.#written = JSON.stringify(this.#kept);
    this.#loop.reset(START_DELAY_MS);
    this.#loop.setActive(this.#watched.size > 0);
  }

  get all(): readonly WatchedRun[] {
    return [...this.#watched.values()];
  }

  /** Tells when anything changed of what is watched, with the news when there are some. */
  onDidChange(listener: (news: WatchNews | undefined) => void): { dispose(): void } {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  }

  /** Watches a run that is in a state; takes the place of an earlier watch of it. */
  add(watch: RunWatch, state: RunState): void {
    const seenAt = this.#options.clock.now();
    this.#watched.set(watchKey(watch), { watch, state, seenAt, misses: 0, isOutdated: false });
    this.#changed();
  }

  remove(watch: Pick<RunWatch, "systemId" | "site" | "runId">): void {
    if (this.#watched.delete(watchKey(watch))) {
      this.#changed();
    }
  }

  /** Takes what was asked for anyway: the rows of a source on show. */
  see(systemId: string, source: ArtifactSource, entries: readonly Entry[]): void {
    const site = this.#options.pool.shownSite(systemId);
    for (const entry of entries) {
      const key = site === undefined ? "" : watchKey({ systemId, site, runId: source.live?.runIdOf(entry) ?? "" });
      if (source.live !== undefined && this.#watched.has(key)) {
        this.#take(key, source.live.stateOf(entry));
      }
    }
  }

  dispose(): void {
    this.#loop.setActive(false);
    this.#listeners.clear();
  }

  async #poll(options: CallOptions): Promise<void> {
    const now = this.#options.clock.now();
    const due = [...this.#watched.values()].filter(({ seenAt = 0 }) => now - seenAt > WATCH_INTERVAL_MS / 2);
    const sites = groupBySite(due.map(({ watch }) => watch));
    const results = await Promise.allSettled(sites.map((site) => this.#ask(site, options)));
    options.signal.throwIfAborted();
    const failed = results.find((result) => result.status === "rejected");
    if (failed !== undefined) {
      throw failed.reason;
    }
  }

  async #ask(site: WatchedSite, options: CallOptions): Promise<void> {
    try {
      const source = await this.#sourceOf(site);
      const runIds = site.watches.map(({ runId }) => runId);
      const states = await source?.live?.states(runIds, options);
      options.signal.throwIfAborted();
      if (source === undefined) {
        this.#outdate(site);
      }
      site.watches.forEach((watch, index) => states !== undefined && this.#take(watchKey(watch), states[index]));
    } catch (error) {
      if (!options.signal.aborted) {
        this.#outdate(site);
      }
      throw error;
    }
  }

  /** Undefined where nothing can be asked from here, which is no failure to tell of: its runs are out of date, and stay. */
  async #sourceOf({ systemId, site }: WatchedSite): Promise<ArtifactSource | undefined> {
    try {
      return await this.#options.pool.sourceOf(systemId, site);
    } catch (error) {
      if (!(error instanceof ApiError) || !UNASKED.includes(error.kind)) {
        throw error;
      }
      return undefined;
    }
  }

  #take(key: string, state: RunState | undefined): void {
    const watched = this.#watched.get(key);
    if (watched === undefined) {
      return;
    }
    if (state === undefined) {
      this.#miss(key, watched);
      return;
    }
    const { watch, news } = newsOf(watched.watch, state);
    if (state.isFinal) {
      this.#watched.delete(key);
    } else {
      this.#watched.set(key, { watch, state, seenAt: this.#options.clock.now(), misses: 0, isOutdated: false });
    }
    this.#changed();
    news.forEach((one) => this.#tell(one));
  }

  /** A list that lags behind may lack a run once. */
  #miss(key: string, watched: Watched): void {
    const misses = watched.misses + 1;
    if (misses < MISSES_UNTIL_GONE) {
      this.#watched.set(key, { ...watched, misses });
      return;
    }
    this.#watched.delete(key);
    this.#changed();
    this.#tell({ kind: "gone", watch: watched.watch });
  }

  #outdate({ watches }: WatchedSite): void {
    let hasChanged = false;
    for (const key of watches.map(watchKey)) {
      const watched = this.#watched.get(key);
      if (watched?.isOutdated === false) {
        this.#watched.set(key, { ...watched, isOutdated: true });
        hasChanged = true;
      }
    }
    if (hasChanged) {
      this.#tell(undefined);
    }
  }

  get #kept(): readonly RunWatch[] {
    return this.all.map(({ watch }) => watch);
  }

  #changed(): void {
    const kept = this.#kept;
    const text = JSON.stringify(kept);
    if (text !== this.#written) {
      this.#written = text;
      void this.#options.memento.update(KEPT_AS, kept);
    }
    this.#loop.setActive(this.#watched.size > 0);
    this.#tell(undefined);
  }

  #tell(news: WatchNews | undefined): void {
    for (const listener of this.#listeners) {
      listener(news);
    }
  }
}

/** Watched runs that one source is asked for. */
interface WatchedSite {
  readonly systemId: string;
  readonly site: string;
  readonly watches: readonly RunWatch[];
}

function groupBySite(watches: readonly RunWatch[]): readonly WatchedSite[] {
  const sites = new Map<string, WatchedSite>();
  for (const watch of watches) {
    const { systemId, site } = watch;
    const key = JSON.stringify([systemId, site]);
    sites.set(key, { systemId, site, watches: [...(sites.get(key)?.watches ?? []), watch] });
  }
  return [...sites.values()];
}
