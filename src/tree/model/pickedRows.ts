import type { Section } from "../../sources/contract/source";
import type { EntryRow } from "./row";
import type { CallOptions, Entry } from "../../sources/contract/entry";

/** The latest ones are kept: each refresh asks for them again. */
const MOST_PICKED = 20;
/** Rows on top that are asked for beside the pages, as each may take a request. */
const MOST_ON_TOP = 10;
/** How long the pages wait for rows that are asked for alone, ms. */
const LONGEST_WAIT_MS = 10_000;

/** The entries with some row ids; without those that are gone. @throws ApiError, or the signal's reason. */
export type AskAlone = (ids: readonly string[], options: CallOptions) => Promise<readonly Entry[]>;

interface PickedAnswer {
  readonly ids: ReadonlySet<string>;
  readonly entries: ReadonlyMap<string, Entry>;
}

/** Rows of a listing that were asked for alone, and are on no page that is loaded. */
export class PickedRows {
  readonly #rowOf: (entry: Entry) => EntryRow;
  #rows: readonly EntryRow[] = [];
  /** Ids of rows that were not looked for: they are here because they stand before all others. */
  readonly #onlyOnTop = new Set<string>();

  constructor(rowOf: (entry: Entry) => EntryRow) {
    this.#rowOf = rowOf;
  }

  get rows(): readonly EntryRow[] {
    return this.#rows;
  }

  isOnlyOnTop({ id }: EntryRow): boolean {
    return this.#onlyOnTop.has(id);
  }

  /** The row with an id, asked for alone. `known` finds it among all rows of the listing. */
  async pick(
    id: string,
    known: () => EntryRow | undefined,
    ask: AskAlone,
    options: CallOptions,
  ): Promise<EntryRow | undefined> {
    const entry = (await ask([id], options)).find((candidate) => candidate.id === id);
    this.#onlyOnTop.delete(id);
    const there = known();
    if (entry === undefined || there !== undefined) {
      return there;
    }
    const row = this.#rowOf(entry);
    this.#rows = [...this.#rows, row].slice(-MOST_PICKED);
    return row;
  }

  /**
   * Asks how the rows are now, and for what stands on top, as far as it is on no page. They stay as they were when they can't
   * be had: the pages came, and are not to be lost over them.
   */
  async askAgain(
    section: Section,
    pages: readonly Entry[],
    ask: AskAlone,
    { signal }: CallOptions,
  ): Promise<PickedAnswer> {
    const listed = new Set(pages.map(({ id }) => id));
    const known = this.#rows.map(({ id }) => id).filter((id) => !listed.has(id));
    const onTop = section.topIds?.().filter((id) => !listed.has(id) && !known.includes(id)) ?? [];
    const wanted = [...known, ...onTop.slice(-MOST_ON_TOP)];
    try {
      const limited = AbortSignal.any([signal, AbortSignal.timeout(LONGEST_WAIT_MS)]);
      const entries = wanted.length === 0 ? [] : await ask(wanted, { signal: limited });
      return { ids: new Set(wanted), entries: new Map(entries.map((entry) => [entry.id, entry])) };
    } catch {
      return { ids: new Set(), entries: new Map() };
    }
  }

  /** Rows that came while others were asked for stay. */
  take({ ids, entries }: PickedAnswer, isOnTop: (entry: Entry) => boolean): void {
    const isWanted = (id: string, entry: Entry) => isOnTop(entry) || !this.#onlyOnTop.has(id);
    const left = this.#rows.flatMap((row) => {
      const entry = ids.has(row.id) ? entries.get(row.id) : row.entry;
      return entry === undefined || !isWanted(row.id, entry) ? [] : [entry === row.entry ? row : this.#rowOf(entry)];
    });
    const known = new Set(this.#rows.map(({ id }) => id));
    const added = [...entries.values()].filter((entry) => !known.has(entry.id) && isOnTop(entry));
    added.forEach(({ id }) => this.#onlyOnTop.add(id));
    this.#rows = [...left, ...added.map(this.#rowOf)];
  }

  leaveOut(rows: { has(id: string): boolean }): void {
    this.#rows = this.#rows.filter(({ id }) => !rows.has(id));
  }

  renew(change: (row: EntryRow) => EntryRow): void {
    this.#rows = this.#rows.map(change);
  }
}
