import type { QuickPickItem } from "vscode";
import { QuickPickItemKind } from "vscode";
import type { MetricValue } from "../../sources/contract/liveRuns";
import { metricDirection } from "../../sources/metrics/metricDirection";
import { formatMetric } from "../../text/formatNumbers";
import { plainLabel } from "../../text/plainText";
import { thresholdText } from "../../watch/threshold";
import type { WatchRule } from "../../watch/watchRule";
import { ruleKey } from "../../watch/watchRule";

/** A rule, or what is asked for to make one. */
export type RuleChoice =
  | { readonly rule: WatchRule }
  | { readonly asks: "minutes" | "name" }
  | { readonly asks: "line"; readonly metric: MetricValue };

export interface RuleItem extends QuickPickItem {
  /** Absent for a heading. */
  readonly choice?: RuleChoice;
}

export interface WatchSubject {
  readonly title: string;
  readonly metrics: readonly MetricValue[];
  /** The metric that says most. */
  readonly best?: MetricValue | undefined;
  /** The rules that hold; those of a new watch to begin with. */
  readonly current: readonly WatchRule[];
  /** True for all runs of a listing, of which some may fail and others not. */
  readonly isListing?: boolean;
}

/** More are found by their names. */
const MOST_METRICS = 60;

/** All that one can be notified of, the rules that hold ticked. */
export function ruleItems({ metrics, best, current, isListing = false }: WatchSubject): readonly RuleItem[] {
  const shown = [
    ...metrics.filter(({ key }) => key === best?.key),
    ...metrics.filter(({ key }) => key !== best?.key),
  ].slice(0, MOST_METRICS);
  const held = new Set(current.map(ruleKey));
  const one = (label: string, rule: WatchRule, description = ""): RuleItem => ({
    label,
    description,
    picked: held.has(ruleKey(rule)),
    choice: { rule },
  });
  const fails = one("$(error) A run fails", { kind: "fails" }, "or is killed");
  return [
    ...(isListing ? [fails] : []),
    one(isListing ? "$(bell) A run ends" : "$(bell) It ends", { kind: "ends" }),
    one("$(warning) A metric becomes NaN or infinite", { kind: "breaks", isTold: false }),
    ...current.flatMap((rule) => (rule.kind === "stalls" ? [one(stallLabel(`${rule.minutes} min`), rule)] : [])),
    { label: stallLabel("a while…"), choice: { asks: "minutes" } },
    ...bestItems(shown, one),
    ...lineItems(shown, current, one),
  ];
}

function stallLabel(time: string): string {
  return `$(watch) No step is made for ${time}`;
}

type MakeItem = (label: string, rule: WatchRule, description?: string) => RuleItem;

function bestItems(metrics: readonly MetricValue[], one: MakeItem): readonly RuleItem[] {
  const items = metrics.flatMap(({ key, value }) => {
    const direction = metricDirection(key);
    const rule = { kind: "improves", metric: key, direction: direction ?? "lower", isUntold: false } as const;
    const words = `${rule.direction} is better${value === undefined ? "" : ` · ${formatMetric(value)} now`}`;
    return direction === undefined ? [] : [one(`$(star) ${plainLabel(key)} has a new best`, rule, words)];
  });
  return items.length === 0 ? [] : [heading("A metric has a new best"), ...items];
}

function lineItems(metrics: readonly MetricValue[], current: readonly WatchRule[], one: MakeItem): readonly RuleItem[] {
  const held = current.flatMap((rule) =>
    rule.kind === "crosses" ? [one(`$(pulse) ${plainLabel(thresholdText(rule))}`, rule, "threshold")] : [],
  );
  const asked = metrics.map((metric) => ({
    label: `$(pulse) ${plainLabel(metric.key)} crosses a threshold…`,
    description: metric.value === undefined ? "no latest value" : `${formatMetric(metric.value)} now`,
    choice: { asks: "line", metric } as const,
  }));
  const byName = {
    label: "$(edit) A metric by its name crosses a threshold…",
    description: "one that has no value yet",
    choice: { asks: "name" } as const,
  };
  return [heading("A metric crosses a threshold"), ...held, ...asked, byName];
}

function heading(label: string): RuleItem {
  return { label, kind: QuickPickItemKind.Separator };
}
