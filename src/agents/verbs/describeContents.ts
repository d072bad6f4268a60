import type { Entry } from "../../sources/contract/entry";
import type { MetricRange, PanelContent } from "../../sources/contract/panelContent";
import { greatestOf, leastOf } from "../../text/extremes";
import { metricDirection } from "../../sources/metrics/metricDirection";
import type { AnswerPart } from "../answer/answer";
import { cell } from "../answer/shownText";

const MOST_VALUES = 8;
const LONGEST_VALUE = 40;

/** How many have something, and which values it takes. */
interface Tally {
  count: number;
  readonly values: Map<string, number>;
}

/** Sums up what some entries have. */
export function describeContents(
  rows: readonly Entry[],
  contents: ReadonlyMap<string, PanelContent>,
  { hasStatuses }: { readonly hasStatuses: boolean },
): readonly AnswerPart[] {
  const all = [...contents.values()];
  const kinds = tallyOf(rows.map(({ spoken }) => ({ key: spoken, value: "" })));
  const tags = tallyOf(all.flatMap((content) => content.tags));
  const params = tallyOf(all.flatMap((content) => content.params));
  return [
    tallyPart(hasStatuses ? "kinds of those counted" : "kinds", "kind | how many", kinds),
    tallyPart("tags", "tag | how many have it | values (how often)", tags),
    metricPart(all.flatMap((content) => content.metrics)),
    tallyPart("parameters", "parameter | how many have it | values (how often) or range", params),
  ].filter(({ lines }) => lines.length > 0);
}

function tallyOf(pairs: readonly { readonly key: string; readonly value: string }[]): ReadonlyMap<string, Tally> {
  const all = new Map<string, Tally>();
  for (const { key, value } of pairs) {
    const tally = all.get(key) ?? { count: 0, values: new Map<string, number>() };
    tally.count += 1;
    tally.values.set(value, (tally.values.get(value) ?? 0) + 1);
    all.set(key, tally);
  }
  return all;
}

function tallyPart(title: string, head: string, tallies: ReadonlyMap<string, Tally>): AnswerPart {
  const sorted = [...tallies].sort(([, one], [, other]) => other.count - one.count);
  const lines = sorted.map(([key, { count, values }]) => {
    const text = valuesText(values);
    return [cell(key), String(count), ...(text === "" ? [] : [text])].join(" | ");
  });
  return { title, head, lines, noun: title };
}

function valuesText(values: ReadonlyMap<string, number>): string {
  const named = [...values].filter(([value]) => value !== "");
  const numbers = named.map(([value]) => Number(value));
  if (named.length > MOST_VALUES && numbers.every(Number.isFinite)) {
    return `${leastOf(numbers)} to ${greatestOf(numbers)}, ${named.length} values`;
  }
  const shown = named.sort(([, one], [, other]) => other - one).slice(0, MOST_VALUES);
  const rest = named.length > MOST_VALUES ? `, ${named.length - MOST_VALUES} more values` : "";
  return shown.map(([value, count]) => `${cell(value, LONGEST_VALUE)} (${count})`).join(", ") + rest;
}

function metricPart(metrics: readonly MetricRange[]): AnswerPart {
  const byKey = new Map<string, MetricRange[]>();
  for (const metric of metrics) {
    const known = byKey.get(metric.key);
    if (known === undefined) {
      byKey.set(metric.key, [metric]);
    } else {
      known.push(metric);
    }
  }
  const sorted = [...byKey].sort(([, one], [, other]) => other.length - one.length);
  const lines = sorted.map(([key, ranges]) => {
    const latest = ranges.flatMap((range) => range.latest ?? range.mean ?? []).filter(Number.isFinite);
    const better = ranges[0]?.direction ?? metricDirection(key) ?? "";
    const range = latest.length === 0 ? "" : `${leastOf(latest)} to ${greatestOf(latest)}`;
    return [cell(key), String(ranges.length), range, better].join(" | ");
  });
  const head = "metric | how many have it | latest values, from to | better";
  return { title: "metrics", head, lines, noun: "metrics" };
}
