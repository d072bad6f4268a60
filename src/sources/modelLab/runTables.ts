import type { FilterField } from "../contract/entryFilter";
import type { RunFact, RunListing, RunQuery, SourceRunTables, TableColumn, TableRun } from "../contract/runTables";
import { defined } from "../../text/defined";
import { cleanValues } from "../filter/filterValues";
import type { ModelLabFilter } from "./filter/modelLabFilter";
import { runSortOf } from "./filter/modelLabSort";
import type { Listings } from "./listings";
import type { ModelLabEntry, RunEntry } from "./rows/entries";
import type { RunSort } from "./wire/listQuery";
import { UNKNOWN_TIME } from "./wire/model";

/** A table lists all runs anyway, and matches stand in it without their parents. */
const OF_TREES: readonly string[] = ["all", "above-match"];

const SORTED: Partial<Record<RunFact, RunSort>> = {
  name: "name",
  created: "created_at",
  updated: "updated_at",
  duration: "duration",
};

/** Tables of the runs of a project. */
export class ModelLabRunTables implements SourceRunTables<ModelLabEntry> {
  readonly #listings: Listings;
  readonly #filter: ModelLabFilter;

  constructor(listings: Listings, filter: ModelLabFilter) {
    this.#listings = listings;
    this.#filter = filter;
  }

  holderOf(entry: ModelLabEntry): ModelLabEntry {
    return entry;
  }

  fields(entry: ModelLabEntry): readonly FilterField[] {
    return this.#filter.fields(entry).filter(({ id }) => !OF_TREES.includes(id));
  }

  listing(entry: ModelLabEntry, { values, order }: RunQuery): RunListing<ModelLabEntry> {
    if (entry.kind !== "project") {
      return { load: () => Promise.resolve({ items: [] }), pick: () => Promise.resolve([]) };
    }
    return this.#listings.tableRuns(entry, cleanValues(this.fields(entry), values), runSortOf(order));
  }

  orderBy(_: ModelLabEntry, column: TableColumn, isDescending: boolean): string | undefined {
    const sort = column.kind === "fact" ? SORTED[column.name] : undefined;
    return sort === undefined ? undefined : `${isDescending ? "-" : ""}${sort}`;
  }

  runOf(entry: ModelLabEntry): TableRun | undefined {
    return entry.kind === "run" ? tableRun(entry) : undefined;
  }
}

function tableRun({ run }: RunEntry): TableRun {
  const { id, status, tags, params, metrics } = run;
  const known = (at: number | undefined) => (at === UNKNOWN_TIME ? undefined : at);
  return {
    id,
    status,
    tags,
    params: params.list(),
    metrics: metrics.list(),
    ...defined({
      createdAt: known(run.createdAt),
      startedAt: known(run.startedAt),
      endedAt: known(run.completedAt),
      updatedAt: known(run.updatedAt),
      duration: run.durationSeconds,
      owner: run.ownerId,
    }),
  };
}
