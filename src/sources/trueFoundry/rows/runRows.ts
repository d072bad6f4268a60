import { formatCount, formatMetric } from "../../../text/formatNumbers";
import type { Ability, DetailPart } from "../../contract/entry";
import { rowMetric } from "../../metrics/bestMetric";
import type { MlRepo, Run } from "../wire/model";
import type { RepoEntry, RunEntry, RunsEntry } from "./entries";
import { runRowId, runsRowId } from "./rowIds";
import { isFinalRun, statusDetail, statusIcon, statusWord } from "./runStatus";

export function runsEntry(repoRow: RepoEntry["id"], repo: MlRepo): RunsEntry {
  return {
    kind: "runs",
    id: runsRowId(repoRow),
    name: "Runs",
    detail: repo.runs === undefined ? [] : [formatCount(repo.runs)],
    icon: { codicon: "run-all" },
    spoken: "runs of the repo",
    isExpandable: true,
    abilities: ["copy.curl", "filter", "sort", "metrics", "refresh"],
    repo,
  };
}

/** `parentId` is the id of the row that it stands under; `shown` is the metric of its row, where one was chosen. */
export function runEntry(parentId: string, run: Run, shown?: string): RunEntry {
  return {
    kind: "run",
    id: runRowId(parentId, run.id),
    name: run.name,
    detail: runDetail(run, shown),
    icon: run.isArchived ? { codicon: "archive" } : statusIcon(run.status),
    spoken: `${run.isArchived ? "archived " : ""}${statusWord(run)} run`,
    isExpandable: true,
    abilities: runAbilities(run),
    parentId,
    run,
  };
}

/** The grey text of a run's row: with the metric that was chosen, else with the one that says most. */
export function runDetail(run: Run, shown?: string): readonly DetailPart[] {
  const metric = rowMetric(latestOf(run), shown);
  return [
    ...(run.isArchived ? ["archived"] : []),
    ...(metric === undefined ? [] : [`${metric.key} ${formatMetric(metric.value)}`]),
    ...statusDetail(run),
  ];
}

/** The run's metrics as they are shown beside those of other systems. */
export function latestOf({ metrics }: Run): readonly { readonly key: string; readonly latest?: number }[] {
  return metrics.map(({ key, value }) => ({ key, ...(value === undefined ? {} : { latest: value }) }));
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
