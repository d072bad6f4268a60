import type { EntryFilter, FilterField, FilterValues } from "../../contract/entryFilter";
import { checkedValues, cleanValues } from "../../filter/filterValues";
import type { ListingChoices } from "../../contract/listingChoices";
import type { TrueFoundryEntry } from "./entries";
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

/** The filters of the rows whose listings the service can narrow, by the rows' ids. */
export class RowFilters implements EntryFilter<TrueFoundryEntry> {
  readonly #choices: ListingChoices;

  constructor(choices: ListingChoices) {
    this.#choices = choices;
  }

  noun(entry: TrueFoundryEntry | undefined): string {
    return entry?.kind === "group" ? (entry.type === "model" ? "models" : "artifacts") : "versions";
  }

  fields(entry: TrueFoundryEntry | undefined): readonly FilterField[] {
    return entry?.kind === "group" ? ARTIFACT_FIELDS : entry?.kind === "artifact" ? VERSION_FIELDS : [];
  }

  values(entry: TrueFoundryEntry | undefined): FilterValues {
    const fields = this.fields(entry);
    return entry === undefined || fields.length === 0
      ? {}
      : cleanValues(fields, this.#choices.of(entry.id).values ?? {});
  }

  set(entry: TrueFoundryEntry | undefined, values: FilterValues): void {
    if (entry !== undefined) {
      this.#choices.setValues(entry.id, checkedValues(this.fields(entry), values));
    }
  }
}

export function artifactFilter(values: FilterValues): Pick<ArtifactQuery, "name" | "runId"> {
  return { name: values["name"]?.[0], runId: values["run"]?.[0] };
}

export function versionFilter(values: FilterValues): Pick<VersionQuery, "tag" | "version" | "runIds" | "runSteps"> {
  return {
    tag: values["tag"]?.[0],
    version: values["version"]?.[0],
    runIds: values["runs"],
    runSteps: values["steps"],
  };
}
