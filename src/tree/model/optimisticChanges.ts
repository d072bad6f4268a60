import type { ArtifactSource } from "../../sources/contract/source";
import type { Amendment } from "./confirmedChanges";
import type { CallOptions, Change, Entry } from "../../sources/contract/entry";
import { type EntryRow, subjectOf } from "./row";

/** How changes reach the rows on show. */
interface ShownRows {
  find(id: string): EntryRow | undefined;
  /** All rows that stand for a thing. */
  copies(subject: string): readonly EntryRow[];
  /** Puts a row in the place of the one with its id. */
  show(row: EntryRow): void;
  /** Told of a change that the service agreed to, so that no answer that was asked for before undoes it. */
  noteChange(subject: string, amend: Amendment): void;
}

/** The changes of one thing that are not answered yet. */
interface Line {
  /** Its rows, by their ids, as the service has them, as far as it has said so. */
  readonly confirmed: Map<string, Entry>;
  waiting: number;
  last: Promise<void>;
}

/**
 * Changes that show before the service has answered, on all rows of what is changed. Those of one thing are sent one after the
 * other, so that the last click wins; after a failure the rows are what the service last agreed to.
 */
export class OptimisticChanges {
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
    const pending =
      row?.entry.abilities.includes(change) === true ? this.#source.changes?.of(row.entry, change) : undefined;
    if (row === undefined || pending === undefined) {
      return;
    }
    const subject = subjectOf(row);
    const line = this.#lineOf(subject);
    const shown = this.#show(subject, change, line);
    const done = line.last.then(() => pending.send(options));
    line.last = done.catch(() => undefined);
    line.waiting += 1;
    try {
      await done;
      shown.forEach((entry, rowId) => line.confirmed.set(rowId, entry));
      this.#confirm(subject, change);
    } catch (error) {
      this.#takeBack(subject, shown, line);
      throw error;
    } finally {
      this.#leave(subject, line);
    }
  }

  /** The same for a row that need not be loaded, as one of a table: the change is sent alone then. */
  async makeFor(row: EntryRow, change: Change, options: CallOptions): Promise<void> {
    const shown = this.#rows.find(row.id) ?? this.#rows.copies(subjectOf(row))[0];
    await (shown === undefined
      ? this.#source.changes?.of(row.entry, change).send(options)
      : this.make(shown.id, change, options));
  }

  #lineOf(subject: string): Line {
    const line = this.#lines.get(subject) ?? { confirmed: new Map(), waiting: 0, last: Promise.resolve() };
    this.#lines.set(subject, line);
    return line;
  }

  /** Shows a change on all rows that it changes. Gives their new entries by their ids. */
  #show(subject: string, change: Change, { confirmed }: Line): ReadonlyMap<string, Entry> {
    const shown = new Map<string, Entry>();
    for (const row of this.#rows.copies(subject)) {
      const entry = this.#changed(row.entry, change);
      if (entry !== row.entry) {
        confirmed.set(row.id, confirmed.get(row.id) ?? row.entry);
        shown.set(row.id, entry);
        this.#rows.show({ ...row, entry });
      }
    }
    return shown;
  }

  /** The same entry when it is so already. */
  #changed(entry: Entry, change: Change): Entry {
    return (entry.abilities.includes(change) ? this.#source.changes?.of(entry, change).entry : undefined) ?? entry;
  }

  #leave(subject: string, line: Line): void {
    line.waiting -= 1;
    if (line.waiting === 0) {
      this.#lines.delete(subject);
    }
  }

  /** A refresh that was answered before the change was made shows the rows as they were, and so may one that is under way. */
  #confirm(subject: string, change: Change): void {
    this.#rows.noteChange(subject, (entry) => this.#changed(entry, change));
    if (this.#lines.get(subject)?.waiting !== 1) {
      return;
    }
    for (const row of this.#rows.copies(subject)) {
      const entry = this.#changed(row.entry, change);
      if (entry !== row.entry) {
        this.#rows.show({ ...row, entry });
      }
    }
  }

  /** A later change, or a refresh, has put another entry there, which is newer than what failed. */
  #takeBack(subject: string, failed: ReadonlyMap<string, Entry>, { confirmed }: Line): void {
    for (const row of this.#rows.copies(subject)) {
      const entry = confirmed.get(row.id);
      if (entry !== undefined && failed.get(row.id) === row.entry) {
        this.#rows.show({ ...row, entry });
      }
    }
  }
}
