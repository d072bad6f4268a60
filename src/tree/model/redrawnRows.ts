import type { EntryRow } from "./row";

/** The rows of a listing that others have taken the place of. */
export interface Replaced {
  readonly rows: readonly EntryRow[];
  readonly isOrderKept: boolean;
}

/**
 * The rows that were drawn again by themselves since they were listed. VS Code knows a row by the object that it was listed
 * with: told of another object, it does nothing, and told of the row above, it asks for all rows below that.
 */
export class RedrawnRows {
  readonly #listed = new Map<string, EntryRow>();

  /** Another row stands in the place of this one from now on. */
  note(before: EntryRow): void {
    this.#listed.set(before.id, this.#listed.get(before.id) ?? before);
  }

  /** The rows below one, or at the top, are listed as they are now. */
  forgetBelow(parent: EntryRow | undefined): void {
    for (const [id, row] of this.#listed) {
      if (row.parent?.id === parent?.id) {
        this.#listed.delete(id);
      }
    }
  }

  /** The object that VS Code has for a row. */
  listed(row: EntryRow): EntryRow {
    return this.#listed.get(row.id) ?? row;
  }
}
