import { formatCount } from "../../../text/formatNumbers";
import type { Ability, DetailPart, Icon } from "../../contract/entry";
import { rowMetric } from "../../metrics/bestMetric";
import { metricDetail } from "../../metrics/metricDetail";
import { troubleDetail, troubleIcon, troubleOf, troubleWords } from "../../metrics/runTrouble";
import type { MlRepo, Run } from "../wire/model";
import type { RepoEntry, RunEntry, RunsEntry } from "./entries";
import { runRowId, runsRowId } from "./rowIds";
import { isFinalRun, statusDetail, statusIcon, statusWord } from "./runStatus";
import { defined } from "../../../text/defined";

export function runsEntry(repoRow: RepoEntry["id"], repo: MlRepo): RunsEntry {
  return {
    kind: "runs",
    id: runsRowId(repoRow),
    name: "Runs",
    detail: repo.runs === undefined ? [] : [formatCount(repo.runs)],
    icon: { codicon: "run-all" },
    spoken: "runs of the repo",
    isExpandable: true,
    abilities: ["copy.curl", "filter", "sort", "metrics", "runs", "refresh"],
    repo,
  };
}

interface RunLook {
  /** The metric of its row, where one was chosen. */
  readonly metric?: string | undefined;
  /** Since when it was seen to make no step, in ms since the epoch. */
  readonly stuckSince?: number | undefined;
}

/** `parentId` is the id of the row that it stands under. */
export function runEntry(parentId: string, run: Run, look: RunLook = {}): RunEntry {
  const words = troubleWords(troubleOf(run.metrics, look.stuckSince));
  return {
    kind: "run",
    id: runRowId(parentId, run.id),
    name: run.name,
    detail: runDetail(run, look),
    icon: iconOf(run, look),
    spoken: `${run.isArchived ? "archived " : ""}${statusWord(run)} run${words}`,
    isExpandable: true,
    abilities: runAbilities(run),
    parentId,
    run,
  };
}

/** The grey text of a run's row: with the metric that was chosen, else with the one that says most. */
export function runDetail(run: Run, { metric: shown, stuckSince }: RunLook = {}): readonly DetailPart[] {
  const metric = rowMetric(latestOf(run), shown);
  return [
    ...(run.isArchived ? ["archived"] : []),
    ...(metric === undefined ? [] : [metricDetail(metric, shown !== undefined)]),
    ...troubleDetail(troubleOf(run.metrics, stuckSince), metric?.key),
    ...statusDetail(run),
  ];
}

/** A run that goes on without numbers that mean anything, or without steps, is marked. */
export function iconOf(run: Run, { stuckSince }: RunLook = {}): Icon {
  if (run.isArchived) {
    return { codicon: "archive" };
  }
  return troubleIcon(troubleOf(run.metrics, stuckSince), run.status === "RUNNING") ?? statusIcon(run.status);
}

/** The run's metrics as they are shown beside those of other systems. */
export function latestOf({ metrics }: Run): readonly { readonly key: string; readonly latest?: number }[] {
  return metrics.map(({ key, value }) => ({ key, ...defined({ latest: value }) }));
}

export function runAbilities(run: Run): readonly Ability[] {
  return [
    "copy.id",
    "copy.name",
    ...(run.fqn === "" ? [] : (["copy.fqn"] as const)),
    ...(run.artifactUri === "" ? [] : (["copy.uri"] as const)),
    "copy.curl",
    "link",
    "page",
    "refresh",
    "snippets",
    "delete",
    run.isArchived ? "restore" : "archive",
    ...(isFinalRun(run) ? [] : (["watch"] as const)),
  ];
}
