import type { EntrySort, SortChoice } from "../../contract/entryFilter";
import type { ListingChoices } from "../../contract/listingChoices";
import type { RunsEntry, TrueFoundryEntry } from "../rows/entries";
import { quotedName } from "./runQuery";
import type { SeenRuns } from "./seenRuns";

/** Asks for no order. */
const DEFAULT = "default";
/** A list to choose from is not read beyond these. */
const MOST_METRICS = 60;

const BY_START: readonly SortChoice[] = [
  { id: DEFAULT, title: "As the service lists them", group: "Started" },
  { id: "attributes.start_time DESC", title: "Newest first", group: "Started" },
  { id: "attributes.start_time ASC", title: "Oldest first", group: "Started" },
];

interface SortOptions {
  readonly choices: ListingChoices;
  readonly seen: SeenRuns;
}

/** The orders of a repo's runs; their ids are the service's own words: by the start, and by each metric that was seen. */
export class RunSort implements EntrySort<TrueFoundryEntry> {
  readonly #options: SortOptions;

  constructor(options: SortOptions) {
    this.#options = options;
  }

  noun(): string {
    return "runs";
  }

  choices(entry: TrueFoundryEntry | undefined): readonly SortChoice[] {
    if (entry?.kind !== "runs") {
      return [];
    }
    const metrics = this.#options.seen.keys(entry.id, "metric").slice(0, MOST_METRICS).flatMap(byMetric);
    const current = this.current(entry);
    const all = [...BY_START, ...metrics];
    const isKnown = all.some(({ id }) => id === current);
    return isKnown ? all : [...all, { id: current, title: current, group: "Chosen before" }];
  }

  current(entry: TrueFoundryEntry | undefined): string {
    const kept = entry === undefined ? undefined : this.#options.choices.of(entry.id).sort;
    return kept !== undefined && ORDER.test(kept) ? kept : DEFAULT;
  }

  set(entry: TrueFoundryEntry | undefined, id: string): void {
    if (entry !== undefined) {
      this.#options.choices.setSort(entry.id, id === DEFAULT ? undefined : id);
    }
  }

  /** As the service takes it; undefined for its own order. */
  orderBy(entry: RunsEntry): string | undefined {
    const current = this.current(entry);
    return current === DEFAULT ? undefined : current;
  }
}

const ORDER = /^(attributes|metrics)\..+ (ASC|DESC)$/s;

function byMetric(key: string): readonly SortChoice[] {
  const { text } = quotedName(key);
  return text === undefined
    ? []
    : [
        { id: `metrics.${text} ASC`, title: `${key}: lowest first`, group: key },
        { id: `metrics.${text} DESC`, title: `${key}: highest first`, group: key },
      ];
}
