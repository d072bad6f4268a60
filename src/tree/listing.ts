import { ApiError } from "../http/apiError";
import type { ArtifactSource, CallOptions, Entry, Page, Section } from "../sources/source";
import type { ListingCounts } from "./listingCounts";
import { sumOf } from "./listingCounts";
import { PickedRows } from "./pickedRows";
import { emptyRows, failureRow, moreRow, noteRow } from "./extraRows";
import type { ListingFacts } from "./extraRows";
import type { EntryRow, Row } from "./row";

/**
 * What is known of one section below a row. A failed load leaves the rows of the last answer standing; a failure is kept
 * until somebody asks again, so that drawing the row anew sends nothing.
 */
export class Listing {
  readonly #source: ArtifactSource;
  #section: Section;
  #parent: EntryRow | undefined;
  #rows: readonly EntryRow[] = [];
  readonly #picked = new PickedRows((entry) => this.#rowOf(entry));
  #pages = 0;
  #next: string | undefined;
  #total: number | undefined;
  #unfilteredTotal: number | undefined;
  #looked: number | undefined;
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
    return [...this.#rows, ...this.#picked.rows];
  }

  get hasMore(): boolean {
    return this.#next !== undefined;
  }

  /** Undefined as long as nothing was loaded. */
  get counts(): ListingCounts | undefined {
    const [total, unfilteredTotal, looked] = [this.#total, this.#unfilteredTotal, this.#looked];
    const counts = { shown: this.#rows.length, total, unfilteredTotal, looked, hasMore: this.hasMore };
    return this.#pages === 0 ? undefined : counts;
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
    if (this.#parent !== parent) {
      // VS Code knows rows by identity: a row has to lead to the object that its parent is drawn from.
      this.#renew((row) => ({ ...row, parent }));
      this.#parent = parent;
    }
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
      let looked = page.looked;
      let count = 1;
      for (; count < wanted && page.next !== undefined; count++) {
        page = await this.#section.load(page.next, options);
        rows = this.#append(rows, page);
        looked = sumOf(looked, page.looked);
      }
      const picked = await this.#picked.askAgain(this.#section, rows, options);
      // A reply that arrives after somebody stopped waiting for it is dropped.
      options.signal.throwIfAborted();
      this.#picked.take(picked);
      this.#take(rows, { ...page, looked }, count);
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
      const looked = sumOf(this.#looked, page.looked);
      this.#take(this.#append(this.#rows, page), { ...page, looked }, this.#pages + 1);
    }, options);
  }

  /**
   * The row with an id, asked for alone; it stands behind those of the pages until its own page is loaded. Undefined when it is
   * none of this listing. @throws ApiError, or the signal's reason.
   */
  async pick(id: string, options: CallOptions): Promise<EntryRow | undefined> {
    const known = () => this.entryRows.find((row) => row.id === id);
    return await this.#picked.pick(this.#section, id, known, options);
  }

  /** Puts a newer entry in the place of the row with its id. */
  replace(row: EntryRow): void {
    this.#renew((old) => (old.id === row.id ? row : old));
  }

  /** Puts newer entries, by their ids, in the place of those it has. False when it has none of them. */
  replaceEntries(entries: ReadonlyMap<string, Entry>): boolean {
    const isHere = this.entryRows.some(({ id }) => entries.has(id));
    this.#renew((row) => {
      const entry = entries.get(row.id);
      return entry === undefined ? row : { ...row, entry };
    });
    return isHere;
  }

  /** Takes a row away that the service no longer has. The pages behind it have moved up by one then. */
  remove(id: string): boolean {
    const wasThere = this.entryRows.some((row) => row.id === id);
    this.#rows = this.#rows.filter((row) => row.id !== id);
    this.#picked.leaveOut(this.#picked.rows.filter((row) => row.id === id));
    this.#isStale = this.#isStale || (wasThere && this.hasMore);
    this.#total = wasThere && this.#total !== undefined ? this.#total - 1 : this.#total;
    return wasThere;
  }

  rows(): readonly Row[] {
    const { pages, picked } = this.#ordered();
    const apart = picked.length === 0 ? [] : [noteRow(this.#facts, "picked", "Found by Go To"), ...picked];
    const failure = failureRow(this.#facts, this.entryRows.length > 0);
    if (failure !== undefined) {
      // Above rows that may be out of date, as they are many; below those that are only incomplete.
      return failure.isStale ? [failure, ...pages, ...apart] : [...pages, failure, ...apart];
    }
    const isEmpty = this.#rows.length === 0 && !this.hasMore && this.#pages > 0;
    return [
      ...pages,
      ...(this.hasMore ? [moreRow(this.#facts)] : []),
      ...(isEmpty ? emptyRows(this.#facts) : []),
      ...apart,
    ];
  }

  /** What is starred or pinned goes first. Behind a filter, what Go To found stands apart: it need not match. */
  #ordered(): { pages: readonly EntryRow[]; picked: readonly EntryRow[] } {
    const isOnTop = ({ entry }: EntryRow) => this.#section.isOnTop?.(entry) === true;
    const picks = this.#section.isFiltered === true ? [] : this.#picked.rows.filter(isOnTop);
    const [top, others] = [this.#rows.filter(isOnTop), this.#rows.filter((row) => !isOnTop(row))];
    const picked = this.#picked.rows.filter((row) => !picks.includes(row));
    return { pages: [...top, ...picks, ...others], picked };
  }

  get #facts(): ListingFacts {
    return {
      source: this.#source,
      parent: this.#parent,
      section: this.#section,
      failure: this.#failure,
      isStale: this.#isStale,
      shown: this.#rows.length,
      ...(this.#total === undefined ? {} : { total: this.#total }),
      ...(this.#looked === undefined ? {} : { looked: this.#looked }),
    };
  }

  #rowOf(entry: Entry): EntryRow {
    return { kind: "entry", id: entry.id, source: this.#source, parent: this.#parent, entry };
  }

  #renew(change: (row: EntryRow) => EntryRow): void {
    this.#rows = this.#rows.map(change);
    this.#picked.renew(change);
  }

  /** A service that gains rows between two pages gives one of them twice: the first stays. */
  #append(rows: readonly EntryRow[], page: Page): readonly EntryRow[] {
    const known = new Set(rows.map((row) => row.id));
    const added: EntryRow[] = [];
    for (const entry of page.entries) {
      if (!known.has(entry.id)) {
        known.add(entry.id);
        added.push(this.#rowOf(entry));
      }
    }
    return [...rows, ...added];
  }

  #take(rows: readonly EntryRow[], page: PageFacts, pages: number): void {
    this.#rows = rows;
    this.#picked.leaveOut(rows);
    this.#next = page.next;
    this.#total = page.total;
    this.#unfilteredTotal = page.unfilteredTotal;
    this.#looked = page.looked;
    this.#pages = pages;
    this.#isStale = false;
    this.#failure = undefined;
  }

  async #keepFailure(load: () => Promise<void>, { signal }: CallOptions): Promise<void> {
    try {
      await load();
    } catch (error) {
      const known =
        error instanceof ApiError ? error : new ApiError("badResponse", "an unexpected error", { cause: error });
      this.#failure = signal.aborted ? this.#failure : known;
    }
  }
}

type PageFacts = Pick<ListingCounts, "total" | "unfilteredTotal" | "looked"> & Pick<Page, "next">;
