import { thinnedIndexes } from "../../series/thinPoints";
import { firstAfter, firstFrom } from "./model/nearest";
import type { Span } from "./model/yScale";

/** Where a chart draws, in pixels of its canvas, and what it shows there. */
export interface PlotArea {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly x: Span;
  readonly y: Span;
  readonly isLog: boolean;
}

/** So many points are drawn at most for each pixel of the width: some two for each two, and gaps. */
const POINTS_OF_PIXEL = 2;

/** The way from places and values to pixels. What a logarithmic axis has no place for is NaN. */
export function projectionOf({ left, top, width, height, x, y, isLog }: PlotArea) {
  const scaled = isLog ? (value: number) => (value > 0 ? Math.log10(value) : NaN) : (value: number) => value;
  const [low, high] = [scaled(y.min), scaled(y.max)];
  return {
    toX: (place: number) => left + ((place - x.min) / (x.max - x.min)) * width,
    toY: (value: number) => top + (1 - (scaled(value) - low) / (high - low)) * height,
  };
}

/** The part of a line that is in sight, with the next point on either side. */
export function stretchInSight(
  column: Float64Array,
  { min, max }: Span,
): { readonly from: number; readonly to: number } {
  const from = Math.max(0, firstFrom(column, min) - 1);
  return { from, to: Math.min(column.length, firstAfter(column, max) + 1) };
}

interface DrawnLine {
  readonly path: Path2D;
  /** True when points stand closer than every two pixels: browsers draw many of them fast in thin lines alone. */
  readonly isDense: boolean;
}

/** The path of a line, which breaks off where a value has no place. A value alone between two breaks is a dot of a round cap. */
export function linePath(x: Float64Array, y: Float64Array, area: PlotArea): DrawnLine {
  const path = new Path2D();
  const { toX, toY } = projectionOf(area);
  const { from, to } = stretchInSight(x, area.x);
  const places = thinnedIndexes(y, Math.max(64, POINTS_OF_PIXEL * Math.ceil(area.width / devicePixelRatio)), from, to);
  const isDense = places.length > area.width / devicePixelRatio / 2;
  let isBroken = true;
  for (const place of places) {
    const top = toY(y[place] ?? NaN);
    if (!Number.isFinite(top)) {
      isBroken = true;
      continue;
    }
    const left = toX(x[place] ?? NaN);
    if (isBroken) {
      path.moveTo(left, top);
      isBroken = false;
    }
    path.lineTo(left, top);
  }
  return { path, isDense };
}
