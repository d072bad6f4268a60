import { chartColors, drawRangeChart } from "../parts/rangeChart";
import { themeFont } from "../parts/theme";
import type { ComparedMetric } from "./comparison";
import { barsOf, directionWords } from "./metricBars";

const SCALE = 2;
const WIDTH = 460;
const GAP = 24;
const TITLE = 24;
const ROW = 22;
const AXIS = 30;

/** All charts on one PNG, as a data URL, in the colours of the theme. */
export function drawPicture(metrics: readonly ComparedMetric[], titles: readonly string[]): string {
  const columns = Math.min(2, metrics.length);
  const height = titles.length * ROW + AXIS;
  const step = TITLE + height + GAP;
  const canvas = document.createElement("canvas");
  canvas.width = SCALE * (GAP + columns * (WIDTH + GAP));
  canvas.height = SCALE * (GAP + Math.ceil(metrics.length / columns) * step);
  const brush = canvas.getContext("2d");
  if (brush === null) {
    return "";
  }
  const colors = chartColors();
  brush.scale(SCALE, SCALE);
  brush.fillStyle = colors.background;
  brush.fillRect(0, 0, canvas.width, canvas.height);
  brush.fillStyle = colors.text;
  brush.font = `600 13px ${themeFont()}`;
  for (const [index, metric] of metrics.entries()) {
    const [left, top] = [GAP + (index % columns) * (WIDTH + GAP), GAP + Math.floor(index / columns) * step];
    const words = directionWords(metric);
    brush.fillText(`${metric.key}${words === "" ? "" : `  (${words})`}`, left, top + 13, WIDTH);
    brush.drawImage(chartOf(metric, titles, height), left, top + TITLE, WIDTH, height);
  }
  return canvas.toDataURL("image/png");
}

function chartOf(metric: ComparedMetric, titles: readonly string[], height: number): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.width = WIDTH;
  canvas.height = height;
  drawRangeChart(canvas, { bars: barsOf(metric, titles), hasAxes: true, pixelRatio: SCALE });
  return canvas;
}
