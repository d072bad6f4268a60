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

/** When a run is looked at, in ms since the epoch. */
export interface LookTimes {
  readonly now: number;
  /** The look before; absent where there was none in this window. */
  readonly before?: number | undefined;
}

/** Looks at a run's state by a rule. */
export function judgeRule(rule: WatchRule, state: RunState, times: LookTimes): Judged {
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
      return judgeBest(rule, state, times.now);
    case "stalls":
      return judgeSteps(rule, state, times);
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

/** The progress of a run that does not run. */
const PAUSED = "";

/** A run that is paused makes no steps, and is not stuck. One that was stuck before the first look has been so since its last step. */
function judgeSteps(before: RuleOf<"stalls">, state: RunState, times: LookTimes): Judged {
  const { kind, minutes } = before;
  if (state.status !== "running") {
    return { rule: { kind, minutes, progress: PAUSED, isTold: false } };
  }
  const progress = progressOf(state.metrics);
  const isSame = before.progress === progress;
  const since = (isSame ? before.since : undefined) ?? lastStepAt(before, state, times);
  const isTold = isSame && before.isTold;
  const rule = { kind, minutes, progress, since, isTold };
  return !isTold && times.now - since >= minutes * MINUTE
    ? { rule: { ...rule, isTold: true }, news: { kind: "stalled", since } }
    : { rule };
}

/** A step that was made since the look before is no older than that, whatever the clock of the machine says that logged it. */
function lastStepAt({ progress }: RuleOf<"stalls">, state: RunState, { now, before }: LookTimes): number {
  const told = progress === PAUSED ? now : (state.lastStepAt ?? now);
  const earliest = progress === undefined ? undefined : before;
  return Math.min(now, Math.max(told, earliest ?? told));
}
