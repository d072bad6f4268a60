import { formatMetric } from "../sources/formatNumbers";
import type { MetricValue, RunState } from "../sources/liveRuns";

const COMPARISONS = {
  "<": { test: (value: number, bound: number) => value < bound, words: "below" },
  "<=": { test: (value: number, bound: number) => value <= bound, words: "at or below" },
  ">": { test: (value: number, bound: number) => value > bound, words: "above" },
  ">=": { test: (value: number, bound: number) => value >= bound, words: "at or above" },
} as const;

export type Comparison = keyof typeof COMPARISONS;
export const COMPARISON_SIGNS: readonly Comparison[] = ["<", "<=", ">", ">="];

/** What a metric has to do for somebody to be told. */
export interface WatchLine {
  readonly metric: string;
  readonly comparison: Comparison;
  readonly bound: number;
  /** The value farthest towards the line when it was drawn; absent when there was none, or it is not known. */
  readonly start?: number;
}

/** `< 0.5`, `>=1e-3`; undefined when a text is none of this. */
export function parseLine(metric: string, text: string): WatchLine | undefined {
  const [, sign, number] = /^\s*(<=|>=|<|>)\s*(\S+)\s*$/.exec(text) ?? [];
  const comparison = COMPARISON_SIGNS.find((known) => known === sign);
  const bound = Number(number);
  return comparison === undefined || !Number.isFinite(bound) ? undefined : { metric, comparison, bound };
}

/** What is wrong with the text of a line, in view of the metric's value now; undefined when it can be watched for. */
export function lineProblem(metric: string, text: string, now: number | undefined): string | undefined {
  const line = parseLine(metric, text);
  if (line === undefined) {
    return "Write a comparison and a number: < 0.5, <= 0.5, > 0.9 or >= 0.9.";
  }
  const isThere = now !== undefined && isBeyond(line, now);
  return isThere ? `It is ${wordsOf(line)} already: ${formatMetric(now)}.` : undefined;
}

/** A value that is no number is beyond nothing. */
export function isBeyond({ comparison, bound }: WatchLine, value: number): boolean {
  return COMPARISONS[comparison].test(value, bound);
}

/** The value that was farthest beyond a line since the line was drawn, whatever came after it; undefined for none. */
export function crossingValue(line: WatchLine, { metrics }: RunState): number | undefined {
  const metric = metrics.find(({ key }) => key === line.metric);
  const farthest = metric && farthestOf(line, metric);
  const isNew = farthest !== undefined && farthest !== line.start && isBeyond(line, farthest);
  return isNew ? farthest : undefined;
}

/** A line that is drawn while a metric is known to be on this side of it. */
export function drawnAt(line: WatchLine, metric: Partial<MetricValue>): WatchLine {
  const start = farthestOf(line, metric);
  return start === undefined ? line : { ...line, start };
}

function farthestOf({ comparison }: WatchLine, { min, max }: Partial<MetricValue>): number | undefined {
  return comparison.startsWith("<") ? min : max;
}

/** "below 0.5". */
export function wordsOf({ comparison, bound }: WatchLine): string {
  return `${COMPARISONS[comparison].words} ${String(bound)}`;
}

/** "eval_loss < 0.5". */
export function lineText({ metric, comparison, bound }: WatchLine): string {
  return `${metric} ${comparison} ${String(bound)}`;
}

export function valueOf({ metrics }: RunState, key: string): number | undefined {
  return metrics.find((metric) => metric.key === key)?.value;
}
