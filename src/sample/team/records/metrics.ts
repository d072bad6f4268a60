import { hashOf, noiseAt } from "../../bytes/dice";
import { CURVES, metricKeys, type Curve } from "./metricCurves";
import { isUnderWay, stepsDone } from "./progress";
import type { RunRecord } from "./records";

interface Series {
  readonly key: string;
  readonly points: readonly (readonly [step: number, value: number])[];
}

export interface MetricSummary {
  readonly key: string;
  readonly count: number;
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  readonly latest: number;
  readonly stddev: number;
  readonly first_step: number;
  readonly last_step: number;
}

export const LOG_STEPS = 10;
export const EVALUATION_STEPS = 50;

interface Measured {
  readonly run: RunRecord;
  readonly steps: number;
  readonly isOver: boolean;
  readonly series: readonly Series[];
}
let latest: Measured | undefined;
/** Of runs that have ended, which are asked for again and again. */
const ended = new WeakMap<RunRecord, readonly MetricSummary[]>();

/** Everything that the run has measured so far, also what it does not tell the service. */
export function seriesOf(run: RunRecord, now: number): readonly Series[] {
  const steps = stepsDone(run, now);
  const isOver = !isUnderWay(run, now);
  // Several files of one run are made from the same series, one after the other.
  if (latest?.run !== run || latest.steps !== steps || latest.isOver !== isOver) {
    latest = { run, steps, isOver, series: measure(run, now) };
  }
  return latest.series;
}

function measure(run: RunRecord, now: number): Series[] {
  const amount = run.recipe.metrics === "none" ? "short" : run.recipe.metrics;
  return metricKeys(run.recipe.task, amount).flatMap((key) => {
    const curve = CURVES[key];
    const points = curve === undefined ? [] : pointsOf(run, key, curve, now);
    return points.length === 0 ? [] : [{ key, points }];
  });
}

/** Empty for runs that tell nothing. */
export function metricSummaries(run: RunRecord, now: number): readonly MetricSummary[] {
  if (run.recipe.metrics === "none") {
    return [];
  }
  if (isUnderWay(run, now)) {
    return seriesOf(run, now).map(summarize);
  }
  const summaries = ended.get(run) ?? seriesOf(run, now).map(summarize);
  ended.set(run, summaries);
  return summaries;
}

function pointsOf(run: RunRecord, key: string, curve: Curve, now: number): [number, number][] {
  const seed = hashOf(run.uuid, key);
  const points: [number, number][] = [];
  for (const step of stepsOf(run, curve, now)) {
    const share = run.recipe.steps === 0 ? 1 : step / run.recipe.steps;
    const off = (noiseAt(seed, step) - 0.5) * 2 * curve.noise;
    points.push([step, rounded(scaled(run, key, valueAt(run, curve, share)) + off)]);
  }
  return points;
}

function stepsOf(run: RunRecord, { when }: Curve, now: number): number[] {
  const done = stepsDone(run, now);
  if (when === "end") {
    return run.outcome === "completed" && !isUnderWay(run, now) ? [done] : [];
  }
  const stride = when === "log" ? LOG_STEPS : Math.min(EVALUATION_STEPS, Math.max(LOG_STEPS, run.recipe.steps));
  const count = Math.floor(done / stride);
  return Array.from({ length: count }, (_, index) => (index + 1) * stride);
}

function valueAt(run: RunRecord, { shape, from, to, sense }: Curve, share: number): number {
  const { quality } = run.recipe;
  const target = sense === "loss" ? to * quality : sense === "score" ? to / Math.sqrt(quality) : to;
  // Fast at first, then slowly and for ever, as losses fall.
  const settled = 1 - 0.94 * Math.exp(-20 * share) - 0.06 * (1 - share);
  switch (shape) {
    case "fall":
    case "rise":
      return from + (target - from) * settled;
    case "cosine":
      return from * Math.min(1, share / 0.03) * 0.5 * (1 + Math.cos(Math.PI * share));
    case "grow":
      return to * share;
    case "level":
      return target;
  }
}

/** Three metrics are in the run's own units. */
function scaled(run: RunRecord, key: string, value: number): number {
  switch (key) {
    case "learning_rate":
      return value * run.recipe.learningRate;
    case "epoch":
      return value * run.recipe.epochs;
    case "train_runtime":
      return (run.endsAt - run.startedAt) / 1000;
    default:
      return value;
  }
}

function summarize({ key, points }: Series): MetricSummary {
  const values = points.map(([, value]) => value);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  const min = Math.min(...values);
  const max = Math.max(...values);
  return {
    key,
    count: values.length,
    min,
    max,
    mean: Math.min(max, Math.max(min, rounded(mean))),
    latest: values.at(-1) ?? mean,
    stddev: rounded(Math.sqrt(variance)),
    first_step: points[0]?.[0] ?? 0,
    last_step: points.at(-1)?.[0] ?? 0,
  };
}

function rounded(value: number): number {
  return Number(value.toPrecision(6));
}
