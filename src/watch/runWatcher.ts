import { KEPT_NAMES } from "../host/keptNames";
import type { Clock } from "../http/clock";
import type { RunState } from "../sources/contract/liveRuns";
import type { ArtifactSource } from "../sources/contract/source";
import { askableSource } from "./askableSource";
import { PollLoop } from "../http/pollLoop";
import type { RunWatch } from "./runWatch";
import { readWatches, watchKey, withThreshold } from "./runWatch";
import type { SourcePool } from "../host/site/sourcePool";
import { watchedSites } from "./watchedSites";
import type { WatchedSite } from "./watchedSites";
import type { Threshold } from "./threshold";
import { newsOf } from "./watchNews";
import type { WatchNews } from "./watchNews";
import type { CallOptions, Entry } from "../sources/contract/entry";

/** Watched runs are also requested while the view is out of sight: less often. */
export const WATCH_INTERVAL_MS = 30_000;
/** After a start, the window has more urgent things to ask. */
const START_DELAY_MS = 3_000;
const MISSES_UNTIL_GONE = 2;

export interface WatchedRun {
  readonly watch: RunWatch;
  /** Absent until the service was asked. */
  readonly state?: RunState;
  /** ms since the epoch; when `state` was so. */
  readonly seenAt?: number;
  /** True when the last requests failed. */
  readonly isOutdated: boolean;
}

/** The part of VS Code's `Memento` that is used. */
export interface WatchMemento {
  get(key: string): unknown;
  update(key: string, value: unknown): PromiseLike<void>;
}

interface RunWatcherOptions {
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

/** The watched runs: requested until they have ended, in batches. */
export class RunWatcher {
  readonly #options: RunWatcherOptions;
  /** One a site, so that a site that can't be asked holds up no other. */
  readonly #loops = new Map<string, PollLoop>();
  readonly #watched = new Map<string, Watched>();
  readonly #listeners = new Set<(news: WatchNews | undefined) => void>();
  /** The watches as they were written last. */
  #written: string;

  constructor(options: RunWatcherOptions) {
    this.#options = options;
    for (const watch of readWatches(options.memento.get(KEPT_NAMES.watchedRuns))) {
      this.#watched.set(watchKey(watch), { watch, misses: 0, isOutdated: false });
    }
    this.#written = JSON.stringify(this.#kept);
    this.#follow(START_DELAY_MS);
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

  /** Changes what a run is watched for. Nothing happens when it is no longer watched: it may have ended meanwhile. */
  setLine(run: Pick<RunWatch, "systemId" | "site" | "runId">, line: Threshold | undefined): void {
    const watched = this.#watched.get(watchKey(run));
    if (watched !== undefined) {
      this.#watched.set(watchKey(run), { ...watched, watch: withThreshold(watched.watch, line) });
      this.#changed();
    }
  }

  remove(watch: Pick<RunWatch, "systemId" | "site" | "runId">): void {
    if (this.#watched.delete(watchKey(watch))) {
      this.#changed();
    }
  }

  /** Takes what was asked for anyway: the rows of a source on show. */
  see(systemId: string, source: ArtifactSource, entries: readonly Entry[]): void {
    const site = this.#options.pool.shownSite(systemId, source);
    for (const entry of entries) {
      const key = site === undefined ? "" : watchKey({ systemId, site, runId: source.live?.runIdOf(entry) ?? "" });
      if (source.live !== undefined && this.#watched.has(key)) {
        this.#take(key, source.live.stateOf(entry));
      }
    }
  }

  dispose(): void {
    for (const loop of this.#loops.values()) {
      loop.setActive(false);
    }
    this.#listeners.clear();
  }

  /** Asks at each site that has watched runs, and nowhere else. */
  #follow(delayMs = 0): void {
    const sites = watchedSites(this.all.map(({ watch }) => watch));
    for (const [key, loop] of this.#loops) {
      if (!sites.has(key)) {
        loop.setActive(false);
        this.#loops.delete(key);
      }
    }
    for (const key of sites.keys()) {
      if (!this.#loops.has(key)) {
        const loop = this.#loopOf(key);
        this.#loops.set(key, loop);
        loop.reset(delayMs);
        loop.setActive(true);
      }
    }
  }

  #loopOf(siteKey: string): PollLoop {
    const { clock, onDidFail } = this.#options;
    return new PollLoop({
      clock,
      interval: () => WATCH_INTERVAL_MS,
      poll: (call) => this.#poll(siteKey, call),
      onDidPoll: (failures, error) => failures === 1 && onDidFail(error),
    });
  }

  async #poll(siteKey: string, options: CallOptions): Promise<void> {
    const now = this.#options.clock.now();
    const due = this.all.filter(({ seenAt = 0 }: WatchedRun) => now - seenAt > WATCH_INTERVAL_MS / 2);
    const site = watchedSites(due.map(({ watch }) => watch)).get(siteKey);
    if (site !== undefined) {
      await this.#ask(site, options);
    }
  }

  async #ask(site: WatchedSite, options: CallOptions): Promise<void> {
    try {
      const source = await askableSource(this.#options.pool, site);
      const runIds = site.watches.map(({ runId }) => runId);
      const states = await source?.live?.states(runIds, options);
      options.signal.throwIfAborted();
      if (source === undefined) {
        // Its runs are out of date, and stay.
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
      void this.#options.memento.update(KEPT_NAMES.watchedRuns, kept);
    }
    this.#follow();
    this.#tell(undefined);
  }

  #tell(news: WatchNews | undefined): void {
    for (const listener of this.#listeners) {
      listener(news);
    }
  }
}
