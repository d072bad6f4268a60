import type { ListingChoices } from "../../contract/listingChoices";
import type { Project, Run } from "../wire/model";
import type { ModelLabEntry, ProjectEntry, RunEntry } from "./entries";
import { projectRowId, runEntry } from "./rows";

/** The rows of runs, with what the user has chosen for them. */
export class RunRows {
  readonly #scope: string;
  readonly #choices: ListingChoices;

  constructor(scope: string, choices: ListingChoices) {
    this.#scope = scope;
    this.#choices = choices;
  }

  /** `parent` is the row it stands under. A ranking has a metric of its own, which counts for all below it. */
  row(parent: RunEntry["parent"], run: Run, project: Project): RunEntry {
    return runEntry(parent, run, project, parent.metric ?? this.shownMetric(project.id));
  }

  shownMetric(projectId: string): string | undefined {
    return this.#choices.of(projectRowId(this.#scope, projectId)).metric;
  }

  /** A row as it reads now. */
  redrawn<E extends ModelLabEntry>(entry: E): E | RunEntry {
    return entry.kind === "run" ? this.row(entry.parent, entry.run, entry.project) : entry;
  }
}

/** The place of a run below another row. */
export function placeBelow(parent: ProjectEntry | RunEntry): RunEntry["parent"] {
  const { kind, id } = parent;
  const metric = parent.kind === "run" ? parent.parent.metric : undefined;
  return metric === undefined ? { kind, id } : { kind, id, metric };
}
