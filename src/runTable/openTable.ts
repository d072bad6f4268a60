import type { Entry } from "../sources/contract/entry";
import type { FilterField, FilterValues } from "../sources/contract/entryFilter";
import type { SourceRunTables, TableColumn } from "../sources/contract/runTables";
import type { ArtifactSource } from "../sources/contract/source";
import { cleanValues } from "../sources/filter/filterValues";
import { parseFilter } from "../sources/filter/parseFilter";
import { typedFilter } from "../sources/filter/typedFilter";
import { defined } from "../text/defined";
import { keysIn, usualColumns } from "./catalogue";
import { columnKind, NAME_COLUMN, parseColumnId } from "./columnIds";
import { RunTable } from "./runTable";
import { serviceOrder } from "./serviceOrder";
import type { SortKey } from "./sortRows";
import type { LayoutColumn, TableLayout } from "./tableLayout";
import { nextSort } from "./tableLayout";

interface OpenTableOptions {
  readonly source: ArtifactSource;
  readonly tables: SourceRunTables;
  /** The entry whose runs are listed. */
  readonly entry: Entry;
  readonly values: FilterValues;
  readonly layout: TableLayout;
  readonly onDidChange: () => void;
}

/** So few runs are loaded sooner than the service sorts all of them. */
const FEW = 500;
const NEWEST = ["fact:created", "fact:started"].map((column): SortKey => ({ column, isDescending: true }));

/** The runs below one entry, as a user filters, sorts and loads them. */
export class OpenTable {
  readonly #options: OpenTableOptions;
  layout: TableLayout;
  values: FilterValues;
  /** As it was typed, when it could not be read. */
  typed: string | undefined;
  problems: readonly string[] = [];
  table: RunTable;
  /** The reason why the last load ended too early. */
  failure: unknown;
  /** Counts arrangements: positions are good for one alone. */
  version = 0;
  #order: string | undefined;
  /** The load that is under way, or the last one. */
  #load = new AbortController();
  /** Takes the place of `table` with its first page. */
  #coming: RunTable;
  #isLoading = false;
  #isArranged = false;
  #usual: readonly string[] = [];

  constructor(options: OpenTableOptions) {
    this.#options = options;
    this.layout = options.layout;
    this.values = cleanValues(this.fields, options.values);
    this.#order = this.#orderOf(options.layout.sort);
    this.table = this.#makeTable();
    this.#coming = this.table;
  }

  get entry(): Entry {
    return this.#options.entry;
  }

  get source(): ArtifactSource {
    return this.#options.source;
  }

  get fields(): readonly FilterField[] {
    return this.#options.tables.fields(this.entry);
  }

  get isLoading(): boolean {
    return this.#isLoading;
  }

  /** The rows on show are those of an earlier filter or refresh. */
  get isOutdated(): boolean {
    return this.#coming !== this.table;
  }

  get filterText(): string {
    return this.typed ?? typedFilter(this.fields, this.values);
  }

