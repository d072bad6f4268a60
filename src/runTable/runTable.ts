import type { CallOptions, Entry } from "../sources/contract/entry";
import type { RunListing, TableRun } from "../sources/contract/runTables";
import { RunColumns } from "./runColumns";
import { RunLoad } from "./runLoad";
import type { LoadCounts } from "./loadCounts";
import { ShownRows } from "./shownRows";
import type { TableLayout } from "./tableLayout";
import { TableSelection } from "./tableSelection";

interface RunTableOptions {
  readonly listing: RunListing;
  readonly runOf: (entry: Entry) => TableRun | undefined;
  /** True for a run that may change yet. */
  readonly isLive: (entry: Entry) => boolean;
  /** Told after each page. */
  readonly onPage: () => void;
}

/** The rows of one listing with one filter: loaded, kept as columns, arranged and selected. */
export class RunTable {
  readonly data = new RunColumns();
  readonly shown = new ShownRows();
  readonly selection = new TableSelection();
  /** Entries of runs that may change yet, by their rows: others need not be kept. */
  readonly live = new Map<number, Entry>();
  readonly #options: RunTableOptions;
  readonly #load: RunLoad;
  readonly #toSelect = new Set<string>();

  constructor(options: RunTableOptions) {
    this.#options = options;
    const take = (entries: readonly Entry[], place: number) => {
      const before = this.data.size;
      entries.forEach((entry, index) => this.#put(entry, place + index));
      return this.data.size - before;
    };
    this.#load = new RunLoad(options.listing, take, options.onPage);
  }

  get counts(): LoadCounts {
    return this.#load.counts;
  }

  get isComplete(): boolean {
    return this.#load.isDone && !this.#load.isCapped;
  }

  get isCapped(): boolean {
    return this.#load.isCapped;
  }

  /** Loads what is still to come; see `RunLoad`. */
  async load(options: CallOptions): Promise<void> {
    while (!this.#load.isDone) {
      await this.#load.run(options);
    }
  }

  /** Selects runs as soon as they come, by their rows' ids. */
  selectLater(rowIds: readonly string[]): void {
    rowIds.forEach((id) => this.#toSelect.add(id));
  }

  arrange(layout: TableLayout): void {
    this.shown.arrange(this.data, layout);
    this.selection.keepOnly((row) => this.data.rowOf(this.data.idAt(row)) !== undefined);
  }

  /** The selected rows, as they are shown. */
  get selected(): readonly number[] {
    return this.selection.among(this.shown.runs);
  }

  /** The entries of some rows as they are now, with their abilities; rows of those that are gone go. */
  async pick(rows: readonly number[], options: CallOptions): Promise<readonly Entry[]> {
    const ids = rows.map((row) => this.data.idAt(row));
    const entries = await this.#options.listing.pick(ids, options);
    const found = new Set(entries.map(({ id }) => id));
    this.update(entries);
    ids.filter((id) => !found.has(id)).forEach((id) => this.remove(id));
    return entries;
  }

  /** Takes newer entries in the place of those with their ids; others are left out. */
  update(entries: readonly Entry[]): void {
    for (const entry of entries) {
      const row = this.data.rowOf(entry.id);
      if (row !== undefined) {
        this.#put(entry, this.data.placeOf(row));
      }
    }
  }

  /** Takes a run away that the service no longer has. */
  remove(rowId: string): void {
    const row = this.data.rowOf(rowId);
    if (row !== undefined) {
      this.data.remove(rowId);
      this.live.delete(row);
    }
  }

  #put(entry: Entry, place: number): void {
    const run = this.#options.runOf(entry);
    if (run === undefined) {
      return;
    }
    const row = this.data.put(entry, run, this.#placeOf(entry, place));
    if (this.#toSelect.delete(entry.id)) {
      this.selection.add(row);
    }
    if (this.#options.isLive(entry)) {
      this.live.set(row, entry);
    } else {
      this.live.delete(row);
    }
  }

  /** A run that comes twice, as pages move while they load, stays where it was first. */
  #placeOf({ id }: Entry, place: number): number {
    const row = this.data.rowOf(id);
    return row === undefined ? place : this.data.placeOf(row);
  }
}
