import type { CallOptions } from "../contract/entry";
import type { ListingChoices } from "../contract/listingChoices";
import type { RunMetrics } from "../contract/runMetrics";
import { Rankings } from "../metrics/rankings";
import { tellingFirst } from "../metrics/tellingFirst";
import type { RowFilters } from "./filter/rowFilters";
import type { ChosenRows } from "./rows/chosenRows";
import type { RunEntry, RunsEntry, TrueFoundryEntry } from "./rows/entries";
import type { RunListings } from "./runListings";
import type { Run } from "./wire/model";

interface MetricsOptions {
  /** The start of every id. */
  readonly scope: string;
  readonly choices: ListingChoices;
  readonly filter: RowFilters;
  readonly runs: RunListings;
  readonly rows: ChosenRows;
}

/** The metrics of the runs of repos. */
export class TrueFoundryMetrics implements RunMetrics<TrueFoundryEntry> {
  readonly best: Rankings<RunsEntry, Run, RunEntry>;
  readonly #options: MetricsOptions;

  constructor(options: MetricsOptions) {
    const { scope, runs, rows } = options;
    this.#options = options;
    this.best = new Rankings<RunsEntry, Run, RunEntry>({
      scope,
      placeId: ({ repo }) => repo.id,
      listOf: (place) => runs.all(place),
      valueOf: ({ metrics }, wanted) => metrics.find(({ key }) => key === wanted)?.value,
      idOf: ({ id }) => id,
      rowOf: ({ id, query }, run) => rows.row(id, run, query.metric),
    });
  }

  async names(entry: TrueFoundryEntry, options: CallOptions): Promise<readonly string[]> {
    return entry.kind === "runs"
      ? tellingFirst((await this.#options.filter.columns(entry.repo.id, options)).metrics)
      : [];
  }

  shown(entry: TrueFoundryEntry): string | undefined {
    return entry.kind === "runs" ? this.#options.rows.shownMetric(entry.repo.id) : undefined;
  }

  show(entry: TrueFoundryEntry, metric: string | undefined): void {
    this.#options.choices.setMetric(entry.id, metric);
  }
}
