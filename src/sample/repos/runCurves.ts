import { noiseAt, hashOf } from "../bytes/dice";
import type { Task } from "../team/records/records";

/** How a run's training goes. Times are ms since the epoch. */
export interface Course {
  readonly id: string;
  readonly task: Task;
  /** Optimizer steps, were it to run to its end, and the share of them that it gets done. */
  readonly steps: number;
  readonly reach: number;
  readonly logEvery: number;
  readonly evaluateEvery: number;
  readonly peakRate: number;
  readonly epochs: number;
  /** Around 1; the higher, the worse its losses end. */
  readonly quality: number;
  readonly startedAt: number;
  /** When it does its last step; may lie in the future. */
  readonly endsAt: number;
  /** The step at which its loss begins to explode. */
  readonly divergesAt?: number;
  /** The step behind which it does no more, though it says that it runs. */
  readonly stallsAt?: number;
}

export interface MetricPoint {
  readonly key: string;
  readonly value: number;
  readonly step: number;
  /** ms since the epoch. */
  readonly timestamp: number;
}

interface Curve {
  readonly key: string;
  readonly isEvaluated?: boolean;
  readonly at: (course: Course, step: number, noise: number) => number;
}

/** The share of the steps in which the learning rate rises. */
const WARM_UP = 0.03;
/** So many logged values behind the point where a run diverges, its loss is no number any more. */
const LAST_FINITE = 12;

const TRAINED: readonly Curve[] = [
  { key: "train/loss", at: (course, step, noise) => exploding(course, step, lossAt(course, step, noise), 0.35) },
  { key: "train/grad_norm", at: gradientAt },
  { key: "train/learning_rate", at: rateAt },
  { key: "train/epoch", at: ({ epochs, steps }, step) => (epochs * step) / steps },
  { key: "train/tokens_per_second", at: (_, step, noise) => 18_400 + (noise - 0.5) * 900 - dipAt(step, noise) * 6_000 },
  { key: "eval/loss", isEvaluated: true, at: evaluationLossAt },
];
const SYSTEM: readonly Curve[] = [
  { key: "system/gpu_0_utilization", at: (_, step, noise) => 97 + noise * 2.5 - dipAt(step, noise) * 60 },
  { key: "system/gpu_1_utilization", at: (_, step, noise) => 96 + noise * 3 - dipAt(step, noise) * 55 },
  { key: "system/gpu_0_memory_gb", at: (_, step, noise) => 71.4 - 9.8 * Math.exp(-step / 40) + noise * 0.2 },
  { key: "system/gpu_0_temperature", at: (_, step, noise) => 68 - 31 * Math.exp(-step / 90) + noise * 3 },
  { key: "system/cpu_utilization", at: (_, step, noise) => 22 + noise * 9 + dipAt(step, noise) * 40 },
];

function score(key: string, from: number, to: number): Curve {
  const at = (course: Course, step: number, noise: number): number => {
    const better = from < to ? Math.min(1, 1 / Math.sqrt(course.quality)) : course.quality;
    return from + (to * better - from) * settled(step / course.steps) + (noise - 0.5) * Math.abs(to - from) * 0.03;
  };
  return { key, isEvaluated: true, at };
}

const SCORES: Readonly<Record<Task, readonly Curve[]>> = {
  finetune: [score("eval/accuracy", 0.52, 0.893), score("eval/f1", 0.44, 0.861)],
  prefer: [score("eval/rewards/margins", 0.01, 1.62), score("eval/rewards/accuracies", 0.5, 0.79)],
  translate: [score("eval/bleu", 18.2, 34.6), score("eval/chrf++", 41.5, 61.3)],
  benchmark: [score("eval/acc", 0.52, 0.68), score("eval/exact_match", 0.55, 0.71)],
  embed: [score("eval/ndcg@10", 0.41, 0.684), score("eval/mrr@10", 0.36, 0.622)],
  speech: [score("eval/wer", 0.312, 0.087)],
  vision: [score("eval/mAP50", 0.31, 0.774)],
  tabular: [score("eval/auc", 0.71, 0.932)],
};

function curvesOf({ task }: Course): readonly Curve[] {
  return task === "benchmark" || task === "tabular" ? SCORES[task] : [...TRAINED, ...SCORES[task], ...SYSTEM];
}

export function metricKeysOf(course: Course): readonly string[] {
  return curvesOf(course).map(({ key }) => key);
}

