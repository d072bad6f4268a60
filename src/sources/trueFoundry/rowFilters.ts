import type { EntryFilter, FilterField, FilterValues } from "../source";
import type { TrueFoundryEntry } from "./entries";
import type { ArtifactQuery, VersionQuery } from "./listQuery";

/** What narrows a group's artifacts or models. */
const ARTIFACT_FIELDS: readonly FilterField[] = [
  { id: "name", title: "Name", placeHolder: "For example qwen-lora", validate: () => undefined },
  { id: "run", title: "Run ID", placeHolder: "The run that logged a version", validate: () => undefined },
];

/** What narrows the versions of an artifact or model, which all bear its name. */
const VERSION_FIELDS: readonly FilterField[] = [
  { id: "tag", title: "Tag", placeHolder: "For example prod", validate: () => undefined },
  {
    id: "version",
    title: "Version",
    placeHolder: "A number, or latest",
    validate: (text) => (/^(latest|[1-9]\d{0,14})?$/.test(text.trim()) ? undefined : "Enter 1, 2, 3 … or latest"),
  },
  {
    id: "runs",
    title: "Run IDs",
    placeHolder: "Separated by commas",
    validate: (text) => (isList(text, /^\S+$/) ? undefined : "Enter run IDs without spaces, separated by commas"),
  },
  {
    id: "steps",
    title: "Run Steps",
    placeHolder: "Numbers separated by commas: 100, 200",
    validate: (text) => (isList(text, /^\d{1,15}$/) ? undefined : "Enter whole numbers, separated by commas"),
  },
];

/** The filters of the rows whose listings the service can narrow, by the rows' ids. They end with the source. */
export class RowFilters implements EntryFilter<TrueFoundryEntry> {
  readonly #values = new Map<string, FilterValues>();

  fields(entry: TrueFoundryEntry): readonly FilterField[] {
    return entry.kind === "group" ? ARTIFACT_FIELDS : entry.kind === "artifact" ? VERSION_FIELDS : [];
  }

  values(entry: Pick<TrueFoundryEntry, "id">): FilterValues {
    return this.#values.get(entry.id) ?? {};
  }

  /** Keeps what the fields know, in their order, so that a filter reads the same however it was given. */
  set(entry: TrueFoundryEntry, values: FilterValues): void {
    const known = this.fields(entry).map(({ id }) => [id, (values[id] ?? "").trim()] as const);
    const given = known.filter(([, text]) => text !== "");
    if (given.length === 0) {
      this.#values.delete(entry.id);
    } else {
      this.#values.set(entry.id, Object.fromEntries(given));
    }
  }
}

/** `tag:prod steps:100,200`; empty when no filter is on. */
export function filterText(values: FilterValues): string {
  return Object.entries(values)
    .map(([id, text]) => `${id}:${text}`)
    .join(" ");
}

/** What an empty listing says: "No versions", or which filter is on. */
export function emptyText(noun: string, values: FilterValues): string {
  const filter = filterText(values);
  return filter === "" ? `No ${noun}` : `No ${noun} match the filter ${filter}`;
}

export function artifactFilter(values: FilterValues): Pick<ArtifactQuery, "name" | "runId"> {
  return { name: values["name"], runId: values["run"] };
}

export function versionFilter(values: FilterValues): Pick<VersionQuery, "tag" | "version" | "runIds" | "runSteps"> {
  return {
    tag: values["tag"],
    version: values["version"],
    runIds: listOf(values["runs"]),
    runSteps: listOf(values["steps"]),
  };
}

/** Undefined for a list that is not given. */
function listOf(text = ""): readonly string[] | undefined {
  const items = text.split(",").map((item) => item.trim());
  const given = items.filter((item) => item !== "");
  return given.length === 0 ? undefined : given;
}

function isList(text: string, item: RegExp): boolean {
  return text.trim() === "" || text.split(",").every((part) => item.test(part.trim()));
}
