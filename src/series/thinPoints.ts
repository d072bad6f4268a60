import { findLandmarks } from "./landmarks";
import type { SeriesPoints } from "./series";

/** Of each bucket: its lowest and highest value, a gap, and an infinite value. */
const KEPT_OF_BUCKET = 4;

/**
 * The indexes, from `start` to before `end`, of at most `most` values (6 at least) that draw the same line: the first and the last, and of each
 * of equal parts the lowest, the highest, the first NaN and the first infinite one. No spike is lost, and no gap.
 */
export function thinnedIndexes(values: Float64Array, most: number, start = 0, end = values.length): Uint32Array {
  const count = Math.max(0, end - start);
  if (count <= most) {
    return Uint32Array.from({ length: count }, (_, index) => start + index);
  }
  const buckets = Math.max(1, Math.floor((most - 2) / KEPT_OF_BUCKET));
  const kept: number[] = [start];
  for (let bucket = 0; bucket < buckets; bucket++) {
    const from = start + 1 + Math.floor((bucket * (count - 2)) / buckets);
    const to = start + 1 + Math.floor(((bucket + 1) * (count - 2)) / buckets);
    kept.push(...landmarksOf(values, from, to));
  }
  kept.push(end - 1);
  return Uint32Array.from(kept);
}

/** Points of which at most `most` are left, see `thinnedIndexes`. */
export function thinPoints(points: SeriesPoints, most: number): SeriesPoints {
  if (points.values.length <= most) {
    return points;
  }
  const kept = thinnedIndexes(points.values, most);
  const pick = (column: Float64Array): Float64Array => Float64Array.from(kept, (index) => column[index] ?? NaN);
  return {
    steps: pick(points.steps),
    values: pick(points.values),
    ...(points.times && { times: pick(points.times) }),
    ...(points.epochs && { epochs: pick(points.epochs) }),
  };
}

/** In rising order. */
function landmarksOf(values: Float64Array, from: number, to: number): readonly number[] {
  const { lowest, highest, gap, infinite } = findLandmarks(values, from, to);
  const indexes = new Set([lowest, highest, gap, infinite].filter((index) => index >= 0));
  return [...indexes].sort((a, b) => a - b);
}
