import type { SeriesPoints } from "../../../series/series";
import { defined } from "../../../text/defined";
import { smoothed } from "./smoothing";
import type { XAxis } from "./xAxis";
import { columnOf } from "./xAxis";

/** A curve as it is drawn: from the left to the right. */
export interface CurveLine {
  /** Ascending, all finite. */
  readonly x: Float64Array;
  /** As logged. */
  readonly y: Float64Array;
  /** The same when nothing is smoothed. */
  readonly shown: Float64Array;
  /** The place of each point in the order of logging. */
  readonly order?: Uint32Array;
}

interface LineOptions {
  readonly axis: XAxis;
  /** From 0, as they are, to `MOST_SMOOTHING`. */
  readonly smoothing: number;
  /** Of the run, in ms since 1970. */
  readonly start: number;
}

/** Undefined when no point has a place on the axis. */
export function lineOf(points: SeriesPoints, { axis, smoothing, start }: LineOptions): CurveLine | undefined {
  const column = columnOf(points, axis, start);
  if (column === undefined) {
    return undefined;
  }
  const order = orderOf(column);
  const x = order === undefined ? column : Float64Array.from(order, (index) => column[index] ?? NaN);
  const y = order === undefined ? points.values : Float64Array.from(order, (index) => points.values[index] ?? NaN);
  return { x, y, shown: smoothing > 0 ? smoothed(y, smoothing) : y, ...defined({ order }) };
}

/** The points by their places; undefined when they are so already. A step that was logged again stands behind the first. */
function orderOf(column: Float64Array): Uint32Array | undefined {
  if (isAscending(column)) {
    return undefined;
  }
  const known = Uint32Array.from(column.keys()).filter((index) => Number.isFinite(column[index]));
  return known.sort((one, other) => (column[one] ?? 0) - (column[other] ?? 0) || one - other);
}

function isAscending(column: Float64Array): boolean {
  let before = -Infinity;
  for (const here of column) {
    if (!(here >= before && here < Infinity)) {
      return false;
    }
    before = here;
  }
  return true;
}
