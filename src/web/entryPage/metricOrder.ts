import type { MetricRange } from "../../sources/contract/panelContent";

export const METRIC_COLUMNS = ["key", "min", "mean", "latest", "max", "count"] as const;
export type MetricColumn = (typeof METRIC_COLUMNS)[number];

const KNOWN_COLUMNS = ["min", "mean", "max", "count"] as const;
export type KnownColumn = (typeof KNOWN_COLUMNS)[number];

/** The columns that some metric has a value for, besides its latest one: not every service tells all of them. */
export function knownColumns(metrics: readonly MetricRange[]): readonly KnownColumn[] {
  return KNOWN_COLUMNS.filter((column) => metrics.some((metric) => metric[column] !== undefined));
}

/** Numbers by their size; behind them, either way, what is NaN or infinite, and at the end what has no value. */
export function compareMetrics(
  one: MetricRange,
  other: MetricRange,
  { column, isDown }: { readonly column: MetricColumn; readonly isDown: boolean },
): number {
  const sign = isDown ? -1 : 1;
  if (column === "key") {
    return sign * one.key.localeCompare(other.key, "en", { numeric: true });
  }
  const [left, right] = [one[column], other[column]];
  return rankOf(left) - rankOf(right) || (rankOf(left) > 0 ? 0 : sign * ((left ?? 0) - (right ?? 0)));
}

function rankOf(value: number | undefined): number {
  return value === undefined ? 2 : Number(!Number.isFinite(value));
}
