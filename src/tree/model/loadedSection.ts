import { ApiError } from "../../http/apiError";
import type { ArtifactSource, Section } from "../../sources/contract/source";
import { type LastPage, loadPages, type ListingCounts, newRowsOn, sumOf } from "./listingPages";
import { joinUnread } from "../../sources/shared/unread";
import type { AskedAt, ConfirmedChanges } from "./confirmedChanges";
import { ListedRows } from "./listedRows";
import type { Replaced } from "./redrawnRows";
import { PickedRows } from "./pickedRows";
import type { AskAlone } from "./pickedRows";
import type { CallOptions, Entry } from "../../sources/contract/entry";
import type { ListingContent } from "./listingRows";
import { shownRows, shownTokens } from "./listingRows";
import { entryRow, type EntryRow, type Row, subjectOf } from "./row";

interface LoadedSectionOptions {
  readonly source: ArtifactSource;
  readonly section: Section;
  readonly parent: EntryRow | undefined;
  /** Changes that answers may not know of yet. */
  readonly changes: ConfirmedChanges;
}

/**
 * The loaded part of a section below a row. A failed load leaves the rows of the last answer; a failure is kept
 * until the user asks again, so that drawing the row again sends nothing.
 */
export class LoadedSection {
  readonly #source: ArtifactSource;
  readonly #changes: ConfirmedChanges;
  #section: Section;
  #parent: EntryRow | undefined;
  readonly #rows = new ListedRows();
  readonly #rowOf = (entry: Entry): EntryRow => entryRow(entry, this.#source, this.#parent);
  readonly #picked = new PickedRows(this.#rowOf);
  /** As of the last page; undefined while none is loaded. */
  #page: LastPage | undefined;
  #failure: ApiError | undefined;
  #isStale = true;
  /** How many rows were taken away. */
  #removals = 0;

  constructor({ source, section, parent, changes }: LoadedSectionOptions) {
    this.#source = source;
    this.#changes = changes;
    this.#section = section;
    this.#parent = parent;
  }

  get section(): Section {
    return this.#section;
  }

  get entryRows(): readonly EntryRow[] {
    return this.#picked.rows.length === 0 ? this.#rows.all : [...this.#rows.all, ...this.#picked.rows];
  }

  get entryCount(): number {
    return this.#rows.size + this.#picked.rows.length;
  }

  find(id: string): EntryRow | undefined {
    return this.#rows.get(id) ?? this.#picked.rows.find((row) => row.id === id);
  }

  get hasMore(): boolean {
    return this.#page?.next !== undefined;
  }

  /** Undefined as long as nothing was loaded. */
  get counts(): ListingCounts | undefined {
    const { size: shown } = this.#rows;
    return this.#page && { shown, total: this.#page.total, looked: this.#page.looked, hasMore: this.hasMore };
  }

  get needsLoad(): boolean {
    return this.#isStale && this.#failure === undefined;
  }

