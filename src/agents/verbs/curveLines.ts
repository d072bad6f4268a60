import { curveSummary } from "../../series/curveSummary";
import { findLandmarks } from "../../series/landmarks";
import type { Series, SeriesPoints } from "../../series/series";
import { axisColumn, bestAxis } from "../../series/series";
import { thinPoints } from "../../series/thinPoints";
import { metricDirection } from "../../sources/metrics/metricDirection";
import { isoTime } from "../../text/formatNumbers";
import { cell } from "../answer/shownText";

const POINTS_A_LINE = 10;
const DIGITS = 6;
/** `thinPoints` keeps as many at least. */
const LEAST_POINTS = 6;

export const CURVE_HEAD = "metric | values | min | max | last | best | how it goes | from";

/** A curve in a line: how many values, its extremes and where they are, the best by its name, and its course in words. */
export function curveLine({ name, points, origin }: Series): string {
  const { lowest, highest, last } = findLandmarks(points.values);
  const direction = metricDirection(name);
  const best = direction === "lower" ? lowest : direction === "higher" ? highest : -1;
  const at = (index: number) => pointText(points, index);
  const texts = [String(points.values.length), at(lowest), at(highest), at(last), at(best), curveSummary(points)];
  return [cell(name), ...texts, origin === "" ? "the service" : cell(origin)].join(" | ");
}

/** Some points that draw the same curve, as "step: value". */
export function pointLines({ points }: Series, most: number): readonly string[] {
  const thin = thinPoints(points, Math.max(LEAST_POINTS, most));
  const texts = Array.from(thin.values, (_, index) => pointText(thin, index));
  return Array.from({ length: Math.ceil(texts.length / POINTS_A_LINE) }, (_, line) =>
    texts.slice(line * POINTS_A_LINE, (line + 1) * POINTS_A_LINE).join(", "),
  );
}

/** "1.13 at step 900"; empty without a point. */
function pointText(points: SeriesPoints, index: number): string {
  const value = points.values[index];
  if (value === undefined) {
    return "";
  }
  const text = Number.isFinite(value) ? String(Number(value.toPrecision(DIGITS))) : String(value);
  const place = placeText(points, index);
  return place === "" ? text : `${text} at ${place}`;
}

/** "step 900", or a time. */
function placeText(points: SeriesPoints, index: number): string {
  const axis = bestAxis(points);
  const place = axis === undefined ? NaN : (axisColumn(points, axis)?.[index] ?? NaN);
  if (axis === undefined || Number.isNaN(place)) {
    return "";
  }
  return axis === "time" ? isoTime(place) : `${axis} ${place}`;
}
