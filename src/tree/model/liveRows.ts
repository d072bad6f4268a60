import { PollLoop } from "../../http/pollLoop";
import type { PollLoopOptions } from "../../http/pollLoop";
import type { ArtifactSource } from "../../sources/contract/source";
import type { LiveRuns } from "../../sources/contract/liveRuns";
import type { ArtifactTree } from "./artifactTree";
import type { EntryRow } from "./row";
import type { CallOptions, Entry } from "../../sources/contract/entry";

/** Requests of a poll. */
const MOST_BATCHES = 3;
/** A list that lags behind may lack a run once. */
const MISSES_UNTIL_GONE = 2;

interface LiveRowsOptions extends Pick<PollLoopOptions, "clock" | "interval" | "onDidPoll"> {
  /** The rows on show. */
  readonly tree: () => ArtifactTree | undefined;
  /** True for a row that was closed: the rows below it are out of sight. */
  readonly isClosed: (row: EntryRow) => boolean;
  /** Told of the live rows that a poll was answered with. */
  readonly onDidReload?: (source: ArtifactSource, entries: readonly Entry[]) => void;
}

/** Keeps the loaded rows of runs that are under way as the service has them. */
export class LiveRows {
  readonly #options: LiveRowsOptions;
  readonly #loop: PollLoop;
  /** How often a row was missing in an answer, by its id. */
  readonly #misses = new Map<string, number>();
  /** In which poll a row was asked for last, by its id. */
  #askedIn: ReadonlyMap<string, number> = new Map();
  #polls = 0;

  constructor(options: LiveRowsOptions) {
    this.#options = options;
    this.#loop = new PollLoop({ ...options, poll: (call) => this.#poll(call) });
  }

  setActive(isActive: boolean): void {
    this.#loop.setActive(isActive);
  }

  /** Drops what is under way, and what is known of the rows of a site that was left. */
  reset(): void {
    this.#loop.reset();
    this.#misses.clear();
    this.#askedIn = new Map();
  }

  dispose(): void {
    this.#loop.setActive(false);
  }

  async #poll(options: CallOptions): Promise<void> {
    const tree = this.#options.tree();
    const rows = tree === undefined ? [] : liveRows(tree);
    const { source } = rows[0] ?? {};
    if (tree === undefined || source?.live === undefined) {
      return;
    }
    const { batchSize } = source.live;
    const wanted = this.#turnOf(rows, batchSize);
    for (let start = 0; start < wanted.length; start += batchSize) {
      const batch = wanted.slice(start, start + batchSize);
      const answers = await this.#ask(tree, batch, source.live, options);
      this.#options.onDidReload?.(source, answers.filter(isPresent));
    }
  }

  /**
   * Rows that waited longest go first when there are too many to ask for. Rows in sight have two thirds
   * of the room, and the rest has what that leaves.
   */
  #turnOf(rows: readonly EntryRow[], batchSize: number): readonly EntryRow[] {
    const { isClosed } = this.#options;
    const byWait = rows.toSorted((a, b) => (this.#askedIn.get(a.id) ?? 0) - (this.#askedIn.get(b.id) ?? 0));
    const inSight = byWait.filter((row) => !isBelowClosed(row, isClosed));
    const outOfSight = byWait.filter((row) => isBelowClosed(row, isClosed));
    const most = MOST_BATCHES * batchSize;
    const first = inSight.slice(0, most - Math.min(batchSize, outOfSight.length));
    const wanted = [...first, ...outOfSight.slice(0, most - first.length)];
    this.#polls += 1;
    const now = new Set(wanted.map(({ id }) => id));
    this.#askedIn = new Map(rows.map(({ id }) => [id, now.has(id) ? this.#polls : (this.#askedIn.get(id) ?? 0)]));
    return wanted;
  }

  async #ask(
    tree: ArtifactTree,
    rows: readonly EntryRow[],
    live: LiveRuns,
    options: CallOptions,
  ): Promise<readonly (Entry | undefined)[]> {
    return await tree.asking(async (at) => {
      const entries = rows.map(({ entry }) => entry);
      const answers = await live.reload(entries, options);
      options.signal.throwIfAborted();
      const now = answers.map((answer) => answer && tree.amended(answer, at));
      this.#take(tree, rows, now, live);
      return now;
    });
  }

  #take(tree: ArtifactTree, rows: readonly EntryRow[], answers: readonly (Entry | undefined)[], live: LiveRuns): void {
    const changed: Entry[] = [];
    const shown = new Map(tree.loadedRows().flatMap((row) => (row.kind === "entry" ? [[row.id, row.entry]] : [])));
    rows.forEach((row, index) => {
      const answer = answers[index];
      if (answer === undefined) {
        this.#miss(tree, row);
        return;
      }
      this.#misses.delete(row.id);
      // A row that changed on the way, by a pin say, is newer than the answer.
      const isAnswered = shown.get(row.id) === row.entry;
      if (isAnswered && JSON.stringify(answer) !== JSON.stringify(row.entry)) {
        changed.push(answer);
      }
    });
    // A run's last files come with its end.
    const ended = changed.filter((entry) => !live.isLive(entry)).map(({ id }) => id);
    const goingOn = changed.filter((entry) => live.isLive(entry)).map(({ id }) => id);
    tree.replaceEntries(changed, new Set(ended), goingOn);
  }

  #miss(tree: ArtifactTree, row: EntryRow): void {
    const misses = (this.#misses.get(row.id) ?? 0) + 1;
    this.#misses.set(row.id, misses);
    if (misses >= MISSES_UNTIL_GONE) {
      this.#misses.delete(row.id);
      const now = tree.loadedRows().find(({ id }) => id === row.id);
      if (now?.kind === "entry") {
        tree.remove(now);
      }
    }
  }
}

/** From the top down: the newest stand there. */
function liveRows(tree: ArtifactTree): readonly EntryRow[] {
  return tree
    .loadedRows()
    .filter((row): row is EntryRow => row.kind === "entry" && row.source.live?.isLive(row.entry) === true);
}

function isBelowClosed({ parent }: EntryRow, isClosed: (row: EntryRow) => boolean): boolean {
  return parent !== undefined && (isClosed(parent) || isBelowClosed(parent, isClosed));
}

function isPresent<T>(value: T | undefined): value is T {
  return value !== undefined;
}
