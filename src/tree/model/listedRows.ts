import type { EntryRow } from "./row";

/** The rows of a listing's pages in their order; one is found by its id without a walk through the others. */
export class ListedRows {
  #byId = new Map<string, EntryRow>();
  #all: readonly EntryRow[] | undefined;

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

  /** Each goes behind the others, or in the place of the one with its id. */
  put(rows: readonly EntryRow[]): void {
    for (const row of rows) {
      this.#byId.set(row.id, row);
    }
    this.#all = undefined;
  }

  /** Takes rows for all there were. One that looks as before may be kept: it is the object that VS Code has. */
  replaceAll(rows: readonly EntryRow[], isKept: boolean): void {
    const before = this.#byId;
    this.#byId = new Map();
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
    this.#all = undefined;
    return gone.length;
  }
}

function sameAs(before: EntryRow | undefined, row: EntryRow): EntryRow | undefined {
  return before !== undefined && before.parent === row.parent && lookOf(before) === lookOf(row) ? before : undefined;
}

function lookOf({ entry: { name, detail, size, spoken, abilities } }: EntryRow): string {
  return JSON.stringify([name, detail, size, spoken, abilities]);
}
