import { toKeptMetrics } from "../../src/sources/modelLab/wire/runs/keptMetrics";
import { toKeptPairs } from "../../src/sources/modelLab/wire/runs/keptPairs";
import type { MetricSummary } from "../../src/sources/modelLab/wire/runs/keptMetrics";
import type { KeyValue } from "../../src/sources/modelLab/wire/runs/keyValues";
import type { Project, Run } from "../../src/sources/modelLab/wire/model";

/** 2026-03-02 12:00 UTC, in ms since the epoch: the "now" of tests that word times. */
export const NOW = Date.UTC(2026, 2, 2, 12, 0, 0);
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export function project(overrides: Partial<Project> = {}): Project {
  return {
    id: "2387",
    name: "active-project",
    description: "",
    storageLocation: "s3://bucket/active-project",
    createdAt: NOW - 40 * DAY,
    updatedAt: NOW - 3 * HOUR,
    isStarred: false,
    tags: [],
    ...overrides,
  };
}

interface RunOverrides extends Partial<Omit<Run, "params" | "metrics">> {
  readonly params?: readonly KeyValue[];
  readonly metrics?: readonly MetricSummary[];
}

export function run({ params = [], metrics = [], ...overrides }: RunOverrides = {}): Run {
  return {
    id: "70158",
    projectId: "2387",
    name: "vanilla",
    description: "",
    status: "completed",
    createdAt: NOW - DAY,
    updatedAt: NOW - DAY,
    startedAt: NOW - DAY,
    completedAt: NOW - DAY + 27_000,
    durationSeconds: 27,
    hasChildren: false,
    isPinned: false,
    isDescendantMatch: false,
    artifactLocation: "mlflow-artifacts:///2387/70158/artifacts",
    tags: [],
    params: toKeptPairs(params),
    metrics: toKeptMetrics(metrics.map(({ lastStep, ...metric }) => ({ ...metric, last_step: lastStep }))),
    ...overrides,
  };
}

export function metric(key: string, latest: number, overrides: Partial<MetricSummary> = {}): MetricSummary {
  return { key, count: 10, latest, min: latest, max: latest, mean: latest, ...overrides };
}
