import type { MetricValue, RunState } from "../sources/contract/liveRuns";
import { oddMetric } from "../sources/metrics/oddMetric";
import { progressOf } from "../sources/metrics/stepLog";
import { crossingValue, isBeyond, updateThreshold, valueOf } from "./threshold";
import type { RuleOf, WatchRule } from "./watchRule";

/** The news of a run, by one of its rules. */
export type RuleNews =
  | { readonly kind: "ended" }
  | { readonly kind: "crossed"; readonly line: RuleOf<"crosses"> }
  | { readonly kind: "broken" | "improved"; readonly metric: MetricValue }
  | { readonly kind: "stalled"; readonly since: number };

interface Judged {
  /** With what was seen now. */
  readonly rule: WatchRule;
  readonly news?: RuleNews;
}

const MINUTE = 60_000;
/** A loss has a new best with each look: the user is told of the last one in so long a time. */
const QUIET_MS = 10 * MINUTE;

/** Looks at a run's state by a rule. `now` is in ms since the epoch. */
export function judgeRule(rule: WatchRule, state: RunState, now: number): Judged {
  switch (rule.kind) {
    case "ends":
      return state.isFinal ? { rule, news: { kind: "ended" } } : { rule };
    case "fails":
      return state.isFinal && !state.isSuccess ? { rule, news: { kind: "ended" } } : { rule };
    case "crosses":
      return judgeLine(rule, state);
    case "breaks":
      return judgeNumbers(rule, state);
    case "improves":
      return judgeBest(rule, state, now);
    case "stalls":
      return judgeSteps(rule, state, now);
  }
}

/** A crossed threshold is news once. */
function judgeLine(line: RuleOf<"crosses">, state: RunState): Judged {
  const value = valueOf(state, line.metric);
  const isBehind = (value !== undefined && isBeyond(line, value)) || crossingValue(line, state) !== undefined;
  const isNews = isBehind && !line.isTold;
  const rule = { ...updateThreshold(line, state), isTold: line.isTold || isBehind };
  return isNews ? { rule, news: { kind: "crossed", line: rule } } : { rule };
}

/** Once for all metrics, and again when they have been numbers in between. */
function judgeNumbers(before: RuleOf<"breaks">, { metrics }: RunState): Judged {
  const odd = oddMetric(metrics);
  const rule = { ...before, isTold: odd !== undefined };
  return odd === undefined || before.isTold ? { rule } : { rule, news: { kind: "broken", metric: odd } };
}

/** The first value that is seen is what others have to be better than. */
function judgeBest(before: RuleOf<"improves">, { metrics }: RunState, now: number): Judged {
  const { metric: key, direction, toldAt = -Infinity } = before;
  const value = bestOf(
    metrics.find((metric) => metric.key === key),
    direction,
  );
  const isNew = value !== undefined && isBetter(value, before.best, direction);
  const rule = isNew ? { ...before, best: value, isUntold: before.isUntold || before.best !== undefined } : before;
  return rule.isUntold && rule.best !== undefined && now - toldAt >= QUIET_MS
    ? {
        rule: { ...rule, toldAt: now, isUntold: false },
        news: { kind: "improved", metric: { key, value: rule.best } },
      }
    : { rule };
}

function bestOf(metric: MetricValue | undefined, direction: "lower" | "higher"): number | undefined {
  const value = (direction === "lower" ? metric?.min : metric?.max) ?? metric?.value;
  return Number.isFinite(value) ? value : undefined;
}

function isBetter(value: number, best: number | undefined, direction: "lower" | "higher"): boolean {
  return best === undefined || (direction === "lower" ? value < best : value > best);
}

/** A run that is paused makes no steps, and is not stuck. */
function judgeSteps(before: RuleOf<"stalls">, { metrics, status }: RunState, now: number): Judged {
  const { kind, minutes } = before;
  if (status !== "running") {
    return { rule: { kind, minutes, isTold: false } };
  }
  const progress = progressOf(metrics);
  if (before.progress !== progress || before.since === undefined) {
    return { rule: { kind, minutes, progress, since: now, isTold: false } };
  }
  const isNews = !before.isTold && now - before.since >= minutes * MINUTE;
  return isNews
    ? { rule: { ...before, isTold: true }, news: { kind: "stalled", since: before.since } }
    : { rule: before };
}
