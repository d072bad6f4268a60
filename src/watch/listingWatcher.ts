import { KEPT_NAMES } from "../host/keptNames";
import type { SourcePool } from "../host/site/sourcePool";
import type { Clock } from "../http/clock";
import { PollLoop } from "../http/pollLoop";
import type { CallOptions, Entry } from "../sources/contract/entry";
import type { RunState } from "../sources/contract/liveRuns";
import type { ArtifactSource } from "../sources/contract/source";
import { locateEntries } from "../sources/shared/paths/locateEntries";
import { greatestOf } from "../text/extremes";
import { askableSource } from "./askableSource";
import type { ListingWatch } from "./listingWatch";
import { listingKey, readListings } from "./listingWatch";
import type { RunWatch } from "./runWatch";
import type { RunWatcher } from "./runWatcher";
import type { WatchMemento } from "./watchedRun";
import type { WatchRule } from "./watchRule";

/** One request each, for the runs that began last. */
export const LISTING_INTERVAL_MS = 60_000;
const START_DELAY_MS = 5_000;
const MISSES_UNTIL_GONE = 2;
/** Of a listing at a time; the rest wait until some have ended. */
const MOST_RUNS = 300;

export interface WatchedListing {
  readonly watch: ListingWatch;
  /** How many of its runs are under way. */
  readonly count: number;
  /** True when the last request failed. */
  readonly isOutdated: boolean;
}

interface ListingWatcherOptions {
  readonly pool: Pick<SourcePool, "sourceOf">;
  readonly memento: WatchMemento;
  readonly clock: Clock;
  /** Watches the runs that are found, and tells of them. */
  readonly runs: RunWatcher;
  /** Told of the first of several polls that fail one after the other. */
  readonly onDidFail: (error: unknown) => void;
}

interface Listed {
  watch: ListingWatch;
  readonly loop: PollLoop;
  isOutdated: boolean;
  misses: number;
  /** The entry that holds the runs, as it was found in a source. */
  found?: { readonly source: ArtifactSource; readonly entry: Entry };
}

/** The watched listings: each run of them that is under way is watched by their rules, also one that begins later. */
export class ListingWatcher {
  readonly #options: ListingWatcherOptions;
  readonly #listed = new Map<string, Listed>();
  readonly #listeners = new Set<(gone: ListingWatch | undefined) => void>();

  constructor(options: ListingWatcherOptions) {
    this.#options = options;
    for (const watch of readListings(options.memento.get(KEPT_NAMES.watchedListings))) {
      this.#start(watch, START_DELAY_MS);
    }
  }

