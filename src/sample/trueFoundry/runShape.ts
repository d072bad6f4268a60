import { latestMetrics } from "../repos/runCurves";
import { runStatusAt, type TrackedRun } from "../repos/trackedRuns";
import type { Tag } from "../team/records/records";
import type { Hub } from "./hub";
import { subjectShape, TENANT } from "./shapes";

/** A run as the service words it. What is undefined is left out. */
export function runShape({ runs, now }: Hub, run: TrackedRun): object {
  const { id, repo, name, description, owner, course, params, tags, createdAt } = run;
  const status = runStatusAt(run, now());
  const isOver = status !== "RUNNING" && status !== "SCHEDULED";
  return {
    info: {
      run_id: id,
      run_uuid: id,
      experiment_id: repo.id,
      name,
      fqn: runFqn(run),
      status,
      start_time: createdAt,
      end_time: isOver ? run.endsAt : undefined,
      artifact_uri: `${repo.bucket}/${repo.id}/runs/${id}/artifacts`,
      lifecycle_stage: runs.isArchived(run) ? "deleted" : "active",
      description: description || undefined,
      created_by_subject: subjectShape(owner),
    },
    data: {
      metrics: course === undefined ? [] : latestMetrics(course, now()),
      params: params.map(pairShape),
      tags: tags.map(pairShape),
    },
  };
}

export function runFqn({ repo, name }: TrackedRun): string {
  return `${TENANT}/${repo.name}/${name}`;
}

function pairShape([key, value]: Tag): object {
  return { key, value };
}
