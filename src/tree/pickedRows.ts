import type { CallOptions, Entry, Section } from "../sources/source";
import type { EntryRow } from "./row";

/** The latest ones are kept: each refresh asks for them again. */
const MOST_PICKED = 20;

/** Rows of a listing that were asked for alone, and are on no page that is loaded. */
export class PickedRows {
  readonly #rowOf: (entry: Entry) => EntryRow;
  #rows: readonly EntryRow[] = [];

  constructor(rowOf: (entry: Entry) => EntryRow) {
    this.#rowOf = rowOf;
  }

  get rows(): readonly EntryRow[] {
    return this.#rows;
  }

  /** The row with an id, asked for alone. `known` finds it among all rows of the listing. */
  async pick(
    section: Section,
    id: string,
    known: () => EntryRow | undefined,
    options: CallOptions,
  ): Promise<EntryRow | undefined> {
    const entries = (await section.pick?.([id], options)) ?? [];
    options.signal.throwIfAborted();
    const entry = entries.find((candidate) => candidate.id === id);
    const there = known();
    if (entry === undefined || there !== undefined) {
      return there;
    }
    const row = this.#rowOf(entry);
    this.#rows = [...this.#rows, row].slice(-MOST_PICKED);
    return row;
  }

  /**
   * The rows as they are now; without those that are gone, or stand on a page by now. They stay as they were when they can't
   * be had: the pages came, and are not to be lost over them.
   */
  async askAgain(section: Section, pages: readonly EntryRow[], options: CallOptions): Promise<readonly EntryRow[]> {
    const wanted = without(this.#rows, pages);
    if (wanted.length === 0 || section.pick === undefined) {
      return wanted;
    }
    try {
      const ids = wanted.map(({ id }) => id);
      return (await section.pick(ids, options)).map(this.#rowOf);
    } catch {
      return wanted;
    }
  }

  take(rows: readonly EntryRow[]): void {
    this.#rows = rows;
  }

  leaveOut(rows: readonly EntryRow[]): void {
    this.#rows = without(this.#rows, rows);
  }

  renew(change: (row: EntryRow) => EntryRow): void {
    this.#rows = this.#rows.map(change);
  }
}

function without(rows: readonly EntryRow[], others: readonly EntryRow[]): readonly EntryRow[] {
  const ids = new Set(others.map(({ id }) => id));
  return rows.filter(({ id }) => !ids.has(id));
}
