import * as v from "valibot";
import { toOwnerAndLink, toTimes } from "./commonAttributes";
import {
  isLoose,
  sharedName,
  toList,
  toMeasure,
  toNumber,
  toOptionalText,
  toText,
  toTime,
} from "../../../text/looseValues";
import { toKeyValues } from "./keyValues";
import type { Loose } from "../../../text/looseValues";
import type { MetricSummary, Run } from "./model";
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
    params: toKeyValues(attributes["params"]),
    metrics: toList(attributes["metric_summaries"]).flatMap(toMetric),
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

const STATISTICS = ["min", "max", "mean", "latest"] as const;
type Statistic = (typeof STATISTICS)[number];

function toMetric(value: unknown): MetricSummary | [] {
  const key = isLoose(value) ? toText(value["key"]) : "";
  if (!isLoose(value) || key === "") {
    return [];
  }
  const statistics: Partial<Record<Statistic, number>> = {};
  for (const name of STATISTICS) {
    const number = toMeasure(value[name]);
    if (number !== undefined) {
      statistics[name] = number;
    }
  }
  const lastStep = toNumber(value["last_step"]);
  return { key: sharedName(key), count: toNumber(value["count"]) ?? 0, ...statistics, ...defined({ lastStep }) };
}
