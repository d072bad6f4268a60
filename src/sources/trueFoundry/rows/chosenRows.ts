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

  /** @param scope The start of every row's id. */
  constructor(scope: string, choices: ListingChoices) {
    this.#scope = scope;
    this.#choices = choices;
  }

  /** `metric` is that of the ranking which it stands under. */
  row(parentId: string, run: Run, metric?: string): RunEntry {
    return { ...runEntry(parentId, run, metric ?? this.shownMetric(run.repoId)), ...defined({ metric }) };
  }

  shownMetric(repoId: string): string | undefined {
    return this.#choices.of(runsRowId(repoRowId(this.#scope, repoId))).metric;
  }

  /** A row as it reads now. */
  redrawn(entry: TrueFoundryEntry): TrueFoundryEntry {
    return entry.kind === "run" ? this.row(entry.parentId, entry.run, entry.metric) : entry;
  }
}
