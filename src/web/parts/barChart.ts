import type { ChartConfiguration } from "chart.js";
import { BarController, BarElement, CategoryScale, Chart, LinearScale } from "chart.js";
import { chartColors } from "./rangeChart";
import { isHighContrast } from "./theme";

Chart.register(BarController, BarElement, CategoryScale, LinearScale);

/** One number as a bar from zero, on an axis from `low` to `high` that other bars share. */
export interface BarChartOptions {
  readonly value: number;
  /** At most 0. */
  readonly low: number;
  /** At least 0. */
  readonly high: number;
}

const LOOKS = { barThickness: 8, borderRadius: 4, borderSkipped: false, grouped: false } as const;

export function drawBarChart(canvas: HTMLCanvasElement, options: BarChartOptions): Chart {
  return new Chart(canvas, configOf(options));
}

function configOf({
  value,
  low,
  high,
}: BarChartOptions): ChartConfiguration<"bar", (number | [number, number])[], string> {
  const colors = chartColors();
  const track = isHighContrast()
    ? { backgroundColor: "transparent", borderColor: colors.grid, borderWidth: 1 }
    : { backgroundColor: colors.grid };
  return {
    type: "bar",
    data: {
      labels: [""],
      datasets: [
        { data: [value], minBarLength: 2, backgroundColor: colors.range, ...LOOKS },
        { data: [[low, high]], ...track, ...LOOKS },
      ],
    },
    options: {
      indexAxis: "y",
      maintainAspectRatio: false,
      animation: false,
      events: [],
      // The ends of bars are round, and would be cut at the very edge.
      layout: { autoPadding: false, padding: { left: 1, right: 2 } },
      clip: false,
      scales: { x: { display: false, min: low, max: high }, y: { display: false } },
    },
  };
}
