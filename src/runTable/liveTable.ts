import { PollLoop, type PollLoopOptions } from "../http/pollLoop";
import type { CallOptions, Entry } from "../sources/contract/entry";
import type { OpenTable } from "./openTable";
import type { RunTable } from "./runTable";

/** Requests of a poll. */
const MOST_BATCHES = 3;
/** A list that lags behind may lack a run once. */
const MISSES_UNTIL_GONE = 2;
/** Ids whose turn is remembered. */
const MOST_KEPT = 10_000;

interface LiveTableOptions extends Pick<PollLoopOptions, "clock" | "interval" | "onDidPoll"> {
  readonly open: () => OpenTable | undefined;
  /** The lines in sight, and some around them. */
  readonly inSight: () => { readonly start: number; readonly count: number };
}

/** Keeps the runs of a table that are under way, and in sight, as the service has them. They stay where they stand until the table is sorted again. */
export class LiveTable {
  readonly #options: LiveTableOptions;
  readonly #loop: PollLoop;
  /** How often a run was missing in an answer, by its row's id. */
  readonly #misses = new Map<string, number>();
  /** Ids in the order in which they were asked for, the latest last. */
  #asked: readonly string[] = [];

  constructor(options: LiveTableOptions) {
    this.#options = options;
    this.#loop = new PollLoop({ ...options, poll: (call) => this.#poll(call) });
  }

  setActive(isActive: boolean): void {
    this.#loop.setActive(isActive);
  }

  dispose(): void {
    this.#loop.setActive(false);
  }

  async #poll(options: CallOptions): Promise<void> {
    const open = this.#options.open();
    const live = open?.source.live;
    if (open === undefined || live === undefined) {
      return;
    }
    const { table } = open;
    const entries = this.#turnOf(this.#liveOf(table), MOST_BATCHES * live.batchSize);
    for (let start = 0; start < entries.length; start += live.batchSize) {
      const batch = entries.slice(start, start + live.batchSize);
      const answers = await live.reload(batch, options);
      options.signal.throwIfAborted();
      const gone = batch.filter((entry, index) => this.#isGone(entry.id, answers[index] !== undefined));
      table.update(answers.flatMap((answer) => answer ?? []));
      gone.forEach(({ id }) => table.remove(id));
      // A table that was filtered or refreshed meanwhile has other rows.
      if (open.table === table) {
        open.showChanged(gone.length > 0);
      }
    }
  }

  #liveOf({ shown, live }: RunTable): readonly Entry[] {
    const { start, count } = this.#options.inSight();
    const rows = Array.from({ length: count }, (_, index) => shown.rowAt(start + index) ?? -1);
    return rows.flatMap((row) => live.get(row) ?? []);
  }

  /** Runs that waited longest go first when there are too many to ask for. */
  #turnOf<T extends { readonly id: string }>(all: readonly T[], most: number): readonly T[] {
    const places = new Map(this.#asked.map((id, place) => [id, place]));
    const wanted = all.toSorted((a, b) => (places.get(a.id) ?? -1) - (places.get(b.id) ?? -1)).slice(0, most);
    const now = new Set(wanted.map(({ id }) => id));
    this.#asked = [...this.#asked.filter((id) => !now.has(id)), ...now].slice(-MOST_KEPT);
    return wanted;
  }

  #isGone(id: string, isThere: boolean): boolean {
    const misses = isThere ? 0 : (this.#misses.get(id) ?? 0) + 1;
    if (misses === 0 || misses >= MISSES_UNTIL_GONE) {
      this.#misses.delete(id);
    } else {
      this.#misses.set(id, misses);
    }
    return misses >= MISSES_UNTIL_GONE;
  }
}
