import { chartColors } from "../parts/barShapes";
import { drawRangeChart } from "../parts/rangeChart";
import { themeFont } from "../parts/theme";
import type { ComparedMetric } from "./comparison";
import { barsOf } from "./metricBars";
import { directionWords } from "./metricWords";
import { CHART_WIDTH, GAP, pictureLayout } from "./pictureLayout";
import { cutMiddle } from "../../text/cutText";

const TITLE = 24;
const ROW = 22;
const AXIS = 30;
const LONGEST_TITLE = 60;

/** Drawn at once, before the page gets to show what else happens. */
const AT_ONCE = 8;

/** All charts on one PNG, as a data URL, in the colours of the theme. Undefined when they are too many for one. */
export async function drawPicture(
  metrics: readonly ComparedMetric[],
  labels: readonly string[],
): Promise<string | undefined> {
  const height = labels.length * ROW + AXIS;
  const layout = pictureLayout(metrics.length, TITLE + height);
  const canvas = document.createElement("canvas");
  const brush = canvas.getContext("2d");
  if (layout === undefined || brush === null) {
    return undefined;
  }
  const { columns, scale, step } = layout;
  canvas.width = Math.floor(scale * layout.width);
  canvas.height = Math.floor(scale * layout.height);
  const colors = chartColors();
  brush.scale(scale, scale);
  brush.fillStyle = colors.background;
  brush.fillRect(0, 0, layout.width, layout.height);
  brush.fillStyle = colors.text;
  brush.font = `600 13px ${themeFont()}`;
  for (const [index, metric] of metrics.entries()) {
    const [left, top] = [GAP + (index % columns) * step.x, GAP + Math.floor(index / columns) * step.y];
    brush.fillText(titleOf(metric), left, top + 13, CHART_WIDTH);
    drawChart(brush, metric, { labels, left, top: top + TITLE, height });
    if (index % AT_ONCE === 0) {
      await new Promise((resolve) => setTimeout(resolve));
    }
  }
  return await pngOf(canvas);
}

/** As a data URL; undefined when the browser can't make one of so much. */
async function pngOf(canvas: HTMLCanvasElement): Promise<string | undefined> {
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
  if (blob === null) {
    return undefined;
  }
  return await new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(typeof reader.result === "string" ? reader.result : undefined);
    reader.onerror = () => resolve(undefined);
    reader.readAsDataURL(blob);
  });
}

function titleOf(metric: ComparedMetric): string {
  const words = directionWords(metric);
  return `${cutMiddle(metric.key, LONGEST_TITLE)}${words === "" ? "" : `  (${words})`}`;
}

interface ChartPlace {
  readonly labels: readonly string[];
  readonly left: number;
  readonly top: number;
  readonly height: number;
}

function drawChart(
  brush: CanvasRenderingContext2D,
  metric: ComparedMetric,
  { labels, left, top, height }: ChartPlace,
): void {
  brush.save();
  brush.translate(left, top);
  drawRangeChart({ brush, width: CHART_WIDTH, height }, { bars: barsOf(metric, labels), hasAxes: true });
  brush.restore();
}
