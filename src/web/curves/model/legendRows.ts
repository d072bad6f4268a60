import type { CurveLine } from "./curveLine";
import { nearestTo } from "./nearest";

/** The point of a curve below the crosshair. */
export interface LegendRow {
  /** The curve's place among those of the chart. */
  readonly index: number;
  readonly at: number;
  readonly x: number;
  /** As logged. */
  readonly value: number;
  /** As drawn. */
  readonly shown: number;
}

/** From the top down as the lines stand; what is no number comes last. `reach` is how far behind its end a line still says something. */
export function legendRows(
  lines: readonly (CurveLine | undefined)[],
  x: number,
  reach = Infinity,
): readonly LegendRow[] {
  const rows = lines.flatMap((line, index): LegendRow[] => {
    const at = line === undefined ? -1 : nearestTo(line.x, x, reach);
    return line === undefined || at < 0
      ? []
      : [{ index, at, x: line.x[at] ?? NaN, value: line.y[at] ?? NaN, shown: line.shown[at] ?? NaN }];
  });
  return rows.sort((one, other) => rankOf(one) - rankOf(other) || other.shown - one.shown || one.index - other.index);
}

function rankOf({ shown }: LegendRow): number {
  return Number.isNaN(shown) ? 1 : 0;
}

/** Where the nearest of the points stands: between points nothing was logged. */
export function placeNearest(rows: readonly LegendRow[], x: number): number {
  const places = rows.map((row) => row.x);
  const nearest = Math.min(...places.map((place) => Math.abs(place - x)));
  return places.find((place) => Math.abs(place - x) === nearest) ?? x;
}
