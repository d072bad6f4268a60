import type { EntrySort, SortChoice } from "../../contract/entryFilter";
import type { ListingChoices } from "../../contract/listingChoices";
import type { ModelLabEntry } from "../rows/entries";
import type { ProjectSort, RunSort } from "../wire/listQuery";
import { TOP } from "./modelLabFilter";

type Choice<Id extends string> = SortChoice & { readonly id: Id };

const UPDATED = [
  { id: "-updated_at", title: "Last updated first", group: "Updated" },
  { id: "updated_at", title: "Longest unchanged first", group: "Updated" },
] as const;
const CREATED = [
  { id: "-created_at", title: "Newest first", group: "Created" },
  { id: "created_at", title: "Oldest first", group: "Created" },
] as const;
const NAME = [
  { id: "name", title: "A to Z", group: "Name" },
  { id: "-name", title: "Z to A", group: "Name" },
] as const;
const DURATION = [
  { id: "-duration", title: "Longest first", group: "Duration" },
  { id: "duration", title: "Shortest first", group: "Duration" },
] as const;

const PROJECT_SORTS: readonly Choice<ProjectSort>[] = [...UPDATED, ...CREATED, ...NAME];
const RUN_SORTS: readonly Choice<RunSort>[] = [...CREATED, ...UPDATED, ...NAME, ...DURATION];
const PROJECT_DEFAULT: ProjectSort = "-updated_at";
const RUN_DEFAULT: RunSort = "-created_at";

/** The order with an id; the usual one for any other text. */
export function runSortOf(id: string | undefined): RunSort {
  return RUN_SORTS.find((sort) => sort.id === id)?.id ?? RUN_DEFAULT;
}

/** Each field that the API sorts by, in both directions. */
export class ModelLabSort implements EntrySort<ModelLabEntry> {
  readonly #choices: ListingChoices;

  constructor(choices: ListingChoices) {
    this.#choices = choices;
  }

  noun(entry: ModelLabEntry | undefined): string {
    return entry === undefined ? "projects" : "runs";
  }

  choices(entry: ModelLabEntry | undefined): readonly SortChoice[] {
    return entry === undefined ? PROJECT_SORTS : entry.kind === "project" ? RUN_SORTS : [];
  }

  current(entry: ModelLabEntry | undefined): string {
    return entry === undefined ? this.projectSort() : this.runSort(entry.id);
  }

  projectSort(): ProjectSort {
    const kept = this.#choices.of(TOP).sort;
    return PROJECT_SORTS.find(({ id }) => id === kept)?.id ?? PROJECT_DEFAULT;
  }

  /** Of the runs of the project with a row. */
  runSort(projectRowId: string): RunSort {
    return runSortOf(this.#choices.of(projectRowId).sort);
  }

  set(entry: ModelLabEntry | undefined, id: string): void {
    const isDefault = id === this.choices(entry)[0]?.id;
    this.#choices.setSort(entry?.id ?? TOP, isDefault ? undefined : id);
  }
}
