import type { ArtifactSource, CallOptions, Change, Entry, PendingChange } from "../sources/source";
import type { EntryRow } from "./row";

/** How changes reach the rows on show. */
export interface ShownRows {
  find(id: string): EntryRow | undefined;
  /** Puts a row in the place of the one with its id. */
  show(row: EntryRow): void;
}

/** The changes of one row that are not answered yet. */
interface Line {
  /** The row as the service has it, as far as it has said so. */
  confirmed: Entry;
  waiting: number;
  last: Promise<void>;
}

/**
 * Changes that show before the service has answered. Those of one row are sent one after the other, so that the last click
 * wins; after a failure the row is what the service last agreed to.
 */
export class RowChanges {
  readonly #source: ArtifactSource;
  readonly #rows: ShownRows;
  readonly #lines = new Map<string, Line>();

  constructor(source: ArtifactSource, rows: ShownRows) {
    this.#source = source;
    this.#rows = rows;
  }

  /** @throws ApiError when the service refused, and the row is what it was before. */
  async make(id: string, change: Change, options: CallOptions): Promise<void> {
    const row = this.#rows.find(id);
    const pending = row === undefined ? undefined : this.#pending(row, change);
    if (row === undefined || pending === undefined) {
      return;
    }
    const line = this.#lines.get(id) ?? { confirmed: row.entry, waiting: 0, last: Promise.resolve() };
    this.#lines.set(id, line);
    this.#rows.show({ ...row, entry: pending.entry });
    const done = line.last.then(() => pending.send(options));
    line.last = done.catch(() => undefined);
    line.waiting += 1;
    try {
      await done;
      line.confirmed = pending.entry;
      this.#confirm(id, change);
    } catch (error) {
      this.#takeBack(id, pending.entry, line.confirmed);
      throw error;
    } finally {
      this.#leave(id, line);
    }
  }

  /** Undefined for what the row is already. */
  #pending({ entry }: EntryRow, change: Change): PendingChange | undefined {
    return entry.abilities.includes(change) ? this.#source.change?.(entry, change) : undefined;
  }

  #leave(id: string, line: Line): void {
    line.waiting -= 1;
    if (line.waiting === 0) {
      this.#lines.delete(id);
    }
  }

  /** A refresh that was answered before the change was made shows the row as it was. */
  #confirm(id: string, change: Change): void {
    const row = this.#rows.find(id);
    const late = row === undefined || this.#lines.get(id)?.waiting !== 1 ? undefined : this.#pending(row, change);
    if (row !== undefined && late !== undefined) {
      this.#rows.show({ ...row, entry: late.entry });
    }
  }

  /** A later change, or a refresh, has put another entry there, which is newer than what failed. */
  #takeBack(id: string, failed: Entry, confirmed: Entry): void {
    const row = this.#rows.find(id);
    if (row?.entry === failed) {
      this.#rows.show({ ...row, entry: confirmed });
    }
  }
}
