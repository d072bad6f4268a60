import type { Section } from "../../sources/contract/source";
import type { EntryRow } from "./row";
import { lastingTokens } from "./row";

/** The rows of a listing's pages as they are drawn. A page is added at its own cost, however many there are. */
class RowOrder {
  readonly section: Section;
  readonly top: EntryRow[] = [];
  readonly others: EntryRow[] = [];
  readonly tokens = new Set<string>();

  constructor(section: Section, rows: readonly EntryRow[]) {
    this.section = section;
    this.add(rows);
  }

  add(rows: readonly EntryRow[]): void {
    for (const row of rows) {
      (this.section.isOnTop?.(row.entry) === true ? this.top : this.others).push(row);
      lastingTokens(row).forEach((token) => this.tokens.add(token));
    }
  }
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
    const before = this.#byId.size;
    for (const row of rows) {
      this.#byId.set(row.id, row);
    }
    if (this.#byId.size < before + rows.length) {
      this.#forgetOrder();
      return;
    }
    for (const row of rows) {
      this.#all?.push(row);
    }
    this.#order?.add(rows);
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
