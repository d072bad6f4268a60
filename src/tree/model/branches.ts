import type { ArtifactSource } from "../../sources/contract/source";
import { Branch } from "./branch";
import { LoadedSection } from "./loadedSection";
import type { ConfirmedChanges } from "./confirmedChanges";
import { readsOtherwise } from "../../sources/shared/detailText";
import type { Entry } from "../../sources/contract/entry";
import { FILTERED, rowFilterText, subjectOf } from "./row";
import { RedrawnRows } from "./redrawnRows";
import type { EntryRow } from "./row";

const TOP = "";

/** More are drawn by way of the row above them, which is one question for VS Code. */
const MOST_REDRAWN = 20;

/** The branches of a tree that were opened, by the ids of their rows. */
export class Branches {
  readonly #source: ArtifactSource;
  readonly #changes: ConfirmedChanges;
  readonly #branches = new Map<string, Branch>();
  readonly redrawn = new RedrawnRows();

  constructor(source: ArtifactSource, changes: ConfirmedChanges) {
    this.#source = source;
    this.#changes = changes;
  }

  /** From the top down. */
  get all(): readonly Branch[] {
    return [...this.#branches.values()];
  }

  get rows(): readonly EntryRow[] {
    return this.all.flatMap(({ entryRows }) => entryRows);
  }

  /** How many rows with an entry there are. */
  get rowCount(): number {
    return this.all.flatMap(({ listings }) => listings).reduce((sum, { entryCount }) => sum + entryCount, 0);
  }

  /** The rows whose listings are narrowed. */
  get filteredRows(): readonly EntryRow[] {
    const ids = this.#source.filter?.filteredIds() ?? [];
    return ids.flatMap((id) => this.find(id) ?? []).filter((row) => rowFilterText(row) !== "");
  }

  /** The tokens (`contextValueOf`) that some row has. Costs the same however many rows there are. */
  get tokens(): ReadonlySet<string> {
    const tokens = this.all.flatMap(({ listings }) => listings.flatMap((listing) => [...listing.tokens]));
    return new Set(this.filteredRows.length === 0 ? tokens : [...tokens, FILTERED]);
  }

  find(id: string): EntryRow | undefined {
    for (const { listings } of this.#branches.values()) {
      for (const listing of listings) {
        const row = listing.find(id);
        if (row !== undefined) {
          return row;
        }
      }
    }
    return undefined;
  }

  /** The branch under a row, or at the top, if it was opened. */
  known(row: Pick<EntryRow, "id"> | undefined): Branch | undefined {
    return this.#branches.get(row?.id ?? TOP);
  }

  of(row: EntryRow | undefined): Branch {
    const now = this.rowNow(row);
    const branch = this.known(row);
    if (branch === undefined) {
      const opened = new Branch(now, this.#listings(now, []));
      this.#branches.set(row?.id ?? TOP, opened);
      return opened;
    }
    if (branch.row !== now) {
      branch.row = now;
      this.relist(branch);
    }
    return branch;
  }

  /** Takes the listings of a branch from the source again; those that stay are unchanged. */
  relist(branch: Branch): void {
    branch.listings = this.#listings(branch.row, branch.listings);
  }

  /** The branches under a row, and under all rows below it. */
  below(id: string): readonly Branch[] {
    return [...this.#branches].filter(([key]) => key === id || key.startsWith(`${id}/`)).map(([, branch]) => branch);
  }

  /** The branches under a run and its directories, without those of child runs. */
  directoriesOf(id: string): readonly Branch[] {
    const isOwn = (row: EntryRow | undefined): boolean =>
      row !== undefined && (row.id === id || (!row.entry.abilities.includes("page") && isOwn(row.parent)));
    return this.below(id).filter(({ row }) => isOwn(row));
  }

  /** The listing that a row stands in. */
  listingOf(row: EntryRow): LoadedSection | undefined {
    const listings = this.known(row.parent)?.listings ?? [];
    return listings.find((listing) => listing.find(row.id) !== undefined);
  }

  /** The row as it stands now: a caller may hold an older one. */
  rowNow(row: EntryRow | undefined): EntryRow | undefined {
    return row && (this.listingOf(row)?.find(row.id) ?? row);
  }

  /**
   * Puts newer entries, by their ids, in the place of those there are. Gives what to draw again: rows that changed where they
   * stand, and else the row above them.
   */
  replaceEntries(entries: ReadonlyMap<string, Entry>): readonly (EntryRow | undefined)[] {
    return this.all.flatMap(({ row, listings }) => {
      const replaced = listings.map((listing) => listing.replaceEntries(entries));
      const rows = replaced.flatMap((each) => each.rows);
      const isInPlace = rows.length <= MOST_REDRAWN && replaced.every(({ isOrderKept }) => isOrderKept);
      if (rows.length > 0 && !isInPlace) {
        return [row];
      }
      rows.forEach((before) => this.redrawn.note(before));
      return rows;
    });
  }

  /**
   * Gives the rows to draw again, as their times read otherwise `now` than they did `then` (ms since the epoch): the row above them
   * where they are many, or where some are still to be requested.
   */
  aged(then: number, now: number): readonly (EntryRow | undefined)[] {
    return this.all.flatMap((branch) => {
      const rows = branch.entryRows.filter(({ entry }) => readsOtherwise(entry, then, now));
      const isWanted = !branch.isLoading && branch.wanted.length > 0;
      return rows.length > MOST_REDRAWN || isWanted ? [branch.row] : rows;
    });
  }

  /** Takes the rows of a thing away, wherever they stand. Gives the branches that had some. */
  remove(subject: string): readonly Branch[] {
    const losers = this.all.filter(({ listings }) => listings.map((listing) => listing.remove(subject)).includes(true));
    losers.forEach((branch) => this.forgetVanished(branch));
    return losers.filter((branch) => this.known(branch.row) === branch);
  }

  /** Frees what was kept under rows of a branch that are gone. */
  forgetVanished(branch: Branch): void {
    const isPresent = (id: string) => branch.listings.some((listing) => listing.find(id) !== undefined);
    const vanished = this.all.filter(
      ({ row }) => row !== undefined && row.parent?.id === branch.row?.id && !isPresent(row.id),
    );
    for (const { row } of vanished) {
      for (const below of this.below(row?.id ?? TOP)) {
        below.abort();
        this.#branches.delete(below.row?.id ?? TOP);
      }
    }
  }

  clear(): void {
    this.all.forEach((branch) => branch.abort());
    this.#branches.clear();
  }

  /** The rows that stand for a thing. */
  copies(subject: string): readonly EntryRow[] {
    return this.rows.filter((row) => subjectOf(row) === subject);
  }

  #listings(parent: EntryRow | undefined, old: readonly LoadedSection[]): readonly LoadedSection[] {
    const [source, changes] = [this.#source, this.#changes];
    return source.sections(parent?.entry).map((section) => {
      const known = old.find((listing) => listing.section.id === section.id);
      return known?.adopt(section, parent) ?? new LoadedSection({ source, section, parent, changes });
    });
  }
}
