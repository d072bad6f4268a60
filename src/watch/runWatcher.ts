import { KEPT_NAMES } from "../host/keptNames";
import type { RunState } from "../sources/contract/liveRuns";
import type { ArtifactSource } from "../sources/contract/source";
import { askableSource } from "./askableSource";
import { PollLoop } from "../http/pollLoop";
import type { RunWatch } from "./runWatch";
import { readWatches, watchKey } from "./runWatch";
import { watchedSites } from "./watchedSites";
import type { WatchedSite } from "./watchedSites";
import { newsOf } from "./watchNews";
import type { WatchNews } from "./watchNews";
import type { FollowedRun, RunWatcherOptions, WatchedRun, WatchName } from "./watchedRun";
import type { WatchRule } from "./watchRule";
import { keepSeen } from "./watchRule";
import type { CallOptions, Entry } from "../sources/contract/entry";

/** Watched runs are also requested while the view is out of sight: less often. */
export const WATCH_INTERVAL_MS = 30_000;
/** After a start, the window has more urgent things to ask. */
const START_DELAY_MS = 3_000;
const MISSES_UNTIL_GONE = 2;

/** The watched runs: requested until they have ended, in batches. */
export class RunWatcher {
  readonly #options: RunWatcherOptions;
  /** One a site, so that a site that can't be asked holds up no other. */
  readonly #loops = new Map<string, PollLoop>();
  readonly #watched = new Map<string, FollowedRun>();
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

  /** The runs that the user chose, without those of listings that are watched. */
  get all(): readonly WatchedRun[] {
    return this.#every.filter(({ watch }) => watch.within === undefined);
  }

  /** The runs of a listing that is watched. */
  within(listing: string): readonly WatchedRun[] {
    return this.#every.filter(({ watch }) => watch.within === listing);
  }

  get #every(): readonly WatchedRun[] {
    return [...this.#watched.values()];
  }

  /** Tells when anything changed of what is watched, with the news when there are some. */
  onDidChange(listener: (news: WatchNews | undefined) => void): { dispose(): void } {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  }

  /** Watches a run that is in a state, which is the first look at it; takes the place of an earlier watch of it. */
  add(watch: RunWatch, state: RunState): void {
    const key = watchKey(watch);
    this.#watched.set(key, { watch, misses: 0, isOutdated: false });
    this.#take(key, state);
  }

  /** Changes what a run is watched for. Nothing happens when it is no longer watched: it may have ended meanwhile. */
  setRules(run: WatchName, rules: readonly WatchRule[]): void {
    const watched = this.#watched.get(watchKey(run));
    if (watched !== undefined) {
      const watch = { ...watched.watch, rules: keepSeen(watched.watch.rules, rules) };
      this.#watched.set(watchKey(run), { ...watched, watch });
      this.#changed();
    }
  }

  remove(watch: WatchName): void {
    if (this.#watched.delete(watchKey(watch))) {
      this.#changed();
    }
  }

  /** Ends all watches of a run, as of one that the user has deleted. */
  forget({ systemId, site, runId }: WatchName): void {
    for (const { watch } of this.#every) {
      if (watch.runId === runId && watch.site === site && watch.systemId === systemId) {
        this.remove(watch);
      }
    }
  }

  /** Tells what a watch has to say of a state, for a run that is not watched: it was over before it was seen. */
  tellOf(watch: RunWatch, state: RunState): void {
    newsOf(watch, state, { now: this.#options.clock.now() }).news.forEach((news) => this.#tell(news));
  }

  /** Takes what was asked for anyway: the rows of a source on show. */
  see(systemId: string, source: ArtifactSource, entries: readonly Entry[]): void {
    const site = this.#options.pool.shownSite(systemId, source);
    const { live } = source;
    if (live === undefined || site === undefined || this.#watched.size === 0) {
      return;
    }
    const seen = new Map(entries.map((entry) => [live.runIdOf(entry), entry]));
    for (const [key, { watch }] of [...this.#watched]) {
      const entry = watch.systemId === systemId && watch.site === site ? seen.get(watch.runId) : undefined;
      if (entry !== undefined) {
        this.#take(key, live.stateOf(entry));
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
    const sites = watchedSites(this.#every.map(({ watch }) => watch));
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
    const due = this.#every.filter(({ seenAt = 0 }: WatchedRun) => now - seenAt > WATCH_INTERVAL_MS / 2);
    const site = watchedSites(due.map(({ watch }) => watch)).get(siteKey);
    if (site !== undefined) {
      await this.#ask(site, options);
    }
  }

  async #ask(site: WatchedSite, options: CallOptions): Promise<void> {
    try {
      const source = await askableSource(this.#options.pool, site);
      const runIds = [...new Set(site.watches.map(({ runId }) => runId))];
      const states = await source?.live?.states(runIds, options);
      options.signal.throwIfAborted();
      if (states === undefined) {
        // Its runs are out of date, and stay.
        this.#outdate(site);
      } else {
        site.watches.forEach((watch) => this.#take(watchKey(watch), states[runIds.indexOf(watch.runId)]));
      }
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
    const now = this.#options.clock.now();
    const { watch, news } = newsOf(watched.watch, state, { now, before: watched.seenAt });
    if (state.isFinal) {
      this.#watched.delete(key);
    } else {
      this.#watched.set(key, { watch, state, seenAt: now, misses: 0, isOutdated: false });
    }
    this.#changed();
    news.forEach((one) => this.#tell(one));
  }

  /** A list that lags behind may lack a run once. */
  #miss(key: string, watched: FollowedRun): void {
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
    return this.#every.map(({ watch }) => watch);
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
