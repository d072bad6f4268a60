import { greatestOf, leastOf } from "../../text/extremes";
import type { ChartConfiguration } from "chart.js";
import { BarController, BarElement, CategoryScale, Chart } from "chart.js";
import { LinearScale, LineController, LineElement, PointElement } from "chart.js";
import { formatMetric } from "../../text/formatNumbers";
import { isHighContrast, themeColor, themeFont } from "./theme";
import { defined } from "../../text/defined";

Chart.register(BarController, BarElement, LineController, LineElement, PointElement, CategoryScale, LinearScale);

/** A bar from the least to the greatest value, with a dot at the latest and a line at the mean. */
export interface RangeBar {
  readonly label: string;
  readonly min?: number;
  readonly max?: number;
  readonly latest?: number;
  readonly mean?: number;
  readonly isBest?: boolean;
}

export interface RangeChartOptions {
  readonly bars: readonly RangeBar[];
  /** Puts names beside the bars and numbers below them. */
  readonly hasAxes: boolean;
  /** Pixels a pixel of the page; the screen's when absent. */
  readonly pixelRatio?: number;
}

type RangeConfig = ChartConfiguration<"bar" | "line", ([number, number] | number | null)[], string>;

const LONGEST_LABEL = 24;
const LONGEST_START = 9;
const FONT_SIZE = 11;

export function drawRangeChart(canvas: HTMLCanvasElement, options: RangeChartOptions): Chart {
  return new Chart(canvas, configOf(options));
}

function configOf({ bars, hasAxes, pixelRatio }: RangeChartOptions): RangeConfig {
  return {
    type: "bar",
    data: { labels: bars.map(({ label }) => shorten(label)), datasets: datasetsOf(bars) },
    options: {
      indexAxis: "y",
      responsive: pixelRatio === undefined,
      maintainAspectRatio: false,
      animation: false,
      events: [],
      ...defined({ devicePixelRatio: pixelRatio }),
      layout: hasAxes ? { padding: { right: 8, top: 2 } } : { autoPadding: false, padding: { left: 7, right: 7 } },
      clip: false,
      scales: scalesOf(bars, hasAxes),
    },
  };
}

function datasetsOf(bars: readonly RangeBar[]): RangeConfig["data"]["datasets"] {
  const colors = chartColors();
  const marked = (of: (bar: RangeBar) => number | undefined) => bars.map((bar) => finite(of(bar)) ?? null);
  const colorOf = ({ isBest }: RangeBar) => (isBest === true ? colors.best : colors.range);
  return [
    { type: "line", showLine: false, data: marked(({ latest }) => latest), ...latestMark(bars, colors) },
    {
      type: "line",
      showLine: false,
      data: marked(({ mean }) => mean),
      pointStyle: "line",
      pointRotation: 90,
      pointRadius: 6,
      pointBorderWidth: 2,
      pointBorderColor: colors.text,
    },
    {
      type: "bar",
      data: bars.map(({ min, max, latest }) => spanOf(min, max, latest)),
      barThickness: 8,
      minBarLength: 2,
      borderRadius: 4,
      borderSkipped: false,
      backgroundColor: bars.map((bar) => (isHighContrast() ? "transparent" : withAlpha(colorOf(bar)))),
      borderColor: bars.map(colorOf),
      borderWidth: isHighContrast() ? 1 : 0,
    },
  ];
}

function latestMark(bars: readonly RangeBar[], colors: ReturnType<typeof chartColors>) {
  const fills = bars.map(({ isBest }) => (isBest === true ? colors.best : colors.range));
  return {
    pointStyle: bars.map(({ isBest }) => (isBest === true ? "rectRot" : "circle")),
    pointRadius: bars.map(({ isBest }) => (isBest === true ? 6.5 : 4.5)),
    pointBackgroundColor: fills,
    pointBorderColor: colors.background,
    pointBorderWidth: 1.5,
    clip: false,
  } as const;
}

function scalesOf(
  bars: readonly RangeBar[],
  hasAxes: boolean,
): NonNullable<NonNullable<RangeConfig["options"]>["scales"]> {
  const colors = chartColors();
  const font = { family: themeFont(), size: FONT_SIZE };
  const ticks = { color: colors.text, font, maxRotation: 0 };
  const ends = bars.flatMap(({ min, max, latest, mean }) => [min, max, latest, mean].map(finite).filter(isNumber));
  const [low, high] = [leastOf(ends), greatestOf(ends)];
  const tight = ends.length > 0 && low < high && !hasAxes ? { min: low, max: high } : {};
  return {
    x: {
      display: hasAxes,
      grace: hasAxes ? "4%" : 0,
      ...tight,
      beginAtZero: false,
      border: { display: false },
      grid: { color: colors.grid, drawTicks: false },
      ticks: { ...ticks, maxTicksLimit: 5, callback: (value) => formatMetric(Number(value)) },
    },
    y: { display: hasAxes, border: { display: false }, grid: { display: false }, ticks: { ...ticks, autoSkip: false } },
  };
}

export function chartColors() {
  const isHigh = isHighContrast();
  const text = themeColor("foreground", "#888888");
  return {
    text,
    range: isHigh ? text : themeColor("charts.blue", "#3794ff"),
    best: isHigh ? themeColor("charts.yellow", "#ffff00") : themeColor("charts.green", "#388a34"),
    background: themeColor("editor.background", "#1f1f1f"),
    grid: isHigh ? themeColor("contrastBorder", "#6fc3df") : withAlpha(text, "22"),
  };
}

function spanOf(min: number | undefined, max: number | undefined, latest: number | undefined): [number, number] | null {
  const [from, to] = [finite(min ?? latest), finite(max ?? latest)];
  return from === undefined || to === undefined ? null : [from, to];
}

/** Themes give colours as `#rrggbb` or `rgb(…)`; only the former can be thinned here. */
function withAlpha(color: string, alpha = "59"): string {
  return /^#[\da-f]{6}$/i.test(color) ? color + alpha : color;
}

/** Names of things that are compared often differ at their ends alone. */
function shorten(label: string): string {
  if (label.length <= LONGEST_LABEL) {
    return label;
  }
  const [start, end] = [label.slice(0, LONGEST_START), label.slice(1 + LONGEST_START - LONGEST_LABEL)];
  return `${start.toWellFormed()}…${end.toWellFormed()}`;
}

function finite(value: number | undefined): number | undefined {
  return value !== undefined && Number.isFinite(value) ? value : undefined;
}

function isNumber(value: number | undefined): value is number {
  return value !== undefined;
}
