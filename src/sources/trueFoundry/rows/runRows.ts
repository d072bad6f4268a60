import { formatCount, formatMetric } from "../../../text/formatNumbers";
import type { Ability, DetailPart, Icon } from "../../contract/entry";
import { rowMetric } from "../../metrics/bestMetric";
import { tellingFirst } from "../../metrics/tellingFirst";
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
    abilities: ["copy.curl", "filter", "sort", "metrics", "runs", "refresh"],
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
    icon: iconOf(run),
    spoken: `${run.isArchived ? "archived " : ""}${statusWord(run)} run${oddWords(run)}`,
    isExpandable: true,
    abilities: runAbilities(run),
    parentId,
    run,
  };
}

/** The grey text of a run's row: with the metric that was chosen, else with the one that says most. */
export function runDetail(run: Run, shown?: string): readonly DetailPart[] {
  const metric = rowMetric(latestOf(run), shown);
  const odd = oddMetric(run);
  return [
    ...(run.isArchived ? ["archived"] : []),
    ...(metric === undefined ? [] : [`${metric.key} ${formatMetric(metric.value)}`]),
    ...(odd === undefined || odd.key === metric?.key ? [] : [`${odd.key} ${formatMetric(odd.value)}`]),
    ...statusDetail(run),
  ];
}

/** A run that goes on without numbers that mean anything is marked: it is not going well. */
export function iconOf(run: Run): Icon {
  if (run.isArchived) {
    return { codicon: "archive" };
  }
  const isOdd = run.status === "RUNNING" && oddMetric(run) !== undefined;
  return isOdd ? { codicon: "warning", color: "charts.yellow" } : statusIcon(run.status);
}

function oddWords(run: Run): string {
  const odd = oddMetric(run);
  return odd === undefined ? "" : `, ${odd.key} is ${formatMetric(odd.value)}`;
}

/** The most telling metric whose latest value is NaN or infinite. */
function oddMetric({ metrics }: Run): { readonly key: string; readonly value: number } | undefined {
  const odd = new Map(
    metrics.flatMap(({ key, value }) => (value === undefined || Number.isFinite(value) ? [] : [[key, value] as const])),
  );
  const [key] = odd.size === 0 ? [] : tellingFirst(odd.keys());
  const value = key === undefined ? undefined : odd.get(key);
  return key === undefined || value === undefined ? undefined : { key, value };
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