  /** The chosen columns, or the usual ones. */
  get columns(): readonly LayoutColumn[] {
    if (this.#usual.length === 0 && this.table.data.size > 0) {
      this.#usual = usualColumns(this.table.data);
    }
    return this.layout.columns ?? (this.#usual.length === 0 ? [NAME_COLUMN] : this.#usual).map((id) => ({ id }));
  }

  get shownColumns(): readonly TableColumn[] {
    return this.columns.flatMap(({ id }) => parseColumnId(id) ?? []);
  }

  /** True when only what is loaded is in order: the service has more, and did not sort it. */
  get isPartlySorted(): boolean {
    const { sort } = this.layout;
    const isServed = this.#order !== undefined && this.#order === this.#orderOf(sort);
    return sort.length > 0 && !this.table.isComplete && !isServed;
  }

  /** Loads what is still to come. Never rejects: `failure` is why it ended too early; a stopped load has none. */
  async goOn(): Promise<void> {
    this.#load.abort();
    const { signal } = (this.#load = new AbortController());
    this.#isLoading = true;
    this.failure = undefined;
    this.changed();
    let failure: unknown;
    try {
      await this.#coming.load({ signal });
    } catch (error) {
      failure = signal.aborted ? undefined : error;
    }
    // A later load has its own end.
    if (signal === this.#load.signal) {
      this.#isLoading = false;
      this.failure = failure;
      this.changed();
    }
  }

  stop(): void {
    this.#load.abort();
  }

  /** Lists the runs again; those on show stay until the first page is there. */
  async restart(): Promise<void> {
    this.#coming = this.#makeTable();
    this.#coming.selectLater(this.table.selected.map((row) => this.table.data.idAt(row)));
    await this.goOn();
  }

  /** Narrows the runs by what was typed, or says in `problems` why that can't be read. */
  async filter(text: string): Promise<void> {
    const parsed = parseFilter(text, { fields: this.fields, keys: keysIn(this.table.data) });
    this.problems = parsed.problems;
    this.typed = parsed.problems.length > 0 ? text : undefined;
    if (this.typed === undefined) {
      this.values = cleanValues(this.fields, parsed.values);
      await this.restart();
    } else {
      this.changed();
    }
  }

  /** Sorts by a column; the service sorts where it can, as long as it has many more than are here. */
  async sort(column: string, isAdded: boolean): Promise<void> {
    const parsed = parseColumnId(column);
    const isDescendingFirst = parsed !== undefined && columnKind(parsed) === "time";
    this.setLayout({ sort: nextSort(this.layout.sort, column, { isAdded, isDescendingFirst }) });
    const order = this.#orderOf(this.layout.sort);
    if ((order !== undefined || this.layout.sort.length === 0) && order !== this.#order && this.#hasManyMore) {
      this.#order = order;
      await this.restart();
    }
  }

  setLayout(change: Partial<TableLayout>): void {
    this.layout = { ...this.layout, ...change };
    this.rearrange();
  }

  /** Groups by a column, or not at all. */
  group(column: string | undefined): void {
    const { columns, sort } = this.layout;
    this.layout = { sort, ...(columns && { columns }) };
    this.setLayout(defined({ group: column }));
  }

  /** Opens or closes the group of a text, undefined for runs without a value. */
  toggleGroup(text: string | undefined): void {
    this.table.shown.toggle(text);
    this.#moved();
  }

  toggleGroups(): void {
    this.table.shown.toggleAll();
    this.#moved();
  }

  /** Lets rows that have changed come to stand where they belong. */
  rearrange(): void {
    this.showChanged(true);
  }

  /** Shows changed rows where they stand, unless some have gone or belong elsewhere. */
  showChanged(isMoved: boolean): void {
    this.#isArranged &&= !isMoved;
    this.changed();
  }

  /** Puts the rows in order, unless they are. */
  arrange(): void {
    if (!this.#isArranged) {
      this.#isArranged = true;
      this.version += 1;
      const isForeign = this.layout.sort.length === 0 && this.#order !== undefined;
      this.table.arrange({ ...this.layout, sort: isForeign ? NEWEST : this.layout.sort });
    }
  }

  /** Tells that something on show has changed. */
  changed(): void {
    this.#options.onDidChange();
  }

  dispose(): void {
    this.#load.abort();
  }

  get #hasManyMore(): boolean {
    const { loaded, total = Infinity } = this.table.counts;
    return !this.table.isComplete && total - loaded > FEW;
  }

  #orderOf(sort: readonly SortKey[]): string | undefined {
    return serviceOrder(this.#options.tables, this.entry, sort);
  }

  #makeTable(): RunTable {
    const { tables, entry, source } = this.#options;
    const listing = tables.listing(entry, { values: this.values, ...defined({ order: this.#order }) });
    const table: RunTable = new RunTable({
      listing,
      runOf: (each) => tables.runOf(each),
      isLive: (each) => source.live?.isLive(each) === true,
      onPage: () => this.#takePage(table),
    });
    return table;
  }

  #takePage(table: RunTable): void {
    if (table !== this.#coming) {
      return;
    }
    this.table = table;
    this.rearrange();
  }

  /** Lines have other positions than before. */
  #moved(): void {
    this.version += 1;
    this.changed();
  }
}
