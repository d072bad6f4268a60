import type { ChartSurface } from "./barShapes";
import { chartColors, drawBar } from "./barShapes";
import { isHighContrast } from "./theme";

/** One number as a bar from zero, on an axis from `low` to `high` that other bars share. */
export interface BarChartOptions {
  readonly value: number;
  /** At most 0. */
  readonly low: number;
  /** At least 0. */
  readonly high: number;
}

/** The ends of bars are round, and would be cut at the very edge. */
const EDGE = 1;

export function drawBarChart({ brush, width, height }: ChartSurface, { value, low, high }: BarChartOptions): void {
  const { grid, range } = chartColors();
  const placeOf = (at: number) => EDGE + ((at - low) / (high - low)) * (width - 2 * EDGE);
  const middle = height / 2;
  drawBar(
    brush,
    { from: placeOf(low), to: placeOf(high), middle },
    isHighContrast() ? { border: grid } : { fill: grid },
  );
  drawBar(brush, { from: placeOf(0), to: placeOf(value), middle }, { fill: range });
}
