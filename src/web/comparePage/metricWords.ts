import { greatestOf, leastOf } from "../../text/extremes";
import { formatMetric } from "../../text/formatNumbers";
import type { ComparedMetric } from "./comparison";
import { metricValue } from "./comparison";
import { cutMiddle } from "../../text/cutText";

const LONGEST_KEY = 100;
const MOST_NAMED = 4;
const PARTS = ["latest", "min", "max", "mean"] as const;

/** Words a chart for screen readers. */
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

/** Names the values that a chart has no place for: "lora-1: latest NaN; lora-2: max ∞". Empty when all have one. */
export function undrawnWords({ ranges }: Pick<ComparedMetric, "ranges">, labels: readonly string[]): string {
  const columns = ranges.flatMap((range, index) => {
    const parts = PARTS.flatMap((part) => {
      const value = range?.[part];
      return value === undefined || Number.isFinite(value) ? [] : [`${part} ${formatMetric(value)}`];
    });
    return parts.length === 0 ? [] : [`${labels[index] ?? ""}: ${parts.join(", ")}`];
  });
  const others = columns.length - MOST_NAMED;
  return `${columns.slice(0, MOST_NAMED).join("; ")}${others > 0 ? `; and ${others} more` : ""}`;
}

/** For a metric without a known best: "0.5 to 2, NaN"; of some alone: "0.9078, 1 of 6 runs". What is no finite number is out of order, and named last. */
export function extremeWords({ ranges }: Pick<ComparedMetric, "ranges">, noun: string): string {
  const values = ranges.map(metricValue).filter((value) => value !== undefined);
  const finite = values.filter(Number.isFinite);
  const [low, high] = [leastOf(finite), greatestOf(finite)];
  const ofFinite = low === high ? formatMetric(low) : `${formatMetric(low)} to ${formatMetric(high)}`;
  const others = new Set(values.filter((value) => !Number.isFinite(value)).map(formatMetric));
  const words = [...(finite.length === 0 ? [] : [ofFinite]), ...others];
  if (words.length === 0) {
    return "no values";
  }
  if (values.length < ranges.length) {
    return `${words.join(", ")}, ${values.length} of ${ranges.length} ${noun}`;
  }
  const areAlike = words.length === 1 && !(low < high);
  return `${areAlike ? "all " : ""}${words.join(", ")}`;
}