  /** True when a further page failed, so that the rows before it are as they should be. */
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
    await this.#keepFailure(async (at) => {
      const removals = this.#removals;
      const { items: entries, ...facts } = await loadPages(this.#section, this.#page?.cursors ?? [], options);
      const picked = await this.#picked.askAgain(this.#section, entries, this.#askAlone(at), options);
      // A reply that arrives after its load was stopped is dropped.
      options.signal.throwIfAborted();
      this.#picked.take(picked, (entry) => this.#section.isOnTop?.(entry) === true);
      const listed = this.#amended(entries, at);
      this.#rows.replaceAll(listed.map(this.#rowOf), this.#section.isWrittenByRun === true);
      const gone = this.#take(listed, { ...facts, asked: entries.length });
      // A row that went meanwhile has moved up those on the pages behind it: one of them may be on none.
      this.#isStale = (gone > 0 || this.#removals !== removals) && (facts.cursors.length > 0 || this.hasMore);
    }, options);
  }

  /** Appends the next page. */
  async loadMore(options: CallOptions): Promise<void> {
    const next = this.#page?.next;
    if (next === undefined) {
      return;
    }
    await this.#keepFailure(async (at) => {
      const answer = await this.#section.load(next, options);
      options.signal.throwIfAborted();
      const { items, ...page } = newRowsOn(answer, this.#rows);
      const looked = sumOf(this.#page?.looked, page.looked);
      const unread = joinUnread(this.#page?.unread, page.unread);
      const cursors = [...(this.#page?.cursors ?? []), next];
      const facts = { ...page, looked, unread, asked: items.length, cursors };
      const listed = this.#amended(items, at);
      this.#rows.put(listed.map(this.#rowOf));
      const gone = this.#take(listed, facts);
      this.#isStale = this.#isStale || gone > 0;
    }, options);
  }

  /**
   * The row with an id, asked for alone; it stands behind those of the pages until its own page is loaded. Undefined when it is
   * none of this listing. @throws ApiError, or the signal's reason.
   */
  async pick(id: string, options: CallOptions): Promise<EntryRow | undefined> {
    const known = () => this.find(id);
    return await this.#changes.asking((at) => this.#picked.pick(id, known, this.#askAlone(at), options));
  }

  /** Puts newer entries, by their ids, in the place of those it has. */
  replaceEntries(entries: ReadonlyMap<string, Entry>): Replaced {
    const rows: EntryRow[] = [];
    let isOrderKept = true;
    for (const entry of entries.values()) {
      const before = this.find(entry.id);
      if (before !== undefined) {
        rows.push(before);
        isOrderKept &&= this.#section.isOnTop?.(before.entry) === this.#section.isOnTop?.(entry);
        this.#renewOne(entry.id, (row) => ({ ...row, entry }));
      }
    }
    return { rows, isOrderKept };
  }

  /** Takes the rows of a thing away that the service no longer has. The pages behind them have moved up by one then. */
  remove(subject: string): boolean {
    const picked = this.#picked.rows.filter((row) => subjectOf(row) === subject);
    const gone = this.#rows.remove((row) => subjectOf(row) === subject);
    const wasThere = gone + picked.length > 0;
    this.#picked.leaveOut(new Set(picked.map(({ id }) => id)));
    this.#removals += wasThere ? 1 : 0;
    this.#isStale = this.#isStale || (wasThere && this.hasMore);
    const { total } = this.#page ?? {};
    this.#page = this.#page && { ...this.#page, total: wasThere && total !== undefined ? total - 1 : total };
    return wasThere;
  }

  rows(): readonly Row[] {
    return shownRows(this.#content);
  }

  /** The tokens (`contextValueOf`) that some row has, without the one of a filter. */
  get tokens(): ReadonlySet<string> {
    return shownTokens(this.#content);
  }

  get #content(): ListingContent {
    return {
      source: this.#source,
      parent: this.#parent,
      section: this.#section,
      rows: this.#rows,
      picked: this.#picked,
      failure: this.#failure,
      isStale: this.#isStale,
      page: this.#page,
    };
  }

  #renew(change: (row: EntryRow) => EntryRow): void {
    this.#rows.renew(change);
    this.#picked.renew(change);
  }

  #renewOne(id: string, change: (row: EntryRow) => EntryRow): void {
    const row = this.#rows.get(id);
    if (row !== undefined) {
      this.#rows.put([change(row)]);
    }
    this.#picked.renew((other) => (other.id === id ? change(other) : other));
  }

  /** Makes changes again on entries that were asked for before them. */
  #amended(entries: readonly Entry[], at: AskedAt): readonly Entry[] {
    return entries.flatMap((entry) => this.#changes.amended(entry, at) ?? []);
  }

  #askAlone(at: AskedAt): AskAlone {
    return async (ids, options) => {
      const entries = (await this.#section.pick?.(ids, options)) ?? [];
      options.signal.throwIfAborted();
      return this.#amended(entries, at);
    };
  }

  /** Gives how many of the entries that were asked for are gone. */
  #take(entries: readonly Entry[], page: LastPage): number {
    const gone = page.asked - entries.length;
    this.#picked.leaveOut(this.#rows);
    this.#page = { ...page, total: page.total === undefined ? undefined : page.total - gone };
    this.#failure = undefined;
    return gone;
  }

  async #keepFailure(load: (at: AskedAt) => Promise<void>, { signal }: CallOptions): Promise<void> {
    try {
      await this.#changes.asking(load);
    } catch (error) {
      const known =
        error instanceof ApiError ? error : new ApiError("badResponse", "an unexpected error", { cause: error });
      this.#failure = signal.aborted ? this.#failure : known;
    }
  }
}
