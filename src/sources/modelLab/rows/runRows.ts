import type { ListingChoices } from "../../contract/listingChoices";
import { StepLog } from "../../metrics/stepLog";
import { defined } from "../../../text/defined";
import type { Project, Run } from "../wire/model";
import type { ModelLabEntry, ProjectEntry, RunEntry } from "./entries";
import type { RowLook } from "./rows";
import { projectEntry, projectRowId, runEntry } from "./rows";

const MOST_PARENTS = 10_000;

/** The rows of projects and runs, with what the user has chosen for them. */
export class RunRows {
  readonly #scope: string;
  readonly #choices: ListingChoices;
  readonly #steps: StepLog;
  /** The names of the runs above child runs that were listed, by the children's ids: the service does not tell them. */
  readonly #parents = new Map<string, string>();

  constructor(scope: string, choices: ListingChoices, steps = new StepLog()) {
    this.#scope = scope;
    this.#choices = choices;
    this.#steps = steps;
  }

  /** `parent` is the row it stands under. A ranking has a metric of its own, which counts for all below it. */
  row(parent: RunEntry["parent"], run: Run, project: Project): RunEntry {
    if (parent.name !== undefined && this.#parents.size < MOST_PARENTS) {
      this.#parents.set(run.id, parent.name);
    }
    return runEntry(parent, run, project, this.look(run, parent.metric));
  }

  projectRow(project: Project): ProjectEntry {
    return projectEntry(this.#scope, project, this.#nameOf(project));
  }

  /** The look of a run wherever it is shown; `metric` goes before the one of its project. */
  look(run: Run, metric: string | undefined = this.shownMetric(run.projectId)): RowLook {
    const stuckSince = this.#steps.stuckSince(steppingOf(run));
    return defined({ metric, owner: this.#nameOf(run), stuckSince });
  }

  /** When a run was seen to make its latest step, in ms since the epoch: the service does not tell. */
  lastStepAt(run: Run): number | undefined {
    return this.#steps.lastStepAt(steppingOf(run));
  }

  /** An owner as facts tell it: "Ana Ruiz (7606…)", or the id alone. */
  ownerText(ownerId: string | undefined): string | undefined {
    const name = this.#nameOf({ ownerId });
    return name === undefined ? ownerId : `${name} (${ownerId ?? ""})`;
  }

  /** Undefined for a root run, and for a child run that was listed nowhere yet. */
  parentName(runId: string): string | undefined {
    return this.#parents.get(runId);
  }

  shownMetric(projectId: string): string | undefined {
    return this.#choices.of(projectRowId(this.#scope, projectId)).metric;
  }

  /** A row as it reads now. */
  redrawn(entry: ModelLabEntry): ModelLabEntry {
    if (entry.kind === "project") {
      return this.projectRow(entry.project);
    }
    return entry.kind === "run" ? this.row(entry.parent, entry.run, entry.project) : entry;
  }

  #nameOf({ ownerId }: { readonly ownerId?: string | undefined }): string | undefined {
    return ownerId === undefined ? undefined : this.#choices.ownerNames.get(ownerId);
  }
}

function steppingOf({ id, status, startedAt, metrics }: Run) {
  const isRunning = status === "running";
  return { id, isRunning, startedAt, metrics: isRunning ? metrics.list() : [] };
}

/** The place of a run below another row. */
export function placeBelow(parent: ProjectEntry | RunEntry): RunEntry["parent"] {
  const { kind, id } = parent;
  return parent.kind === "run"
    ? { kind, id, name: parent.name, ...defined({ metric: parent.parent.metric }) }
    : { kind, id };
}
