import type { ArtifactSource } from "../../sources/contract/source";
import type { Branch } from "./branch";
import { Branches } from "./branches";
import type { Amendment, AskedAt } from "./confirmedChanges";
import { ConfirmedChanges } from "./confirmedChanges";
import type { CallOptions, Entry } from "../../sources/contract/entry";
import type { ListingCounts } from "./listingPages";
import { type EntryRow, type FailureRow, type MoreRow, type Row, subjectOf } from "./row";

interface ArtifactTreeOptions {
  readonly source: ArtifactSource;
  /** Told that a row, or what is under it or at the top, is no longer what was given; by the object that was given. */
  readonly onDidChange: (row: EntryRow | undefined) => void;
}

/**
 * The rows of one source: requested when a row is opened, cached, paged and made again. Sends nothing for what is cached; equal
 * loads are joined. It belongs to one site and account, and is disposed of with them.
 */
export class ArtifactTree {
  readonly #source: ArtifactSource;
  readonly #onDidChange: (row: EntryRow | undefined) => void;
  readonly #changes: ConfirmedChanges;
  readonly #branches: Branches;
  #isDisposed = false;
  readonly #isOver = (): boolean => this.#isDisposed;

  constructor({ source, onDidChange }: ArtifactTreeOptions) {
    this.#source = source;
    this.#onDidChange = onDidChange;
    this.#changes = new ConfirmedChanges((entry) => subjectOf({ source, entry }));
    this.#branches = new Branches(source, this.#changes);
  }

