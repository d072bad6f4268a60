import type { CallOptions, Entry } from "./entry";
import type { FilterField, FilterValues } from "./entryFilter";
import type { ListPage } from "./listPage";
import type { MetricRange, Pair } from "./panelContent";

/** Facts that every run may have, by the names that tables give them. */
export const RUN_FACTS = [
  "name",
  "status",
  "created",
  "started",
  "ended",
  "updated",
  "duration",
  "owner",
  "id",
] as const;
export type RunFact = (typeof RUN_FACTS)[number];

/** The figures of a metric over a run; `step` is the last one, and `count` how many values there were. */
export const METRIC_STATS = ["latest", "min", "max", "mean", "step", "count"] as const;
export type MetricStat = (typeof METRIC_STATS)[number];

/** A column of a table of runs. A metric has one for each of its figures. */
export type TableColumn =
  | { readonly kind: "fact"; readonly name: RunFact }
  | { readonly kind: "param" | "tag" | MetricStat; readonly name: string };

export interface TableMetric extends MetricRange {
  /** The step of the latest value. */
  readonly lastStep?: number;
}

/** A run as a row of a table. Times are ms since the epoch; what the service did not say is absent. */
export interface TableRun {
  /** The service's own. */
  readonly id: string;
  readonly status: string;
  readonly createdAt?: number;
  readonly startedAt?: number;
  readonly endedAt?: number;
  readonly updatedAt?: number;
  /** Seconds. */
  readonly duration?: number;
  readonly owner?: string;
  readonly tags: readonly Pair[];
  readonly params: readonly Pair[];
  readonly metrics: readonly TableMetric[];
}

/** All runs below an entry, child runs among them, page by page. All throw ApiError, or the signal's reason when aborted. */
export interface RunListing<E extends Entry = Entry> {
  /** Pages that the first one says are `ahead` can be asked for side by side. */
  load(cursor: string | undefined, options: CallOptions): Promise<ListPage<E>>;
  /** The runs with some row ids as they are now, without those that are gone; asking for none sends nothing. */
  pick(rowIds: readonly string[], options: CallOptions): Promise<readonly E[]>;
}

export interface RunQuery {
  /** Of `fields`. */
  readonly values: FilterValues;
  /** One that `orderBy` gave; absent for the usual order. */
  readonly order?: string;
}

/** Tables of runs, for entries with the ability `runs`. The rest is asked about their holders. */
export interface SourceRunTables<E extends Entry = Entry> {
  /** The entry whose runs they are: itself, or one right below it. */
  holderOf(entry: E): E;
  /** Gives the ways to narrow the listing. */
  fields(entry: E): readonly FilterField[];
  /** Sends nothing until its pages are asked for. */
  listing(entry: E, query: RunQuery): RunListing<E>;
  /** The order in which the service sorts by a column; undefined where it can't. */
  orderBy(entry: E, column: TableColumn, isDescending: boolean): string | undefined;
  /** For the entries of a listing; undefined for any other. */
  runOf(entry: E): TableRun | undefined;
}
