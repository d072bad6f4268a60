import type {
  EntryFilter,
  FilterField,
  FilterSuggestions,
  FilterValues,
  SuggestionQuery,
} from "../../contract/entryFilter";
import { checkedValues, cleanValues } from "../../filter/filterValues";
import type { ListingChoices } from "../../contract/listingChoices";
import type { ModelLabEntry } from "../rows/entries";
import type { FacetSuggestions } from "./facetSuggestions";
import { projectFields, runFields } from "./filterFields";
import type { SeenOwners } from "./seenOwners";
import type { UnfilteredTotals } from "./unfilteredTotals";
import { isNarrowed, totalPlace } from "./unfilteredTotals";
import type { CallOptions } from "../../contract/entry";

/** Where the choices for the listing of projects are kept; those for a project's runs are under its row's id. */
export const TOP = "";

interface ModelLabFilterOptions {
  readonly choices: ListingChoices;
  readonly facets: FacetSuggestions;
  readonly owners: SeenOwners;
  readonly totals: UnfilteredTotals;
}

/** Narrows the projects of a site, and the runs of a project. */
export class ModelLabFilter implements EntryFilter<ModelLabEntry> {
  readonly #choices: ListingChoices;
  readonly #facets: FacetSuggestions;
  readonly #owners: SeenOwners;
  readonly #totals: UnfilteredTotals;

  constructor({ choices, facets, owners, totals }: ModelLabFilterOptions) {
    this.#choices = choices;
    this.#facets = facets;
    this.#owners = owners;
    this.#totals = totals;
  }

  get self(): string | undefined {
    return this.#choices.self;
  }

  set self(ownerId: string | undefined) {
    this.#choices.self = ownerId;
  }

  noun(entry: ModelLabEntry | undefined): string {
    return entry === undefined ? "projects" : "runs";
  }

  fields(entry: ModelLabEntry | undefined): readonly FilterField[] {
    if (entry === undefined) {
      return projectFields(this.#choices);
    }
    return entry.kind === "project" ? runFields(this.#choices) : [];
  }

  values(entry: ModelLabEntry | undefined): FilterValues {
    return entry === undefined ? this.projectValues() : entry.kind === "project" ? this.runValues(entry.id) : {};
  }

  filteredIds(): readonly string[] {
    return this.#choices.filteredIds;
  }

  projectValues(): FilterValues {
    return cleanValues(projectFields(this.#choices), this.#choices.of(TOP).values ?? {});
  }

  /** Of the runs of the project with a row. */
  runValues(projectRowId: string): FilterValues {
    return cleanValues(runFields(this.#choices), this.#choices.of(projectRowId).values ?? {});
  }

  set(entry: ModelLabEntry | undefined, values: FilterValues): void {
    this.#choices.setValues(entry?.id ?? TOP, checkedValues(this.fields(entry), values));
  }

  unfilteredTotal(entry: ModelLabEntry | undefined): number | undefined {
    const values = this.values(entry);
    return isNarrowed(values) ? this.#totals.of(totalPlace(entry?.id ?? TOP, values)) : undefined;
  }

  get onDidCount(): (() => void) | undefined {
    return this.#totals.onDidChange;
  }

  set onDidCount(listener: (() => void) | undefined) {
    this.#totals.onDidChange = listener;
  }

  async suggest(
    entry: ModelLabEntry | undefined,
    query: SuggestionQuery,
    options: CallOptions,
  ): Promise<FilterSuggestions> {
    if (query.field === "owner") {
      return { choices: this.#owners.choices(entry?.id ?? TOP, this.#choices) };
    }
    return await this.#facets.of(entry?.kind === "project" ? entry.project.id : undefined, query, options);
  }
}