  /** The rows under a row, or at the top. Never rejects: a failure is a row. */
  async children(row: EntryRow | undefined): Promise<readonly Row[]> {
    if (row !== undefined && row.source !== this.#source) {
      return [];
    }
    const branch = this.#branches.of(row);
    if (branch.isOutdated) {
      void this.#listBehind(branch);
    }
    await branch.run(async (signal) => {
      await Promise.all(branch.wanted.map((listing) => listing.load({ signal })));
      this.#branches.forgetVanished(branch);
    }, this.#isOver);
    this.#branches.redrawn.forgetBelow(row);
    return this.#isDisposed ? [] : branch.rows;
  }

  /** The rows under a row as far as they are loaded. Sends nothing. */
  loadedChildren(row: EntryRow | undefined): readonly Row[] {
    return this.#branches.known(row)?.rows ?? [];
  }

  /** Every row that is loaded, from the top down. Sends nothing. */
  loadedRows(parent?: EntryRow): readonly Row[] {
    return this.loadedChildren(parent).flatMap((row) =>
      row.kind === "entry" ? [row, ...this.loadedRows(row)] : [row],
    );
  }

  /** Facts of all loaded rows, without a walk through them. Sends nothing. */
  get loaded(): Pick<Branches, "filteredRows" | "tokens" | "rowCount" | "redrawn" | "rowNow" | "aged"> {
    return this.#branches;
  }

  async loadMore(row: MoreRow): Promise<void> {
    const branch = this.#branches.of(row.parent);
    const listing = branch.listing(row.sectionId);
    branch.stopBehind();
    await branch.run((signal) => listing?.loadMore({ signal }), this.#isOver);
    this.#changed(row.parent);
  }

  /** True when the rows behind a "Load More" can be asked for alone. */
  canPick({ parent, sectionId }: MoreRow): boolean {
    return this.#branches.of(parent).listing(sectionId)?.section.pick !== undefined;
  }

  /** A row below another, or at the top, asked for alone; undefined when no listing there can be asked for it. */
  async pick(parent: EntryRow | undefined, id: string, options: CallOptions): Promise<EntryRow | undefined> {
    const row = await this.#branches.of(parent).pick(id, options);
    if (row !== undefined) {
      this.#changed(parent);
    }
    return row;
  }

  /** Asks again for what failed. */
  async tryAgain(row: FailureRow): Promise<void> {
    const branch = this.#branches.of(row.parent);
    const listing = branch.listing(row.sectionId);
    if (listing?.hasFailedPage === true) {
      listing.forgetFailure();
      await branch.run((signal) => listing.loadMore({ signal }), this.#isOver);
    } else {
      listing?.invalidate();
    }
    this.#changed(row.parent);
  }

  /** Lets everything be requested again: what is open at once, the rest when it is opened. */
  refresh(): void {
    this.#branches.all.forEach((branch) => branch.invalidate());
    this.#changed(undefined);
  }

  /**
   * Requests one row again, and lets what is below it be requested. @throws ApiError when the row could not be asked for;
   * what stood there stays.
   */
  async refreshRow(row: EntryRow, options: CallOptions): Promise<void> {
    const entry = await this.asking(async (at) => {
      const answer = await this.#source.reload(row.entry, options);
      return this.amended(answer, at);
    });
    for (const branch of this.#branches.below(row.id)) {
      branch.invalidate();
    }
    if (entry !== undefined) {
      this.show({ ...row, entry });
    }
  }

  /** A loaded row by its id. */
  find(id: string): EntryRow | undefined {
    return this.#branches.find(id);
  }

  /** The loaded rows that stand for a thing. */
  copies(subject: string): readonly EntryRow[] {
    return this.#branches.copies(subject);
  }

  /** Puts a row in the place of the one with its id; what is below stays as it is. */
  show({ entry }: EntryRow): void {
    this.replaceEntries([entry], new Set());
  }

  /** Asks the service for entries outside of the listings, which `amended` then brings up to date. */
  asking<T>(work: (at: AskedAt) => Promise<T>): Promise<T> {
    return this.#changes.asking(work);
  }

  /** An entry with what was changed from here since it was asked for; undefined when it is gone. */
  amended(entry: Entry, at: AskedAt): Entry | undefined {
    return this.#changes.amended(entry, at);
  }

  /** Lets a change of a thing that the service has agreed to outlast answers that were asked for before. */
  noteChange(subject: string, amend: Amendment): void {
    this.#changes.note(subject, amend);
  }

  /** Takes the listings under a row, or of the top, from the source again; those that stay are unchanged. */
  relist(row?: EntryRow): void {
    const branch = this.#branches.known(row);
    if (branch !== undefined) {
      branch.abort();
      this.#branches.relist(branch);
    }
    this.#changed(row);
  }

  /** How many rows there are of what a filter narrows under a row, or at the top; undefined when none were loaded. */
  filteredCounts(row: EntryRow | undefined): ListingCounts | undefined {
    const listings = this.#branches.known(row)?.listings ?? [];
    return listings.find(({ section }) => section.isFiltered === true)?.counts;
  }

  /**
   * Puts newer entries in the place of those with their ids. Nothing is asked, nothing collapses; what is below the
   * `outdated` ones is requested again when it is drawn or opened next, and so are the directories of the `written` ones.
   */
  replaceEntries(entries: readonly Entry[], outdated: ReadonlySet<string>, written: readonly string[] = []): void {
    for (const branch of [...outdated].flatMap((id) => this.#branches.below(id))) {
      branch.invalidate();
    }
    for (const branch of written.flatMap((id) => this.#branches.directoriesOf(id))) {
      branch.outdate();
    }
    const changed = this.#branches.replaceEntries(new Map(entries.map((entry) => [entry.id, entry])));
    changed.forEach((row) => this.#changed(row));
  }

  /** Draws all rows again as they read with what the user has chosen since. Sends nothing. */
  redraw(): void {
    const redrawn = this.#branches.rows.map(({ entry }) => this.#source.redrawn?.(entry) ?? entry);
    this.replaceEntries(redrawn, new Set());
  }

  /** Takes all rows of what a row stands for away: the service no longer has it. */
  remove(row: EntryRow): void {
    const subject = subjectOf(row);
    this.noteChange(subject, () => undefined);
    for (const branch of this.#branches.remove(subject)) {
      this.#changed(branch.row);
    }
  }

  /** Stops what loads under a row that was closed, and lets what failed there be tried when it is opened again. */
  close(row: EntryRow): void {
    const branch = this.#branches.known(row);
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
    const branch = this.#branches.known(row);
    if (branch !== undefined && !branch.isLoading && branch.listings.some(({ needsLoad }) => needsLoad)) {
      this.#changed(row);
    }
  }

  /** Stops everything; nothing that arrives later is shown. */
  dispose(): void {
    this.#isDisposed = true;
    this.#branches.clear();
  }

  /** VS Code knows no rows while it waits for them, nor what a menu was opened on: those on show stay until there are others. */
  async #listBehind(branch: Branch): Promise<void> {
    const before = branch.rows;
    if (await branch.listBehind()) {
      this.#branches.forgetVanished(branch);
      const now = branch.rows;
      if (now.length !== before.length || now.some((row, index) => row !== before[index])) {
        this.#changed(branch.row);
      }
    }
  }

  #changed(row: EntryRow | undefined): void {
    if (!this.#isDisposed) {
      const now = this.#branches.rowNow(row);
      this.#onDidChange(now && this.#branches.redrawn.listed(now));
    }
  }
}
