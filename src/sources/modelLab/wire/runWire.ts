import * as v from "valibot";
import { toOwnerAndLink, toTimes } from "./commonAttributes";
import { toNumber, toOptionalText, toText, toTime } from "../../../text/looseValues";
import { toKeptMetrics } from "./runs/keptMetrics";
import { toKeptPairs } from "./runs/keptPairs";
import { toKeyValues } from "./runs/keyValues";
import type { Loose } from "../../../text/looseValues";
import type { Run } from "./model";
import { idSchema } from "../../shared/parseWire";
import { defined } from "../../../text/defined";

/** A run without a name is called by its id. Without its project's id, none of its files could be asked for. */
export const runSchema = v.pipe(
  v.object({ id: idSchema, attributes: v.looseObject({ project_id: idSchema }) }),
  v.transform(({ id, attributes }) => toRun(id, attributes.project_id, attributes)),
);

function toRun(id: string, projectId: string, attributes: Loose): Run {
  return {
    id,
    projectId,
    name: toOptionalText(attributes["name"]) ?? id,
    description: toText(attributes["description"]),
    status: toOptionalText(attributes["status"]) ?? "unknown",
    ...toTimes(attributes),
    ...toProgress(attributes),
    hasChildren: attributes["has_children"] === true,
    isPinned: attributes["is_pinned"] === true,
    isDescendantMatch: attributes["descendant_match"] === true,
    ...toOwnerAndLink(attributes),
    artifactLocation: toText(attributes["mlflow_artifact_location"]),
    tags: toKeyValues(attributes["tags"]),
    params: toKeptPairs(attributes["params"]),
    metrics: toKeptMetrics(attributes["metric_summaries"]),
  };
}

function toProgress(attributes: Loose): Pick<Run, "startedAt" | "completedAt" | "durationSeconds"> {
  const startedAt = toTime(attributes["started_at"]);
  const completedAt = toTime(attributes["completed_at"]);
  const durationSeconds = toNumber(attributes["duration"]);
  return {
    ...defined({ startedAt, completedAt, durationSeconds }),
  };
}
