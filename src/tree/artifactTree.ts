import type { ArtifactSource, CallOptions } from "../sources/source";
import { Listing } from "./listing";
import type { EntryRow, FailureRow, MoreRow, Row } from "./row";

/** The listings under one row, and what is loading there. */
interface Branch {
  row: EntryRow | undefined;
  listings: readonly Listing[];
  loading?: { readonly done: Promise<void>; readonly controller: AbortController };
}

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
    await this.#run(branch, async (signal) => {
      const wanted = branch.listings.filter((listing) => listing.needsLoad);
      await Promise.all(wanted.map((listing) => listing.load({ signal })));
      this.#forgetVanished(branch);
    });
    return this.#isDisposed ? [] : branch.listings.flatMap((listing) => listing.rows());
  }

  /** The rows under a row as far as they are loaded. Sends nothing. */
  loadedChildren(row: EntryRow | undefined): readonly Row[] {
    return this.#branches.get(row?.id ?? TOP)?.listings.flatMap((listing) => listing.rows()) ?? [];
  }

  /** Every row that is loaded, from the top down. Sends nothing. */
  loadedRows(): readonly Row[] {
    const below = (row: EntryRow | undefined): readonly Row[] =>
      this.loadedChildren(row).flatMap((child) => (child.kind === "entry" ? [child, ...below(child)] : [child]));
    return below(undefined);
  }

  async loadMore(row: MoreRow): Promise<void> {
    const branch = this.#branchOf(row.parent);
    const listing = branch.listings.find(({ section }) => section.id === row.sectionId);
    await this.#run(branch, (signal) => listing?.loadMore({ signal }));
    this.#changed(row.parent);
  }

  /** Asks again for what failed. */
  async tryAgain(row: FailureRow): Promise<void> {
    const branch = this.#branchOf(row.parent);
    const listing = branch.listings.find(({ section }) => section.id === row.sectionId);
    if (listing?.hasFailedPage === true) {
      listing.forgetFailure();
      await this.#run(branch, (signal) => listing.loadMore({ signal }));
    } else {
      listing?.invalidate();
    }
    this.#changed(row.parent);
  }

  /** Lets everything be asked for anew: what is open at once, the rest when it is opened. */
  refresh(): void {
    for (const branch of this.#branches.values()) {
      this.#invalidate(branch);
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
      this.#invalidate(branch);
    }
    this.#listingOf(row)?.replace({ ...row, entry });
    this.#changed(row.parent);
  }

  /** Takes the listings of the top from the source anew; those that stay are kept as they are. */
  relist(): void {
    const branch = this.#branches.get(TOP);
    if (branch !== undefined) {
      branch.listings = this.#listings(undefined, branch.listings);
    }
    this.#changed(undefined);
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
    branch.loading?.controller.abort();
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
    if (branch !== undefined && branch.loading === undefined && branch.listings.some(({ needsLoad }) => needsLoad)) {
      this.#changed(row);
    }
  }

  /** Stops everything; nothing that arrives later is shown. */
  dispose(): void {
    this.#isDisposed = true;
    for (const branch of this.#branches.values()) {
      branch.loading?.controller.abort();
    }
    this.#branches.clear();
  }

  /** Joins a load that is under way, and starts `work` when there is none. */
  async #run(branch: Branch, work: (signal: AbortSignal) => Promise<void> | undefined): Promise<void> {
    while (branch.loading !== undefined) {
      await branch.loading.done;
    }
    if (this.#isDisposed) {
      return;
    }
    const controller = new AbortController();
    const done = Promise.resolve(work(controller.signal)).finally(() => delete branch.loading);
    branch.loading = { done, controller };
    await done;
  }

  #branchOf(row: EntryRow | undefined): Branch {
    const id = row?.id ?? TOP;
    let branch = this.#branches.get(id);
    if (branch === undefined) {
      branch = { row, listings: this.#listings(row, []) };
      this.#branches.set(id, branch);
    } else if (row !== undefined && branch.row !== row) {
      branch.row = row;
      branch.listings = this.#listings(row, branch.listings);
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

  #invalidate(branch: Branch): void {
    branch.loading?.controller.abort();
    for (const listing of branch.listings) {
      listing.invalidate();
    }
  }

  #branchesBelow(id: string): readonly Branch[] {
    return [...this.#branches].filter(([key]) => key === id || key.startsWith(`${id}/`)).map(([, branch]) => branch);
  }

  /** Frees what was kept under rows that are gone. */
  #forgetVanished(branch: Branch): void {
    const present = new Set(branch.listings.flatMap((listing) => listing.entryRows.map(({ id }) => id)));
    const vanished = [...this.#branches.values()].filter(
      ({ row }) => row !== undefined && row.parent?.id === branch.row?.id && !present.has(row.id),
    );
    for (const { row } of vanished) {
      for (const below of this.#branchesBelow(row?.id ?? TOP)) {
        below.loading?.controller.abort();
        this.#branches.delete(below.row?.id ?? TOP);
      }
    }
  }

  #changed(row: EntryRow | undefined): void {
    if (!this.#isDisposed) {
      this.#onDidChange(row);
    }
  }
}
