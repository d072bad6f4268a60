import { PollLoop } from "../host/pollLoop";
import type { PollLoopOptions } from "../host/pollLoop";
import type { ArtifactSource, CallOptions, Entry } from "../sources/source";
import type { LiveRuns } from "../sources/liveRuns";
import type { ArtifactTree } from "./artifactTree";
import type { EntryRow } from "./row";

/** Rows asked for in a poll: three requests of Model Lab. */
const MOST_ROWS = 300;
/** A list that lags behind may lack a run once. */
const MISSES_UNTIL_GONE = 2;

export interface LiveRowsOptions extends Pick<PollLoopOptions, "clock" | "interval" | "onDidPoll"> {
  /** The rows on show. */
  readonly tree: () => ArtifactTree | undefined;
  /** Whether what is below a row is out of sight, as it was closed. */
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
  }

  dispose(): void {
    this.#loop.setActive(false);
  }

  async #poll(options: CallOptions): Promise<void> {
    const tree = this.#options.tree();
    const rows = tree === undefined ? [] : liveRows(tree, this.#options.isClosed);
    const { source } = rows[0] ?? {};
    if (tree === undefined || source?.live === undefined) {
      return;
    }
    const { batchSize } = source.live;
    for (let start = 0; start < rows.length; start += batchSize) {
      const batch = rows.slice(start, start + batchSize);
      const entries = batch.map(({ entry }) => entry);
      const answers = await source.live.reload(entries, options);
      options.signal.throwIfAborted();
      this.#take(tree, batch, answers, source.live);
      this.#options.onDidReload?.(source, answers.filter(isPresent));
    }
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
      // What changed on the way, a pin say, is newer than the answer.
      const isAnswered = shown.get(row.id) === row.entry;
      if (isAnswered && JSON.stringify(answer) !== JSON.stringify(row.entry)) {
        changed.push(answer);
      }
    });
    // A run's last files come with its end.
    const ended = changed.filter((entry) => !live.isLive(entry)).map(({ id }) => id);
    tree.replaceEntries(changed, new Set(ended));
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

/** Those that one may be looking at first, then from the top down: the newest stand there. */
function liveRows(tree: ArtifactTree, isClosed: (row: EntryRow) => boolean): readonly EntryRow[] {
  const rows = tree
    .loadedRows()
    .filter((row): row is EntryRow => row.kind === "entry" && row.source.live?.isLive(row.entry) === true);
  const inSight = rows.filter((row) => !isBelowClosed(row, isClosed));
  const outOfSight = rows.filter((row) => isBelowClosed(row, isClosed));
  return [...inSight, ...outOfSight].slice(0, MOST_ROWS);
}

function isBelowClosed({ parent }: EntryRow, isClosed: (row: EntryRow) => boolean): boolean {
  return parent !== undefined && (isClosed(parent) || isBelowClosed(parent, isClosed));
}

function isPresent<T>(value: T | undefined): value is T {
  return value !== undefined;
}