/** The last value of each metric that has any yet. */
export function latestMetrics(course: Course, now: number): MetricPoint[] {
  return curvesOf(course).flatMap((curve) => latestPoint(course, curve, now) ?? []);
}

/** The last value of one metric; undefined where there is none. */
export function latestValue(course: Course, key: string, now: number): number | undefined {
  const curve = curvesOf(course).find((candidate) => candidate.key === key);
  return curve && latestPoint(course, curve, now)?.value;
}

function latestPoint(course: Course, curve: Curve, now: number): MetricPoint | undefined {
  const stride = strideOf(course, curve);
  const step = Math.floor(stepsDone(course, now) / stride) * stride;
  return step === 0 ? undefined : pointAt(course, curve, step);
}

/** Every value of a metric so far, in the order of logging; undefined for one that the run does not have. */
export function metricHistory(course: Course, key: string, now: number): MetricPoint[] | undefined {
  const curve = curvesOf(course).find((candidate) => candidate.key === key);
  return curve && stepsOf(course, curve, now).map((step) => pointAt(course, curve, step));
}

function strideOf(course: Course, { isEvaluated = false }: Curve): number {
  return isEvaluated ? Math.min(course.evaluateEvery, course.steps) : course.logEvery;
}

function stepsOf(course: Course, curve: Curve, now: number): number[] {
  const stride = strideOf(course, curve);
  const count = Math.floor(stepsDone(course, now) / stride);
  return Array.from({ length: count }, (_, index) => (index + 1) * stride);
}

function stepsDone({ startedAt, endsAt, steps, reach, stallsAt = Infinity }: Course, now: number): number {
  const share = endsAt <= startedAt ? 1 : Math.max(0, Math.min(1, (now - startedAt) / (endsAt - startedAt)));
  return Math.min(stallsAt, Math.floor(steps * reach * share));
}

function timeOf({ startedAt, endsAt, steps, reach }: Course, step: number): number {
  return Math.round(startedAt + (Math.min(1, step / (steps * reach)) || 0) * (endsAt - startedAt));
}

function pointAt(course: Course, { key, at }: Curve, step: number): MetricPoint {
  const value = Number(at(course, step, noiseAt(hashOf(course.id, key), step)).toPrecision(6));
  return { key, value, step, timestamp: timeOf(course, step) };
}

/** Fast at first, then slowly and for ever, as losses fall; little happens while the rate is low. */
function settled(share: number): number {
  const done = Math.max(0, share - WARM_UP / 2);
  return 1 - 0.9 * Math.exp(-9 * done) - 0.1 * (1 - done);
}

function lossAt({ quality, steps }: Course, step: number, noise: number): number {
  const share = step / steps;
  const smooth = 2.62 + (1.05 * quality - 2.62) * settled(share);
  const spike = noise > 0.992 ? 0.28 : 0;
  return smooth + (noise - 0.5) * 0.16 * (0.4 + Math.exp(-6 * share)) + spike;
}

function evaluationLossAt(course: Course, step: number, noise: number): number {
  const overfitting = 0.09 * Math.max(0, step / course.steps - 0.7);
  const value = lossAt(course, step, 0.5) * 1.03 + overfitting + (noise - 0.5) * 0.02;
  return exploding(course, step, value, 0.35);
}

function gradientAt(course: Course, step: number, noise: number): number {
  const calm = 0.62 + 2.5 * Math.exp(-14 * (step / course.steps)) + noise ** 6 * 1.4;
  const behind = loggedBehind(course, step);
  return behind > LAST_FINITE - 4 && behind <= LAST_FINITE ? Infinity : exploding(course, step, calm, 0.6);
}

function rateAt({ peakRate, steps }: Course, step: number): number {
  const share = step / steps;
  const falling = 0.5 * (1 + Math.cos((Math.PI * (share - WARM_UP)) / (1 - WARM_UP)));
  return peakRate * (share < WARM_UP ? share / WARM_UP : falling);
}

/** A checkpoint is saved now and then, and the next steps wait for it. */
function dipAt(step: number, noise: number): number {
  return step % 500 === 0 ? 0.6 + noise * 0.4 : 0;
}

function loggedBehind({ divergesAt = Infinity, logEvery }: Course, step: number): number {
  return (step - divergesAt) / logEvery;
}

function exploding(course: Course, step: number, value: number, pace: number): number {
  const behind = loggedBehind(course, step);
  if (behind > LAST_FINITE) {
    return NaN;
  }
  return behind > 0 ? value * Math.exp(behind * pace) : value;
}
