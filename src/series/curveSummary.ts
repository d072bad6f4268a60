import { formatCount, formatMetric } from "../text/formatNumbers";
import { findLandmarks, type Landmarks } from "./landmarks";
import { axisColumn, bestAxis, type SeriesPoints } from "./series";

/** A curve in words that follow its name: "falls from 2.31 to 1.13, lowest 1.1 at step 900". */
export function curveSummary(points: SeriesPoints): string {
  const count = points.values.length;
  if (count === 0) {
    return "has no values";
  }
  const found = findLandmarks(points.values);
  if (found.first < 0) {
    return count === 1 ? `is ${brokenWords(points, 0)} at ${placeOf(points, 0)}` : "has no finite value";
  }
  return [courseOf(points, found), ...brokenPart(points, found)].join(", ");
}

function courseOf(points: SeriesPoints, { first, last, lowest, highest }: Readonly<Landmarks>): string {
  const at = (index: number): number => points.values[index] ?? NaN;
  const word = (index: number): string => formatMetric(at(index));
  if (first === last) {
    return `is ${word(first)} at ${placeOf(points, first)}`;
  }
  if (at(lowest) === at(highest)) {
    return `stays at ${word(first)}`;
  }
  const low =
    at(lowest) < Math.min(at(first), at(last)) ? [`lowest ${word(lowest)} at ${placeOf(points, lowest)}`] : [];
  const high =
    at(highest) > Math.max(at(first), at(last)) ? [`highest ${word(highest)} at ${placeOf(points, highest)}`] : [];
  const isRising = at(last) > at(first);
  const extremes = isRising ? [...high, ...low] : [...low, ...high];
  return [trendOf(at(first), at(last)), ...extremes].join(", ");
}

function trendOf(first: number, last: number): string {
  if (first === last) {
    return `starts and ends at ${formatMetric(first)}`;
  }
  return `${last > first ? "rises" : "falls"} from ${formatMetric(first)} to ${formatMetric(last)}`;
}

function brokenPart(points: SeriesPoints, { last }: Readonly<Landmarks>): readonly string[] {
  const count = points.values.length;
  if (last < count - 1) {
    return [`${brokenWords(points, last + 1)} from ${placeOf(points, last + 1)} on`];
  }
  const broken = points.values.reduce((sum, value) => sum + (Number.isFinite(value) ? 0 : 1), 0);
  return broken === 0 ? [] : [`${formatCount(broken)} of ${formatCount(count)} values NaN or infinite`];
}

/** Names the kind of the values from an index on, of which none is finite. */
function brokenWords({ values }: SeriesPoints, start: number): string {
  const rest = values.subarray(start);
  if (rest.every(Number.isNaN)) {
    return "NaN";
  }
  return rest.some(Number.isNaN) ? "NaN or infinite" : "infinite";
}

/** "step 900", "epoch 2.5", or "value 3" where neither is known. */
function placeOf(points: SeriesPoints, index: number): string {
  const axis = bestAxis(points);
  const at = axis === undefined ? NaN : (axisColumn(points, axis)?.[index] ?? NaN);
  if (axis === undefined || Number.isNaN(at)) {
    return `value ${formatCount(index + 1)}`;
  }
  return axis === "time" ? timeText(at) : `${axis} ${formatCount(at)}`;
}

function timeText(at: number): string {
  const date = new Date(at);
  const isDate = !Number.isNaN(date.getTime());
  return isDate ? `${date.toISOString().slice(0, 19).replace("T", " ")} UTC` : `time ${String(at)}`;
}
