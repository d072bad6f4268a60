import { StepLog } from "../../metrics/stepLog";
import { greatestOf } from "../../../text/extremes";
import { defined } from "../../../text/defined";
import type { ListingChoices } from "../../contract/listingChoices";
import type { Run } from "../wire/model";
import type { RunEntry, TrueFoundryEntry } from "./entries";
import { repoRowId, runsRowId } from "./rowIds";
import { runEntry } from "./runRows";

/** The rows of runs, with the metric that the user has chosen for them. */
export class ChosenRows {
  readonly #scope: string;
  readonly #choices: ListingChoices;
  readonly #steps: StepLog;

  /** @param scope The start of every row's id. */
  constructor(scope: string, choices: ListingChoices, steps = new StepLog()) {
    this.#scope = scope;
    this.#choices = choices;
    this.#steps = steps;
  }

  /** `metric` is that of the ranking which it stands under. */
  row(parentId: string, run: Run, metric?: string): RunEntry {
    const look = { metric: metric ?? this.shownMetric(run.repoId), stuckSince: this.stuckSince(run) };
    return { ...runEntry(parentId, run, look), ...defined({ metric }) };
  }

  /** In ms since the epoch; undefined for a run that makes steps. */
  stuckSince(run: Run): number | undefined {
    return this.#steps.stuckSince(steppingOf(run));
  }

  /** When it made its latest step, in ms since the epoch. */
  lastStepAt(run: Run): number | undefined {
    return this.#steps.lastStepAt(steppingOf(run));
  }

  shownMetric(repoId: string): string | undefined {
    return this.#choices.of(runsRowId(repoRowId(this.#scope, repoId))).metric;
  }

  /** A row as it reads now. */
  redrawn(entry: TrueFoundryEntry): TrueFoundryEntry {
    return entry.kind === "run" ? this.row(entry.parentId, entry.run, entry.metric) : entry;
  }
}

function steppingOf({ id, status, startedAt, metrics }: Run) {
  const steps = metrics.map(({ step, at }) => defined({ lastStep: step, count: at }));
  const lastAt = greatestOf(metrics.map(({ at = -Infinity }) => at));
  return { id, isRunning: status === "RUNNING", startedAt, lastAt, metrics: steps };
}
