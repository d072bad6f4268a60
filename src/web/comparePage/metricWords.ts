import { formatMetric } from "../../text/formatNumbers";
import type { ComparedMetric } from "./comparison";
import { cutMiddle } from "../../text/cutText";

const LONGEST_KEY = 100;
const PARTS = ["latest", "min", "max", "mean"] as const;

/** What a chart shows, for those who do not see it. */
export function metricWords({ key, ranges, best }: ComparedMetric, labels: readonly string[]): string {
  const columns = ranges.map((range, index) => {
    const parts = PARTS.flatMap((part) => {
      const value = range?.[part];
      return value === undefined ? [] : [`${part} ${formatMetric(value)}`];
    });
    const words = parts.length === 0 ? "no values" : parts.join(", ");
    return `${labels[index] ?? ""}: ${words}${best.includes(index) ? " (best)" : ""}`;
  });
  return `${cutMiddle(key, LONGEST_KEY)}. ${columns.join("; ")}`;
}

export function directionWords({ direction }: ComparedMetric): string {
  return direction === undefined ? "" : `${direction} is better`;
}
