import * as v from "valibot";
import { formatMetric } from "../text/formatNumbers";
import { COMPARISON_SIGNS, thresholdText } from "./threshold";

const NUMBER = v.exactOptional(v.number());
export const ruleSchema = v.variant("kind", [
  v.object({ kind: v.literal("ends") }),
  v.object({ kind: v.literal("fails") }),
  v.object({
    kind: v.literal("crosses"),
    metric: v.string(),
    comparison: v.picklist(COMPARISON_SIGNS),
    bound: v.number(),
    start: NUMBER,
    isTold: v.boolean(),
  }),
  v.object({ kind: v.literal("breaks"), isTold: v.boolean() }),
  v.object({
    kind: v.literal("improves"),
    metric: v.string(),
    direction: v.picklist(["lower", "higher"]),
    best: NUMBER,
    toldAt: NUMBER,
    isUntold: v.boolean(),
  }),
  v.object({
    kind: v.literal("stalls"),
    minutes: v.pipe(v.number(), v.minValue(1)),
    progress: v.exactOptional(v.string()),
    since: NUMBER,
    isTold: v.boolean(),
  }),
]);

/**
 * The user is notified that a run ends, or ends badly; that a metric crosses a threshold, becomes NaN or infinite, or has a new best;
 * or that no step is made for some minutes. It holds what was seen and told of it so far; times are in ms since the epoch.
 */
export type WatchRule = v.InferOutput<typeof ruleSchema>;
export type RuleOf<K extends WatchRule["kind"]> = Extract<WatchRule, { kind: K }>;

/** Equal for rules that ask for the same, whatever was seen of them. */
export function ruleKey(rule: WatchRule): string {
  switch (rule.kind) {
    case "crosses":
      return `crosses ${thresholdText(rule)}`;
    case "improves":
      return `improves ${rule.direction} ${rule.metric}`;
    case "stalls":
      return `stalls ${rule.minutes}`;
    default:
      return rule.kind;
  }
}

/** The rules that were chosen, each with what was seen of it when it was chosen before. */
export function keepSeen(before: readonly WatchRule[], chosen: readonly WatchRule[]): readonly WatchRule[] {
  const known = new Map(before.map((rule) => [ruleKey(rule), rule]));
  return chosen.map((rule) => known.get(ruleKey(rule)) ?? rule);
}

/** In a list of what a run is watched for; nothing for its end, which goes without saying. */
export function ruleWords(rule: WatchRule): string {
  switch (rule.kind) {
    case "ends":
      return "";
    case "fails":
      return "failures alone";
    case "crosses":
      return `${rule.isTold ? "crossed" : "threshold"} ${thresholdText(rule)}`;
    case "breaks":
      return rule.isTold ? "NaN or infinite" : "NaN";
    case "improves":
      return `best ${rule.metric}${rule.best === undefined ? "" : ` ${formatMetric(rule.best)}`}`;
    case "stalls":
      return rule.isTold ? "makes no steps" : `no step for ${rule.minutes} min`;
  }
}
