import { ApiError } from "../http/apiError";
import type { ArtifactSource, CallOptions, Page, Section } from "../sources/source";
import type { EntryRow, FailureRow, MoreRow, NoteRow, Row } from "./row";

/**
 * What is known of one section below a row. A failed load leaves the rows of the last answer standing; a failure is kept
 * until somebody asks again, so that drawing the row anew sends nothing.
 */
export class Listing {
  readonly #source: ArtifactSource;
  #section: Section;
  #parent: EntryRow | undefined;
  #rows: readonly EntryRow[] = [];
  #pages = 0;
  #next: string | undefined;
  #total: number | undefined;
  #failure: ApiError | undefined;
  #isStale = true;

  constructor(source: ArtifactSource, section: Section, parent: EntryRow | undefined) {
    this.#source = source;
    this.#section = section;
    this.#parent = parent;
  }

  get section(): Section {
    return this.#section;
  }

  get entryRows(): readonly EntryRow[] {
    return this.#rows;
  }

  get failure(): ApiError | undefined {
    return this.#failure;
  }

  get hasMore(): boolean {
    return this.#next !== undefined;
  }

  get needsLoad(): boolean {
    return this.#isStale && this.#failure === undefined;
  }

  /** Whether the failure came with a further page, so that the rows before it are as they should be. */
  get hasFailedPage(): boolean {
    return this.#failure !== undefined && !this.#isStale;
  }

  /** Lets the next load ask the service, even after a failure. */
  invalidate(): void {
    this.#isStale = true;
    this.#failure = undefined;
  }

  /** Takes the section of a newer row, unless the pages that are still to come belong to the old one. */
  adopt(section: Section, parent: EntryRow | undefined): this {
    this.#section = this.#isStale ? section : this.#section;
    this.#parent = parent;
    return this;
  }

  /** Lets a failed load be tried again; a loaded listing stays as it is. */
  forgetFailure(): boolean {
    const hadFailed = this.#failure !== undefined;
    this.#failure = undefined;
    return hadFailed;
  }

  /** Loads as many pages as there were, so that a refresh takes no row away. Settles with the failure kept as data. */
  async load(options: CallOptions): Promise<void> {
    await this.#keepFailure(async () => {
      const wanted = Math.max(1, this.#pages);
      let page = await this.#section.load(undefined, options);
      let rows = this.#append([], page);
      let count = 1;
      for (; count < wanted && page.next !== undefined; count++) {
        page = await this.#section.load(page.next, options);
        rows = this.#append(rows, page);
      }
      // A reply that arrives after somebody stopped waiting for it is dropped.
      options.signal.throwIfAborted();
      this.#take(rows, page, count);
    }, options);
  }

  /** Appends the next page. */
  async loadMore(options: CallOptions): Promise<void> {
    const next = this.#next;
    if (next === undefined) {
      return;
    }
    await this.#keepFailure(async () => {
      const page = await this.#section.load(next, options);
      options.signal.throwIfAborted();
      this.#take(this.#append(this.#rows, page), page, this.#pages + 1);
    }, options);
  }

  /** Puts a newer entry in the place of the row with its id. */
  replace(row: EntryRow): void {
    this.#rows = this.#rows.map((old) => (old.id === row.id ? row : old));
  }

  /** Takes a row away that the service no longer has. */
  remove(id: string): boolean {
    const left = this.#rows.filter((row) => row.id !== id);
    const wasThere = left.length < this.#rows.length;
    this.#rows = left;
    this.#total = wasThere && this.#total !== undefined ? this.#total - 1 : this.#total;
    return wasThere;
  }

  rows(): readonly Row[] {
    const failure = this.#failureRow();
    if (failure !== undefined) {
      // Above rows that may be out of date, as they are many; below those that are only incomplete.
      return failure.isStale ? [failure, ...this.#rows] : [...this.#rows, failure];
    }
    return [...this.#rows, ...this.#moreRow(), ...this.#emptyRow()];
  }

  get #place() {
    return { source: this.#source, parent: this.#parent };
  }

  #id(name: string): string {
    return `${this.#parent?.id ?? ""}//${this.#section.id}/${name}`;
  }

  #failureRow(): FailureRow | undefined {
    if (this.#failure === undefined) {
      return undefined;
    }
    const { id: sectionId, noun } = this.#section;
    const isStale = this.#rows.length > 0 && this.#isStale;
    return { kind: "failure", id: this.#id("failure"), ...this.#place, sectionId, noun, error: this.#failure, isStale };
  }

  #moreRow(): readonly MoreRow[] {
    if (this.#next === undefined) {
      return [];
    }
    const total = this.#total === undefined ? {} : { total: this.#total };
    const sectionId = this.#section.id;
    return [{ kind: "more", id: this.#id("more"), ...this.#place, sectionId, shown: this.#rows.length, ...total }];
  }

  #emptyRow(): readonly NoteRow[] {
    const text = this.#section.emptyText;
    const isEmpty = this.#rows.length === 0 && this.#next === undefined && this.#pages > 0;
    return isEmpty && text !== undefined ? [{ kind: "note", id: this.#id("empty"), ...this.#place, text }] : [];
  }

  /** A service that gains rows between two pages gives one of them twice: the first stays. */
  #append(rows: readonly EntryRow[], page: Page): readonly EntryRow[] {
    const known = new Set(rows.map((row) => row.id));
    const added: EntryRow[] = [];
    for (const entry of page.entries) {
      if (!known.has(entry.id)) {
        known.add(entry.id);
        added.push({ kind: "entry", id: entry.id, source: this.#source, parent: this.#parent, entry });
      }
    }
    return [...rows, ...added];
  }

  #take(rows: readonly EntryRow[], page: Page, pages: number): void {
    this.#rows = rows;
    this.#next = page.next;
    this.#total = page.total;
    this.#pages = pages;
    this.#isStale = false;
    this.#failure = undefined;
  }

  async #keepFailure(load: () => Promise<void>, { signal }: CallOptions): Promise<void> {
    try {
      await load();
    } catch (error) {
      if (signal.aborted) {
        return;
      }
      this.#failure =
        error instanceof ApiError ? error : new ApiError("badResponse", "an unexpected error", { cause: error });
    }
  }
}
