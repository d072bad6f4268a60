import { formatMetric } from "../../sources/formatNumbers";
import type { RangeBar } from "../parts/rangeChart";
import type { ComparedMetric } from "./comparison";

export function barsOf({ ranges, best }: ComparedMetric, titles: readonly string[]): readonly RangeBar[] {
  return ranges.map((range, index) => {
    const { min, max, latest, mean } = range ?? {};
    return {
      label: titles[index] ?? "",
      isBest: best.includes(index),
      ...(min === undefined ? {} : { min }),
      ...(max === undefined ? {} : { max }),
      ...(latest === undefined ? {} : { latest }),
      ...(mean === undefined ? {} : { mean }),
    };
  });
}

/** What a chart shows, for those who do not see it. */
export function metricWords(metric: ComparedMetric, titles: readonly string[]): string {
  const runs = barsOf(metric, titles).map(({ label, latest, min, max, isBest }) => {
    const parts = Object.entries({ latest, min, max }).flatMap(([name, value]) =>
      value === undefined ? [] : [`${name} ${formatMetric(value)}`],
    );
    return `${label}: ${parts.length === 0 ? "no values" : parts.join(", ")}${isBest === true ? " (best)" : ""}`;
  });
  return `${metric.key}. ${runs.join("; ")}`;
}

export function directionWords({ direction }: ComparedMetric): string {
  return direction === undefined ? "" : `${direction} is better`;
}
