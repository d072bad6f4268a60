import type { MetricDirection } from "../../sources/contract/panelContent";
import { metricDirection } from "../../sources/metrics/metricDirection";
import { plainLabel } from "../../text/plainText";

export interface PickedMetric {
  /** Undefined where the choice is taken back. */
  readonly metric: string | undefined;
  /** Undefined where the name does not tell, and the user did not say. */
  readonly direction: MetricDirection | undefined;
}

/** An item of the list of metrics; one without `pick` only tells something. */
export interface MetricItem {
  readonly label: string;
  readonly description: string;
  readonly alwaysShow: boolean;
  readonly pick?: PickedMetric;
  /** The same metric, its values the other way around. */
  readonly turned?: PickedMetric;
}

interface ListedMetrics {
  readonly names: readonly string[];
  readonly isListed: boolean;
  /** Why they could not be listed. */
  readonly failure: string | undefined;
  readonly typed: string;
  readonly isRanking: boolean;
  readonly current: string | undefined;
  readonly none: string | undefined;
}

/** The metrics that can be chosen; what was typed, unless it is one of them; and why there are none. */
export function metricItems(list: ListedMetrics): readonly MetricItem[] {
  const { names, typed, none, current, isRanking } = list;
  const back = none === undefined ? [] : [backItem(none, current)];
  const named = names.map((name) => metricItem(name, { isRanking, isCurrent: name === current }));
  return [...back, ...named, ...typedItems(names, typed, isRanking), ...stateItems(list)];
}

function backItem(none: string, current: string | undefined): MetricItem {
  const pick = { metric: undefined, direction: undefined };
  return { label: none, description: current === undefined ? "shown now" : "", alwaysShow: false, pick };
}

function metricItem(metric: string, look: { readonly isRanking: boolean; readonly isCurrent: boolean }): MetricItem {
  const label = plainLabel(metric);
  const direction = look.isRanking ? metricDirection(metric) : undefined;
  const item = { label, alwaysShow: false, pick: { metric, direction } };
  if (!look.isRanking) {
    return { ...item, description: look.isCurrent ? "shown now" : "" };
  }
  if (direction === undefined) {
    return { ...item, description: "lowest or highest first?" };
  }
  const isLower = direction === "lower";
  const turned = { metric, direction: isLower ? "higher" : "lower" } as const;
  return { ...item, description: isLower ? "lowest first" : "highest first", turned };
}

function typedItems(names: readonly string[], typed: string, isRanking: boolean): readonly MetricItem[] {
  if (typed === "" || names.includes(typed)) {
    return [];
  }
  const item = metricItem(typed, { isRanking, isCurrent: false });
  return [{ ...item, label: `$(edit) ${item.label}`, description: "a metric by its name", alwaysShow: true }];
}

function stateItems({ names, isListed, failure }: ListedMetrics): readonly MetricItem[] {
  if (failure !== undefined) {
    return [{ label: "$(warning) Could not list the metrics", description: `${failure}; type one`, alwaysShow: true }];
  }
  return isListed && names.length === 0
    ? [{ label: "$(info) No metrics are known", description: "type one", alwaysShow: true }]
    : [];
}
