import type { ChartCurve } from "./model/chartModel";
import { marksOf } from "./model/chartModel";
import type { CurveLine } from "./model/curveLine";
import type { PlotArea } from "./linePath";
import { projectionOf, stretchInSight } from "./linePath";

interface MarkColors {
  readonly background: string;
  readonly colorOf: (curve: ChartCurve) => string;
}

const LAST_RADIUS = 3;
const BEST_RADIUS = 5;
const BROKEN_SIZE = 4;

/** Marks the last value, the best one, and where values are that have no place: NaN and −∞ at the bottom, ∞ at the top. */
export function drawMarks(
  brush: CanvasRenderingContext2D,
  curves: readonly ChartCurve[],
  area: PlotArea,
  { background, colorOf }: MarkColors,
): void {
  const { toX, toY } = projectionOf(area);
  brush.save();
  brush.lineWidth = devicePixelRatio;
  for (const curve of curves) {
    const { line } = curve;
    if (line === undefined) {
      continue;
    }
    brush.fillStyle = colorOf(curve);
    brush.strokeStyle = background;
    const mark = (place: number, values: Float64Array, draw: (left: number, top: number) => void) => {
      const [left, top] = [toX(line.x[place] ?? NaN), toY(values[place] ?? NaN)];
      const isInSight = left >= area.left - 1 && left <= area.left + area.width + 1 && Number.isFinite(top);
      if (place >= 0 && isInSight) {
        draw(left, top);
        brush.fill();
        brush.stroke();
      }
    };
    const { best, last } = marksOf(curve);
    mark(last, line.shown, (left, top) => drawDot(brush, left, top));
    mark(best, line.y, (left, top) => drawDiamond(brush, left, top));
    drawBroken(brush, line, area);
  }
  brush.restore();
}

function drawDot(brush: CanvasRenderingContext2D, left: number, top: number): void {
  brush.beginPath();
  brush.arc(left, top, LAST_RADIUS * devicePixelRatio, 0, 2 * Math.PI);
}

function drawDiamond(brush: CanvasRenderingContext2D, left: number, top: number): void {
  const radius = BEST_RADIUS * devicePixelRatio;
  brush.beginPath();
  brush.moveTo(left, top - radius);
  brush.lineTo(left + radius, top);
  brush.lineTo(left, top + radius);
  brush.lineTo(left - radius, top);
  brush.closePath();
}

/** No more marks than there is room for: a run that has diverged may have logged NaN ten thousand times. */
function drawBroken(brush: CanvasRenderingContext2D, { x, y }: CurveLine, area: PlotArea): void {
  const { toX } = projectionOf(area);
  const { from, to } = stretchInSight(x, area.x);
  let next = area.left - 1;
  for (let place = from; place < to; place++) {
    const value = y[place] ?? 0;
    const left = Number.isFinite(value) ? NaN : toX(x[place] ?? NaN);
    if (left >= next && left <= area.left + area.width + 1) {
      next = left + 3 * BROKEN_SIZE * devicePixelRatio;
      drawTriangle(brush, left, area, value);
    }
  }
}

/** Points to where the value would be; for NaN it is empty. */
function drawTriangle(brush: CanvasRenderingContext2D, left: number, { top, height }: PlotArea, value: number): void {
  const size = BROKEN_SIZE * devicePixelRatio;
  const [base, tip] = value > 0 ? [top + 2 * size, top] : [top + height - 2 * size, top + height];
  brush.save();
  brush.beginPath();
  brush.moveTo(left - size, base);
  brush.lineTo(left + size, base);
  brush.lineTo(left, tip);
  brush.closePath();
  if (Number.isNaN(value)) {
    brush.strokeStyle = brush.fillStyle;
    brush.lineWidth = 1.5 * devicePixelRatio;
  } else {
    brush.fill();
  }
  brush.stroke();
  brush.restore();
}
