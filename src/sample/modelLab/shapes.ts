import { isoTime } from "../server/isoTime";
import { metricSummaries } from "../team/records/metrics";
import { paramsOf } from "../team/records/paramsOf";
import { completedAt, statusAt, updatedAt } from "../team/records/progress";
import type { ProjectRecord, RunRecord, Tag } from "../team/records/records";
import type { Team } from "../team/team";

/** Records as the service words them. What is undefined is left out. */
export function projectShape(project: ProjectRecord, team: Team): object {
  return {
    id: String(project.id),
    type: "projects",
    attributes: {
      name: project.name,
      description: project.description,
      artifact_storage_location: project.storage,
      created_at: isoTime(project.createdAt),
      updated_at: isoTime(project.updatedAt),
      is_starred: team.isStarred(project.id),
      tags: pairs(project.tags),
      owner_id: project.ownerId,
      external_url: project.externalUrl,
    },
  };
}

interface RunView {
  readonly team: Team;
  readonly now: number;
  /** True when it is listed only because of a run below it. */
  readonly isDescendantMatch: boolean;
}

export function runShape(run: RunRecord, { team, now, isDescendantMatch }: RunView): object {
  const completed = completedAt(run, now);
  const params = paramsOf(run);
  return {
    id: String(run.id),
    type: "runs",
    attributes: {
      name: run.name,
      description: run.description,
      project_id: run.project.id,
      status: statusAt(run, now),
      started_at: isoTime(run.startedAt),
      created_at: isoTime(run.createdAt),
      updated_at: isoTime(updatedAt(run, now)),
      completed_at: completed === undefined ? undefined : isoTime(completed),
      duration: completed === undefined ? undefined : (completed - run.startedAt) / 1000,
      has_children: team.childrenOf(run.id).length > 0,
      is_pinned: team.pinnedAt(run.id) !== undefined,
      descendant_match: isDescendantMatch,
      external_url: run.externalUrl,
      owner_id: run.ownerId,
      mlflow_artifact_location: `mlflow-artifacts:///${run.project.id}/${run.id}/artifacts`,
      tags: pairs(run.tags),
      params: params === null ? null : pairs(params),
      metric_summaries: metricSummaries(run, now),
    },
  };
}

function pairs(tags: readonly Tag[]): object[] {
  return tags.map(([key, value]) => ({ key, value }));
}
