import type { Section } from "../../sources/contract/source";
import type { EntryRow } from "./row";
import { lastingTokens } from "./row";

/** More are put into an order that is made again. */
const MOST_REPLACED = 20;

/**
 * The rows of a listing's pages as they are drawn. A page is added at its own cost, however many there are, and a row takes the
 * place of another without a look at the others.
 */
class RowOrder {
  readonly section: Section;
  readonly top: EntryRow[] = [];
  readonly others: EntryRow[] = [];
  /** How many rows have each token. */
  readonly #tokens = new Map<string, number>();

  constructor(section: Section, rows: readonly EntryRow[]) {
    this.section = section;
    this.add(rows);
  }

  get tokens(): Iterable<string> {
    return this.#tokens.keys();
  }

  add(rows: readonly EntryRow[]): void {
    for (const row of rows) {
      this.#among(row).push(row);
      this.#count(row, 1);
    }
  }

  /** False when the row does not stand where the one before it stood. */
  replace(before: EntryRow, row: EntryRow): boolean {
    const rows = this.#among(row);
    const isKept = replaceIn(rows, before, row);
    if (isKept) {
      this.#count(before, -1);
      this.#count(row, 1);
    }
    return isKept;
  }

  #among({ entry }: EntryRow): EntryRow[] {
    return this.section.isOnTop?.(entry) === true ? this.top : this.others;
  }

  #count(row: EntryRow, change: 1 | -1): void {
    for (const token of lastingTokens(row)) {
      const count = (this.#tokens.get(token) ?? 0) + change;
      if (count === 0) {
        this.#tokens.delete(token);
      } else {
        this.#tokens.set(token, count);
      }
    }
  }
}

function replaceIn(rows: EntryRow[], before: EntryRow, row: EntryRow): boolean {
  const index = rows.indexOf(before);
  if (index !== -1) {
    rows[index] = row;
  }
  return index !== -1;
}

/** The rows of a listing's pages in their order; one is found by its id without a walk through the others. */
export class ListedRows {
  #byId = new Map<string, EntryRow>();
  #all: EntryRow[] | undefined;
  #order: RowOrder | undefined;

  /** Further pages are added to it. */
  get all(): readonly EntryRow[] {
    return (this.#all ??= [...this.#byId.values()]);
  }

  get size(): number {
    return this.#byId.size;
  }

  get(id: string): EntryRow | undefined {
    return this.#byId.get(id);
  }

  has(id: string): boolean {
    return this.#byId.has(id);
  }

  /** The rows that the section has on top, the others, and the tokens that some of them have. */
  ordered(section: Section): Pick<RowOrder, "top" | "others" | "tokens"> {
    if (this.#order?.section !== section) {
      this.#order = new RowOrder(section, this.all);
    }
    return this.#order;
  }

  /** Each goes behind the others, or in the place of the one with its id. */
  put(rows: readonly EntryRow[]): void {
    const known = rows.filter(({ id }) => this.#byId.has(id));
    if (known.length > MOST_REPLACED) {
      rows.forEach((row) => this.#byId.set(row.id, row));
      this.#forgetOrder();
      return;
    }
    for (const row of rows) {
      const before = this.#byId.get(row.id);
      this.#byId.set(row.id, row);
      if (before === undefined) {
        this.#all?.push(row);
        this.#order?.add([row]);
      } else {
        this.#replace(before, row);
      }
    }
  }

  #replace(before: EntryRow, row: EntryRow): void {
    if (this.#all !== undefined) {
      replaceIn(this.#all, before, row);
    }
    if (this.#order?.replace(before, row) === false) {
      this.#order = undefined;
    }
  }

  /** Takes rows for all there were. One that looks as before may be kept: it is the object that VS Code has. */
  replaceAll(rows: readonly EntryRow[], isKept: boolean): void {
    const before = this.#byId;
    this.#byId = new Map();
    this.#forgetOrder();
    this.put(isKept ? rows.map((row) => sameAs(before.get(row.id), row) ?? row) : rows);
  }

  renew(change: (row: EntryRow) => EntryRow): void {
    this.put(this.all.map(change));
  }

  /** Gives how many there were. */
  remove(isGone: (row: EntryRow) => boolean): number {
    const gone = this.all.filter(isGone);
    for (const { id } of gone) {
      this.#byId.delete(id);
    }
    this.#forgetOrder();
    return gone.length;
  }

  #forgetOrder(): void {
    this.#all = undefined;
    this.#order = undefined;
  }
}

function sameAs(before: EntryRow | undefined, row: EntryRow): EntryRow | undefined {
  return before !== undefined && before.parent === row.parent && lookOf(before) === lookOf(row) ? before : undefined;
}

function lookOf({ entry: { name, detail, size, spoken, abilities } }: EntryRow): string {
  return JSON.stringify([name, detail, size, spoken, abilities]);
}
