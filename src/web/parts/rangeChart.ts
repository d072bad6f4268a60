import { formatMetric } from "../../text/formatNumbers";
import type { BarColors, ChartSurface } from "./barShapes";
import { chartColors, drawBar, withAlpha } from "./barShapes";
import { drawnParts, rangeScale, shortLabel } from "./rangeScale";
import type { RangeBar } from "./rangeScale";
import { isHighContrast, themeFont } from "./theme";

export interface RangeChartOptions {
  readonly bars: readonly RangeBar[];
  /** Puts names beside the bars and numbers below them. */
  readonly hasAxes: boolean;
}

/** Where the bars are, in pixels of the surface. */
interface BarArea {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly placeOf: (value: number) => number;
}

const FONT_SIZE = 11;
const LABEL_GAP = 8;
/** Half of the largest mark, and some room. */
const MARK_ROOM = 7;
const AXIS_HEIGHT = 20;
const MEAN_HEIGHT = 12;
const LATEST_RADIUS = 4.5;
const BEST_RADIUS = 6.5;

export function drawRangeChart(surface: ChartSurface, { bars, hasAxes }: RangeChartOptions): void {
  const { brush } = surface;
  const colors = chartColors();
  brush.save();
  brush.font = `${FONT_SIZE}px ${themeFont()}`;
  const labels = hasAxes ? bars.map(({ label }) => shortLabel(label)) : [];
  const scale = rangeScale(bars, hasAxes);
  const area = areaOf(surface, labels, scale ?? { min: 0, max: 1 });
  const middleOf = (index: number) => area.top + ((index + 0.5) * (area.bottom - area.top)) / bars.length;
  drawTicks(brush, area, scale?.ticks ?? [], colors);
  drawLabels(brush, labels, { right: area.left - LABEL_GAP, middleOf, color: colors.text });
  bars.forEach((bar, index) => drawOne(brush, bar, { middle: middleOf(index), area, colors }));
  brush.restore();
}

function areaOf(
  { brush, width, height }: ChartSurface,
  labels: readonly string[],
  { min, max }: { readonly min: number; readonly max: number },
): BarArea {
  const longest = Math.max(0, ...labels.map((label) => brush.measureText(label).width));
  const left = labels.length === 0 ? MARK_ROOM : Math.ceil(longest) + LABEL_GAP;
  const right = width - MARK_ROOM - (labels.length === 0 ? 0 : LABEL_GAP);
  const placeOf = (value: number) => left + ((value - min) / (max - min)) * (right - left);
  return { left, right, top: 0, bottom: labels.length === 0 ? height : height - AXIS_HEIGHT, placeOf };
}

function drawTicks(
  brush: CanvasRenderingContext2D,
  { top, bottom, right, placeOf }: BarArea,
  ticks: readonly number[],
  { text, grid }: BarColors,
): void {
  brush.textBaseline = "top";
  brush.textAlign = "center";
  for (const tick of ticks) {
    const left = Math.round(placeOf(tick)) + 0.5;
    brush.strokeStyle = grid;
    brush.lineWidth = 1;
    brush.beginPath();
    brush.moveTo(left, top);
    brush.lineTo(left, bottom);
    brush.stroke();
    brush.fillStyle = text;
    const words = formatMetric(tick);
    const half = brush.measureText(words).width / 2;
    brush.fillText(words, Math.min(left, right + MARK_ROOM + LABEL_GAP - half), bottom + 5);
  }
}

function drawLabels(
  brush: CanvasRenderingContext2D,
  labels: readonly string[],
  place: { readonly right: number; readonly middleOf: (index: number) => number; readonly color: string },
): void {
  brush.textBaseline = "middle";
  brush.textAlign = "right";
  brush.fillStyle = place.color;
  labels.forEach((label, index) => brush.fillText(label, place.right, place.middleOf(index)));
}

interface BarPlace {
  readonly middle: number;
  readonly area: BarArea;
  readonly colors: BarColors;
}

function drawOne(brush: CanvasRenderingContext2D, bar: RangeBar, { middle, area, colors }: BarPlace): void {
  const color = bar.isBest === true ? colors.best : colors.range;
  const { bar: span, mean, latest } = drawnParts(bar);
  if (span !== undefined) {
    const look = isHighContrast() ? { border: color } : { fill: withAlpha(color) };
    drawBar(brush, { from: area.placeOf(span.from), to: area.placeOf(span.to), middle }, look);
  }
  if (mean !== undefined) {
    brush.fillStyle = colors.text;
    brush.fillRect(area.placeOf(mean) - 1, middle - MEAN_HEIGHT / 2, 2, MEAN_HEIGHT);
  }
  if (latest !== undefined) {
    drawLatest(brush, { left: area.placeOf(latest), middle }, { isBest: bar.isBest === true, color, colors });
  }
}

/** A dot, and a diamond for the best. */
function drawLatest(
  brush: CanvasRenderingContext2D,
  { left, middle }: { readonly left: number; readonly middle: number },
  { isBest, color, colors }: { readonly isBest: boolean; readonly color: string; readonly colors: BarColors },
): void {
  brush.beginPath();
  if (isBest) {
    brush.moveTo(left, middle - BEST_RADIUS);
    brush.lineTo(left + BEST_RADIUS, middle);
    brush.lineTo(left, middle + BEST_RADIUS);
    brush.lineTo(left - BEST_RADIUS, middle);
    brush.closePath();
  } else {
    brush.arc(left, middle, LATEST_RADIUS, 0, 2 * Math.PI);
  }
  brush.fillStyle = color;
  brush.strokeStyle = colors.background;
  brush.lineWidth = 1.5;
  brush.fill();
  brush.stroke();
}