  get all(): readonly WatchedListing[] {
    const { runs } = this.#options;
    return [...this.#listed].map(([key, { watch, isOutdated }]) => ({
      watch,
      isOutdated,
      count: runs.within(key).length,
    }));
  }

  /** Tells when anything changed of what is watched, with a watch that has ended as its listing is gone. */
  onDidChange(listener: (gone: ListingWatch | undefined) => void): { dispose(): void } {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  }

  /** Takes the place of an earlier watch of the same runs. */
  add(watch: ListingWatch): void {
    this.#end(listingKey(watch));
    this.#start(watch, 0);
    this.#changed();
  }

  setRules(watch: ListingWatch, rules: readonly WatchRule[]): void {
    const key = listingKey(watch);
    const listed = this.#listed.get(key);
    if (listed !== undefined) {
      listed.watch = { ...listed.watch, rules };
      this.#options.runs.within(key).forEach((run) => this.#options.runs.setRules(run.watch, rules));
      this.#changed();
    }
  }

  remove(watch: ListingWatch): void {
    this.#end(listingKey(watch));
    this.#changed();
  }

  dispose(): void {
    for (const { loop } of this.#listed.values()) {
      loop.setActive(false);
    }
    this.#listeners.clear();
  }

  #start(watch: ListingWatch, delayMs: number): void {
    const { clock, onDidFail } = this.#options;
    const key = listingKey(watch);
    const loop = new PollLoop({
      clock,
      interval: () => LISTING_INTERVAL_MS,
      poll: (call) => this.#poll(key, call),
      onDidPoll: (failures, error) => {
        this.#setOutdated(key, failures > 0);
        if (failures === 1) {
          onDidFail(error);
        }
      },
    });
    this.#listed.set(key, { watch, loop, isOutdated: false, misses: 0 });
    loop.reset(delayMs);
    loop.setActive(true);
  }

  #end(key: string): void {
    const { runs } = this.#options;
    this.#listed.get(key)?.loop.setActive(false);
    this.#listed.delete(key);
    runs.within(key).forEach(({ watch }) => runs.remove(watch));
  }

  async #poll(key: string, call: CallOptions): Promise<void> {
    const listed = this.#listed.get(key);
    const source = listed && (await askableSource(this.#options.pool, listed.watch));
    if (listed === undefined || source === undefined) {
      return;
    }
    const entry = await entryOf(listed, source, call);
    call.signal.throwIfAborted();
    if (entry === undefined) {
      this.#miss(key, listed);
      return;
    }
    const { values } = listed.watch;
    const { items = [] } =
      (await source.runTables?.listing(entry, newestFirst(source, entry, values)).load(undefined, call)) ?? {};
    call.signal.throwIfAborted();
    this.#take(key, listed, { source, items });
  }

  #take(key: string, listed: Listed, { source, items }: { source: ArtifactSource; items: readonly Entry[] }): void {
    const { runs } = this.#options;
    const { since = 0 } = listed.watch;
    const known = new Set(runs.within(key).map(({ watch }) => watch.runId));
    const seen = items.flatMap((entry) => seenRun(key, listed.watch, entry, source));
    for (const { watch, state, isLive, began } of seen.filter((run) => !known.has(run.watch.runId))) {
      if (isLive) {
        this.#watchRun(watch, state, known);
      } else if (since > 0 && began > since) {
        runs.tellOf(watch, state);
      }
    }
    listed.misses = 0;
    listed.watch = { ...listed.watch, since: greatestOf([since, ...seen.map(({ began }) => began)]) };
    this.#changed();
  }

  #watchRun(watch: RunWatch, state: RunState, known: Set<string>): void {
    if (known.size < MOST_RUNS) {
      known.add(watch.runId);
      this.#options.runs.add(watch, state);
    }
  }

  /** A list that lags behind may lack it once. */
  #miss(key: string, listed: Listed): void {
    listed.misses += 1;
    if (listed.misses >= MISSES_UNTIL_GONE) {
      this.#end(key);
      this.#changed(listed.watch);
    }
  }

  #setOutdated(key: string, isOutdated: boolean): void {
    const listed = this.#listed.get(key);
    if (listed !== undefined && listed.isOutdated !== isOutdated) {
      listed.isOutdated = isOutdated;
      this.#tell(undefined);
    }
  }

  #changed(gone?: ListingWatch): void {
    const kept = [...this.#listed.values()].map(({ watch }) => watch);
    const { memento } = this.#options;
    if (JSON.stringify(kept) !== JSON.stringify(memento.get(KEPT_NAMES.watchedListings) ?? [])) {
      void memento.update(KEPT_NAMES.watchedListings, kept);
    }
    this.#tell(gone);
  }

  #tell(gone: ListingWatch | undefined): void {
    for (const listener of this.#listeners) {
      listener(gone);
    }
  }
}

async function entryOf(listed: Listed, source: ArtifactSource, call: CallOptions): Promise<Entry | undefined> {
  if (listed.found?.source !== source) {
    const entry = (await locateEntries(source, listed.watch.rowIds, call))?.at(-1);
    if (entry === undefined) {
      return undefined;
    }
    listed.found = { source, entry };
  }
  return listed.found.entry;
}

function seenRun(within: string, listing: ListingWatch, entry: Entry, source: ArtifactSource) {
  const { live } = source;
  const watch = runWatch(within, listing, entry, source);
  const began = beganAt(source, entry);
  return live === undefined ? [] : { watch, state: live.stateOf(entry), isLive: live.isLive(entry), began };
}

function beganAt({ runTables }: ArtifactSource, entry: Entry): number {
  const run = runTables?.runOf(entry);
  return run?.createdAt ?? run?.startedAt ?? 0;
}

function newestFirst({ runTables }: ArtifactSource, entry: Entry, values: ListingWatch["values"]) {
  const facts = ["created", "started"] as const;
  const [order] = facts.flatMap((name) => runTables?.orderBy(entry, { kind: "fact", name }, true) ?? []);
  return order === undefined ? { values } : { values, order };
}

function runWatch(
  within: string,
  { systemId, site, rowIds, rules }: ListingWatch,
  entry: Entry,
  source: ArtifactSource,
) {
  const runId = source.live?.runIdOf(entry) ?? "";
  return { systemId, site, runId, name: entry.name, rowIds: [...rowIds, entry.id], rules, within } satisfies RunWatch;
}
