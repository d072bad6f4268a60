import type { SavedFilter } from "../../host/filterStore";
import type {
  EntryFilter,
  FilterField,
  FilterSuggestions,
  FilterValues,
  SuggestionQuery,
} from "../../sources/contract/entryFilter";
import { listingTitle } from "./filterItems";
import type { CallOptions, Entry } from "../../sources/contract/entry";

/** The listing that a filter is for: below a row, or at a view's top. */
export interface FilterTarget {
  readonly filter: EntryFilter;
  readonly entry: Entry | undefined;
  /** Lists the names of the metrics of what is filtered; absent where there are none. */
  readonly metricNames?: ((options: CallOptions) => Promise<readonly string[]>) | undefined;
  /** Filters saved for it, by name. */
  saved(): readonly SavedFilter[];
  save(filter: SavedFilter): Promise<void>;
  removeSaved(name: string): Promise<void>;
  /** Does what the dialog does not wait for. Never rejects: what fails is told to the user. `action`: "save the filter". */
  attempt(action: string, run: () => Promise<void>): Promise<void>;
}

/** The end of the dialog when the user did not leave it. */
export interface FilterDecision {
  /** Absent where the filter that is on stays. */
  readonly values?: FilterValues;
  /** A metric that the runs are to be ranked by, as the service can't filter by it. */
  readonly rankBy?: string;
}

/** A filter while it is built. What is on stays on until the draft is applied. */
export class FilterDraft {
  readonly target: FilterTarget;
  readonly noun: string;
  values: FilterValues;
  /** Undefined when the user left. */
  decision: FilterDecision | undefined;

  constructor(target: FilterTarget) {
    this.target = target;
    this.noun = target.filter.noun(target.entry);
    this.values = this.applied;
  }

  get applied(): FilterValues {
    return this.target.filter.values(this.target.entry);
  }

  get fields(): readonly FilterField[] {
    return this.target.filter.fields(this.target.entry);
  }

  get isChanged(): boolean {
    return JSON.stringify(sorted(this.values)) !== JSON.stringify(sorted(this.applied));
  }

  /** "Filter Runs of vanilla". */
  get title(): string {
    return listingTitle("Filter", this.noun, this.target.entry);
  }

  async suggest(query: SuggestionQuery, options: CallOptions): Promise<FilterSuggestions> {
    const { filter, entry } = this.target;
    return (await filter.suggest?.(entry, query, options)) ?? { choices: [] };
  }
}

function sorted(values: FilterValues): unknown {
  return Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1));
}
