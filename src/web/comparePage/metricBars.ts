import type { RangeBar } from "../parts/rangeScale";
import type { ComparedMetric } from "./comparison";
import { defined } from "../../text/defined";

/** A bar for each column, with what it is called. */
export function barsOf({ ranges, best }: ComparedMetric, labels: readonly string[]): readonly RangeBar[] {
  return ranges.map((range, index) => {
    const { min, max, latest, mean } = range ?? {};
    return {
      label: labels[index] ?? "",
      isBest: best.includes(index),
      ...defined({ min, max, latest, mean }),
    };
  });
}
