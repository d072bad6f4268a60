import type { CallOptions } from "../contract/entry";
import type { ListingChoices } from "../contract/listingChoices";
import type { RunMetrics } from "../contract/runMetrics";
import { Rankings } from "../metrics/rankings";
import { tellingFirst } from "../metrics/tellingFirst";
import type { FacetSuggestions } from "./filter/facetSuggestions";
import type { Listings } from "./listings";
import type { ModelLabEntry, ProjectEntry, RunEntry } from "./rows/entries";
import type { RunRows } from "./rows/runRows";
import type { Run } from "./wire/model";

interface MetricsOptions {
  /** The start of every id. */
  readonly scope: string;
  readonly choices: ListingChoices;
  readonly facets: FacetSuggestions;
  readonly listings: Listings;
  readonly rows: RunRows;
}

/** The metrics of the runs of projects. */
export class ModelLabMetrics implements RunMetrics<ModelLabEntry> {
  readonly best: Rankings<ProjectEntry, Run, RunEntry>;
  readonly #options: MetricsOptions;

  constructor(options: MetricsOptions) {
    const { scope, listings, rows } = options;
    this.#options = options;
    this.best = new Rankings<ProjectEntry, Run, RunEntry>({
      scope,
      placeId: ({ project }) => project.id,
      listOf: (place) => listings.allRuns(place),
      valueOf: ({ metrics }, wanted) => metrics.list().find(({ key }) => key === wanted)?.latest,
      idOf: ({ id }) => id,
      rowOf: ({ id, kind, query, place }, run) => rows.row({ kind, id, metric: query.metric }, run, place.project),
    });
  }

  async names(entry: ModelLabEntry, options: CallOptions): Promise<readonly string[]> {
    return entry.kind === "project" ? tellingFirst(await this.#options.facets.metrics(entry.project.id, options)) : [];
  }

  shown(entry: ModelLabEntry): string | undefined {
    return entry.kind === "project" ? this.#options.rows.shownMetric(entry.project.id) : undefined;
  }

  show(entry: ModelLabEntry, metric: string | undefined): void {
    this.#options.choices.setMetric(entry.id, metric);
  }
}
