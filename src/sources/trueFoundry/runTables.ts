import { defined } from "../../text/defined";
import type { FilterField } from "../contract/entryFilter";
import type { RunListing, RunQuery, SourceRunTables, TableColumn, TableRun } from "../contract/runTables";
import { cleanValues } from "../filter/filterValues";
import { RUN_FIELDS } from "./filter/runFields";
import { quotedName } from "./filter/runQuery";
import type { TrueFoundryEntry } from "./rows/entries";
import { runsEntry } from "./rows/runRows";
import { statusWord } from "./rows/runStatus";
import type { RunListings } from "./runListings";
import type { Run } from "./wire/model";

/** Tables of the runs of an ML repo. */
export class TrueFoundryRunTables implements SourceRunTables<TrueFoundryEntry> {
  readonly #listings: RunListings;

  constructor(listings: RunListings) {
    this.#listings = listings;
  }

  holderOf(entry: TrueFoundryEntry): TrueFoundryEntry {
    return entry.kind === "repo" ? runsEntry(entry.id, entry.repo) : entry;
  }

  fields(): readonly FilterField[] {
    return RUN_FIELDS;
  }

  listing(entry: TrueFoundryEntry, { values, order }: RunQuery): RunListing<TrueFoundryEntry> {
    return entry.kind === "runs"
      ? this.#listings.tableRuns(entry, cleanValues(RUN_FIELDS, values), order)
      : { load: () => Promise.resolve({ items: [] }), pick: () => Promise.resolve([]) };
  }

  /** By the start, and by the latest value of each metric. */
  orderBy(_: TrueFoundryEntry, { kind, name }: TableColumn, isDescending: boolean): string | undefined {
    const metric = kind === "latest" ? quotedName(name).text : undefined;
    const started = kind === "fact" && name === "started" ? "attributes.start_time" : undefined;
    const by = metric === undefined ? started : `metrics.${metric}`;
    return by === undefined ? undefined : `${by} ${isDescending ? "DESC" : "ASC"}`;
  }

  runOf(entry: TrueFoundryEntry): TableRun | undefined {
    return entry.kind === "run" ? tableRun(entry.run) : undefined;
  }
}

function tableRun(run: Run): TableRun {
  const { id, tags, params, startedAt, endedAt } = run;
  const duration = startedAt === undefined || endedAt === undefined ? undefined : (endedAt - startedAt) / 1000;
  const owner = run.createdBy === "" ? undefined : run.createdBy;
  return {
    id,
    status: statusWord(run),
    tags,
    params,
    metrics: run.metrics.map(({ key, value, step }) => ({ key, ...defined({ latest: value, lastStep: step }) })),
    ...defined({ startedAt, endedAt, duration, owner }),
  };
}
