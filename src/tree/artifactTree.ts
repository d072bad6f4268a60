import type { ArtifactSource, CallOptions, Entry } from "../sources/source";
import { Branch } from "./branch";
import { Listing } from "./listing";
import type { ListingCounts } from "./listingCounts";
import type { EntryRow, FailureRow, MoreRow, Row } from "./row";

export interface ArtifactTreeOptions {
  readonly source: ArtifactSource;
  /** Told that the rows under a row, or at the top, are no longer those that were given. */
  readonly onDidChange: (row: EntryRow | undefined) => void;
}

const TOP = "";

/**
 * The rows of one source: asked for when a row is opened, kept, paged and made anew. Sends nothing for what is kept; equal
 * loads are joined. It belongs to one site and account, and is disposed of with them.
 */
export class ArtifactTree {
  readonly #source: ArtifactSource;
  readonly #onDidChange: (row: EntryRow | undefined) => void;
  readonly #branches = new Map<string, Branch>();
  #isDisposed = false;
  readonly #isOver = (): boolean => this.#isDisposed;

  constructor({ source, onDidChange }: ArtifactTreeOptions) {
    this.#source = source;
    this.#onDidChange = onDidChange;
  }

  /** The rows under a row, or at the top. Never rejects: a failure is a row. */
  async children(row: EntryRow | undefined): Promise<readonly Row[]> {
    if (row !== undefined && row.source !== this.#source) {
      return [];
    }
    const branch = this.#branchOf(row);
    await branch.run(async (signal) => {
      const wanted = branch.listings.filter((listing) => listing.needsLoad);
      await Promise.all(wanted.map((listing) => listing.load({ signal })));
      this.#forgetVanished(branch);
    }, this.#isOver);
    return this.#isDisposed ? [] : branch.rows;
  }

  /** The rows under a row as far as they are loaded. Sends nothing. */
  loadedChildren(row: EntryRow | undefined): readonly Row[] {
    return this.#branches.get(row?.id ?? TOP)?.rows ?? [];
  }

  /** Every row that is loaded, from the top down. Sends nothing. */
  loadedRows(parent?: EntryRow): readonly Row[] {
    return this.loadedChildren(parent).flatMap((row) =>
      row.kind === "entry" ? [row, ...this.loadedRows(row)] : [row],
    );
  }

  async loadMore(row: MoreRow): Promise<void> {
    const branch = this.#branchOf(row.parent);
    const listing = branch.listing(row.sectionId);
    await branch.run((signal) => listing?.loadMore({ signal }), this.#isOver);
    this.#changed(row.parent);
  }

  /** Whether the rows behind a "Load more" can be asked for alone. */
  canPick({ parent, sectionId }: MoreRow): boolean {
    return this.#branchOf(parent).listing(sectionId)?.section.pick !== undefined;
  }

  /** A row below another, or at the top, asked for alone; undefined when no listing there can be asked for it. */
  async pick(parent: EntryRow | undefined, id: string, options: CallOptions): Promise<EntryRow | undefined> {
    const row = await this.#branchOf(parent).pick(id, options);
    if (row !== undefined) {
      this.#changed(parent);
    }
    return row;
  }

  /** Asks again for what failed. */
  async tryAgain(row: FailureRow): Promise<void> {
    const branch = this.#branchOf(row.parent);
    const listing = branch.listing(row.sectionId);
    if (listing?.hasFailedPage === true) {
      listing.forgetFailure();
      await branch.run((signal) => listing.loadMore({ signal }), this.#isOver);
    } else {
      listing?.invalidate();
    }
    this.#changed(row.parent);
  }

  /** Lets everything be asked for anew: what is open at once, the rest when it is opened. */
  refresh(): void {
    for (const branch of this.#branches.values()) {
      branch.invalidate();
    }
    this.#changed(undefined);
  }

  /**
   * Asks for one row anew, and lets what is below it be asked for. @throws ApiError when the row could not be asked for;
   * what stood there stays.
   */
  async refreshRow(row: EntryRow, options: CallOptions): Promise<void> {
    const entry = await this.#source.reload(row.entry, options);
    for (const branch of this.#branchesBelow(row.id)) {
      branch.invalidate();
    }
    this.show({ ...row, entry });
  }

  /** A loaded row by its id. */
  find(id: string): EntryRow | undefined {
    const rows = [...this.#branches.values()].flatMap(({ entryRows }) => entryRows);
    return rows.find((row) => row.id === id);
  }

  /** Puts a row in the place of the one with its id; what is below stays as it is. */
  show(row: EntryRow): void {
    this.#listingOf(row)?.replace(row);
    this.#changed(row.parent);
  }

  /** Takes the listings under a row, or of the top, from the source anew; those that stay are kept as they are. */
  relist(row?: EntryRow): void {
    const branch = this.#branches.get(row?.id ?? TOP);
    if (branch !== undefined) {
      branch.abort();
      branch.listings = this.#listings(branch.row, branch.listings);
    }
    this.#changed(row);
  }

  /** How many rows there are of what a filter narrows under a row, or at the top; undefined when none were loaded. */
  filteredCounts(row: EntryRow | undefined): ListingCounts | undefined {
    const listings = this.#branches.get(row?.id ?? TOP)?.listings ?? [];
    return listings.find(({ section }) => section.isFiltered === true)?.counts;
  }

  /**
   * Puts newer entries in the place of those with their ids. Nothing is asked, nothing collapses; what is below the
   * `outdated` ones is asked for anew when it is drawn or opened next.
   */
  replaceEntries(entries: readonly Entry[], outdated: ReadonlySet<string>): void {
    const byId = new Map(entries.map((entry) => [entry.id, entry]));
    for (const branch of [...outdated].flatMap((id) => this.#branchesBelow(id))) {
      branch.invalidate();
    }
    for (const { row, listings } of [...this.#branches.values()]) {
      if (listings.map((listing) => listing.replaceEntries(byId)).includes(true)) {
        this.#changed(row);
      }
    }
  }

  /** Takes a row away that the service no longer has. */
  remove(row: EntryRow): void {
    if (this.#listingOf(row)?.remove(row.id) === true) {
      this.#forgetVanished(this.#branchOf(row.parent));
      this.#changed(row.parent);
    }
  }

  /** Stops what loads under a row that was closed, and lets what failed there be tried when it is opened again. */
  close(row: EntryRow): void {
    const branch = this.#branches.get(row.id);
    if (branch === undefined) {
      return;
    }
    branch.abort();
    if (branch.listings.filter((listing) => listing.forgetFailure()).length > 0) {
      this.#changed(row);
    }
  }

  /**
   * Makes up for a load that was stopped: VS Code keeps the nothing that came of it, and does not ask again when the row is
   * opened.
   */
  open(row: EntryRow): void {
    const branch = this.#branches.get(row.id);
    if (branch !== undefined && !branch.isLoading && branch.listings.some(({ needsLoad }) => needsLoad)) {
      this.#changed(row);
    }
  }

  /** Stops everything; nothing that arrives later is shown. */
  dispose(): void {
    this.#isDisposed = true;
    this.#branches.forEach((branch) => branch.abort());
    this.#branches.clear();
  }

  #branchOf(row: EntryRow | undefined): Branch {
    const id = row?.id ?? TOP;
    let branch = this.#branches.get(id);
    if (branch === undefined) {
      branch = new Branch(row, this.#listings(row, []));
      this.#branches.set(id, branch);
      return branch;
    }
    const now = this.#rowNow(row);
    if (branch.row !== now) {
      branch.row = now;
      branch.listings = this.#listings(now, branch.listings);
    }
    return branch;
  }

  #listings(row: EntryRow | undefined, old: readonly Listing[]): readonly Listing[] {
    return this.#source.sections(row?.entry).map((section) => {
      const known = old.find((listing) => listing.section.id === section.id);
      return known?.adopt(section, row) ?? new Listing(this.#source, section, row);
    });
  }

  #listingOf(row: EntryRow): Listing | undefined {
    const listings = this.#branches.get(row.parent?.id ?? TOP)?.listings ?? [];
    return listings.find((listing) => listing.entryRows.some(({ id }) => id === row.id));
  }

  /** The row as it stands now, which VS Code knows it by: whoever asks may hold one from before. */
  #rowNow(row: EntryRow | undefined): EntryRow | undefined {
    return row && (this.#listingOf(row)?.entryRows.find(({ id }) => id === row.id) ?? row);
  }

  #branchesBelow(id: string): readonly Branch[] {
    return [...this.#branches].filter(([key]) => key === id || key.startsWith(`${id}/`)).map(([, branch]) => branch);
  }

  /** Frees what was kept under rows that are gone. */
  #forgetVanished(branch: Branch): void {
    const present = new Set(branch.entryRows.map(({ id }) => id));
    const vanished = [...this.#branches.values()].filter(
      ({ row }) => row !== undefined && row.parent?.id === branch.row?.id && !present.has(row.id),
    );
    for (const { row } of vanished) {
      for (const below of this.#branchesBelow(row?.id ?? TOP)) {
        below.abort();
        this.#branches.delete(below.row?.id ?? TOP);
      }
    }
  }

  #changed(row: EntryRow | undefined): void {
    if (!this.#isDisposed) {
      this.#onDidChange(this.#rowNow(row));
    }
  }
}
