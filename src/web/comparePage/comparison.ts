import { greatestOf, leastOf } from "../../text/extremes";
import type { MetricDirection, MetricRange, PanelContent } from "../../sources/contract/panelContent";
import { metricDirection } from "../../sources/metrics/metricDirection";
import { defined } from "../../text/defined";

/** A parameter over all columns; undefined where a column has none of the name. */
export interface ComparedParam {
  readonly key: string;
  readonly values: readonly (string | undefined)[];
  readonly isDifferent: boolean;
}

/** A metric over all columns; undefined where a column has none of the name. */
export interface ComparedMetric {
  readonly key: string;
  readonly ranges: readonly (MetricRange | undefined)[];
  /** True when any of the numbers that are shown differ. */
  readonly isDifferent: boolean;
  readonly direction?: MetricDirection;
  /** The columns with the best of the latest values; empty when none is known, or all are alike. */
  readonly best: readonly number[];
}

/** The parameters of all, those that differ first, and each part by name. Undefined for a column that has no content. */
export function compareParams(columns: readonly (PanelContent | undefined)[]): readonly ComparedParam[] {
  const all = columns.map((column) => new Map(column?.params.map(({ key, value }) => [key, value])));
  const params = keysOf(all).map((key): ComparedParam => {
    const values = all.map((params) => params.get(key));
    return { key, values, isDifferent: differ(values, columns) };
  });
  return params.sort((one, other) => Number(other.isDifferent) - Number(one.isDifferent) || byName(one.key, other.key));
}

/** The metrics of all: those of several columns, and of a known direction, first. */
export function compareMetrics(columns: readonly (PanelContent | undefined)[]): readonly ComparedMetric[] {
  const all = columns.map((column) => new Map(column?.metrics.map((metric) => [metric.key, metric])));
  const metrics = keysOf(all).map((key): ComparedMetric => {
    const ranges = all.map((ofColumn) => ofColumn.get(key));
    const direction = directionOf(key, ranges);
    return {
      key,
      ranges,
      isDifferent: differ(ranges.map(shownNumbers), columns),
      ...defined({ direction }),
      best: bestOf(ranges, direction),
    };
  });
  const isTelling = ({ ranges, direction }: ComparedMetric) =>
    Number(direction !== undefined) + 2 * Number(ranges.filter((range) => range !== undefined).length > 1);
  return metrics.sort((one, other) => isTelling(other) - isTelling(one) || byName(one.key, other.key));
}

/** Stands for a metric of a run where there is room for one number. It need not be the best. */
export function metricValue(range: MetricRange | undefined): number | undefined {
  return range?.latest ?? range?.mean;
}

/** Columns that could not be loaded do not count. */
function differ(values: readonly (string | undefined)[], columns: readonly (PanelContent | undefined)[]): boolean {
  return new Set(values.filter((_, index) => columns[index] !== undefined)).size > 1;
}

function shownNumbers(range: MetricRange | undefined): string | undefined {
  return range && [range.latest, range.min, range.max, range.mean].map(String).join();
}

/** Takes the systems' word where they agree; where they say nothing, the name tells. */
function directionOf(key: string, ranges: readonly (MetricRange | undefined)[]): MetricDirection | undefined {
  const said = new Set(ranges.flatMap((range) => range?.direction ?? []));
  const [direction] = said;
  return said.size === 0 ? metricDirection(key) : said.size === 1 ? direction : undefined;
}

function bestOf(
  ranges: readonly (MetricRange | undefined)[],
  direction: MetricDirection | undefined,
): readonly number[] {
  const hasLatest = ranges.some((range) => range?.latest !== undefined);
  // A mean is measured by means alone: a run that has diverged has no latest value, and is not the best by an earlier one.
  const values = ranges.map((range) => (hasLatest ? range?.latest : range?.mean));
  const known = values.filter((value): value is number => value !== undefined && Number.isFinite(value));
  if (direction === undefined || new Set(known).size < 2) {
    return [];
  }
  const best = direction === "lower" ? leastOf(known) : greatestOf(known);
  return values.flatMap((value, index) => (value === best ? [index] : []));
}

function keysOf(maps: readonly ReadonlyMap<string, unknown>[]): string[] {
  return [...new Set(maps.flatMap((map) => [...map.keys()]))];
}

function byName(one: string, other: string): number {
  return one.localeCompare(other, "en", { numeric: true });
}
