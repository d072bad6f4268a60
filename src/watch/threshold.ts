import { formatMetric } from "../text/formatNumbers";
import type { RunState } from "../sources/contract/liveRuns";

const COMPARISONS = {
  "<": { test: (value: number, bound: number) => value < bound, words: "below" },
  "<=": { test: (value: number, bound: number) => value <= bound, words: "at or below" },
  ">": { test: (value: number, bound: number) => value > bound, words: "above" },
  ">=": { test: (value: number, bound: number) => value >= bound, words: "at or above" },
} as const;

type Comparison = keyof typeof COMPARISONS;
export const COMPARISON_SIGNS: readonly Comparison[] = ["<", "<=", ">", ">="];

/** The user is notified when a metric crosses it. */
export interface Threshold {
  readonly metric: string;
  readonly comparison: Comparison;
  readonly bound: number;
  /** The value farthest towards the line at the first look after it was drawn; absent before it, or where none is known. */
  readonly start?: number;
}

/** `< 0.5`, `>=1e-3`; undefined when a text is none of this. */
export function parseThreshold(metric: string, text: string): Threshold | undefined {
  const [, sign, number] = /^\s*(<=|>=|<|>)\s*(\S+)\s*$/.exec(text) ?? [];
  const comparison = COMPARISON_SIGNS.find((known) => known === sign);
  const bound = Number(number);
  return comparison === undefined || !Number.isFinite(bound) ? undefined : { metric, comparison, bound };
}

/**
 * Gives the reason why a threshold is refused, in view of the metric's value now; undefined when it can be watched
 * for.
 */
export function thresholdProblem(metric: string, text: string, now: number | undefined): string | undefined {
  const line = parseThreshold(metric, text);
  if (line === undefined) {
    return "Write a comparison and a number: < 0.5, <= 0.5, > 0.9 or >= 0.9.";
  }
  const isThere = now !== undefined && isBeyond(line, now);
  return isThere ? `It is ${wordsOf(line)} already: ${formatMetric(now)}.` : undefined;
}

/** NaN is beyond nothing. */
export function isBeyond({ comparison, bound }: Threshold, value: number): boolean {
  return COMPARISONS[comparison].test(value, bound);
}

/** The value that was farthest beyond a line since the first look at it, whatever came after; undefined for none. */
export function crossingValue(line: Threshold, state: RunState): number | undefined {
  const farthest = farthestOf(line, state);
  const isNew = line.start !== undefined && farthest !== undefined && farthest !== line.start;
  return isNew && isBeyond(line, farthest) ? farthest : undefined;
}

/** A line that was looked at: what a metric did before is not of it. */
export function updateThreshold<L extends Threshold>(line: L, state: RunState): L {
  const start = line.start ?? farthestOf(line, state);
  // An infinite start would not be the same once it was stored, and nothing is farther.
  return start === undefined || !Number.isFinite(start) ? line : { ...line, start };
}

function farthestOf({ comparison, metric }: Threshold, { metrics }: RunState): number | undefined {
  const found = metrics.find(({ key }) => key === metric);
  const farthest = comparison.startsWith("<") ? found?.min : found?.max;
  return Number.isNaN(farthest) ? undefined : farthest;
}

/** "below 0.5". */
export function wordsOf({ comparison, bound }: Threshold): string {
  return `${COMPARISONS[comparison].words} ${String(bound)}`;
}

/** "eval_loss < 0.5". */
export function thresholdText({ metric, comparison, bound }: Threshold): string {
  return `${metric} ${comparison} ${String(bound)}`;
}

export function valueOf({ metrics }: RunState, key: string): number | undefined {
  return metrics.find((metric) => metric.key === key)?.value;
}
