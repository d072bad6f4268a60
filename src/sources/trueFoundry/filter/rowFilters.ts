import type {
  EntryFilter,
  FilterField,
  FilterSuggestions,
  FilterValues,
  SuggestionQuery,
} from "../../contract/entryFilter";
import { checkedValues, cleanValues } from "../../filter/filterValues";
import type { ListingChoices } from "../../contract/listingChoices";
import type { CallOptions } from "../../contract/entry";
import { LoadCache } from "../../shared/loadCache";
import type { TrueFoundryEntry } from "../rows/entries";
import type { TrueFoundryClient } from "../wire/client";
import type { RunColumns } from "../wire/model";
import { RUN_FIELDS } from "./runFields";
import type { SeenRuns } from "./seenRuns";
import type { ArtifactQuery, VersionQuery } from "../wire/listQuery";

function textField(id: string, title: string, facts: Partial<FilterField>): FilterField {
  return { id, title, icon: "symbol-string", kind: "text", placeHolder: "", validate: () => undefined, ...facts };
}

/** Filters a group's artifacts or models. */
const ARTIFACT_FIELDS: readonly FilterField[] = [
  textField("name", "Name", {
    icon: "search",
    placeHolder: "For example qwen-lora",
    example: "qwen-lora",
    takesTheRest: true,
  }),
  textField("run", "Run ID", { icon: "run", placeHolder: "The run that logged a version" }),
];

/** Filters the versions of an artifact or model, which all bear its name. */
const VERSION_FIELDS: readonly FilterField[] = [
  textField("tag", "Tag", { icon: "tag", placeHolder: "For example prod", example: "tag:prod" }),
  textField("alias", "Alias", {
    icon: "bookmark",
    placeHolder: "For example production",
    example: "alias:production",
    description: "among loaded versions only",
  }),
  textField("version", "Version", {
    icon: "versions",
    placeHolder: "A number, or latest",
    example: "version:latest",
    validate: (text) => (/^(latest|[1-9]\d{0,14})$/.test(text) ? undefined : "Enter 1, 2, 3 … or latest"),
  }),
  textField("runs", "Run IDs", {
    icon: "run-all",
    placeHolder: "Separated by commas",
    isMultiple: true,
    validate: (text) => (/^[^\s,]+$/.test(text) ? undefined : "Enter run IDs without spaces, separated by commas"),
  }),
  textField("steps", "Run Steps", {
    icon: "list-ordered",
    placeHolder: "Numbers separated by commas: 100, 200",
    isMultiple: true,
    validate: (text) => (/^\d{1,15}$/.test(text) ? undefined : "Enter whole numbers, separated by commas"),
  }),
];

/** Filters a repo's data directories, whose whole names the service takes. */
const DIRECTORY_FIELDS = ARTIFACT_FIELDS.slice(0, 1);
/** Below a run, all versions are of that run. */
const VERSION_OF_RUN_FIELDS = VERSION_FIELDS.filter(({ id }) => id !== "runs");

const MOST_REPOS = 50;
/** Long enough to build a filter, short enough for the metrics of a run that has just started. */
const KEPT_MS = 120_000;

interface FilterOptions {
  readonly choices: ListingChoices;
  readonly client: TrueFoundryClient;
  readonly seen: SeenRuns;
}

/** The filters of the rows whose listings the service can narrow, by the rows' ids. */
export class RowFilters implements EntryFilter<TrueFoundryEntry> {
  readonly #options: FilterOptions;
  readonly #columns = new LoadCache<RunColumns>(MOST_REPOS, { keptMs: KEPT_MS });

  constructor(options: FilterOptions) {
    this.#options = options;
  }

  noun(entry: TrueFoundryEntry | undefined): string {
    switch (entry?.kind) {
      case "group":
        return entry.type === "model" ? "models" : "artifacts";
      case "runs":
        return "runs";
      case "directories":
        return "data directories";
      default:
        return "versions";
    }
  }

  fields(entry: TrueFoundryEntry | undefined): readonly FilterField[] {
    switch (entry?.kind) {
      case "group":
        return ARTIFACT_FIELDS;
      case "artifact":
        return entry.runId === undefined ? VERSION_FIELDS : VERSION_OF_RUN_FIELDS;
      case "runs":
        return RUN_FIELDS;
      case "directories":
        return DIRECTORY_FIELDS;
      default:
        return [];
    }
  }

  values(entry: TrueFoundryEntry | undefined): FilterValues {
    const fields = this.fields(entry);
    return entry === undefined || fields.length === 0
      ? {}
      : cleanValues(fields, this.#options.choices.of(entry.id).values ?? {});
  }

  filteredIds(): readonly string[] {
    return this.#options.choices.filteredIds;
  }

  set(entry: TrueFoundryEntry | undefined, values: FilterValues): void {
    if (entry !== undefined) {
      this.#options.choices.setValues(entry.id, checkedValues(this.fields(entry), values));
    }
  }

  /** As the repo counted them. */
  unfilteredTotal(entry: TrueFoundryEntry | undefined): number | undefined {
    return entry?.kind === "runs" && Object.keys(this.values(entry)).length > 0 ? entry.repo.runs : undefined;
  }

  /** The names that the runs of a repo use, kept for a while. */
  async columns(repoId: string, options: CallOptions): Promise<RunColumns> {
    return await this.#columns.get(repoId, (load) => this.#options.client.runs.columns(repoId, load), options);
  }

  /** Keys as the service names them, values as they were listed. */
  async suggest(
    entry: TrueFoundryEntry | undefined,
    { field, key }: SuggestionQuery,
    options: CallOptions,
  ): Promise<FilterSuggestions> {
    if (entry?.kind !== "runs" || (field !== "metric" && field !== "param" && field !== "tag")) {
      return { choices: [] };
    }
    const { seen } = this.#options;
    if (key !== undefined) {
      return seen.values(entry.id, field, key);
    }
    const columns = await this.columns(entry.repo.id, options);
    return { choices: columns[`${field}s`].map((value) => ({ value, label: value })) };
  }
}

export function artifactFilter(values: FilterValues): Pick<ArtifactQuery, "name" | "runId"> {
  return { name: values["name"]?.[0], runId: values["run"]?.[0] };
}

/** An alias, which the service does not look for. */
export function aliasOf(values: FilterValues): string | undefined {
  return values["alias"]?.[0];
}

export function versionFilter(values: FilterValues): Pick<VersionQuery, "tag" | "version" | "runIds" | "runSteps"> {
  return {
    tag: values["tag"]?.[0],
    version: values["version"]?.[0],
    runIds: values["runs"],
    runSteps: values["steps"],
  };
}
