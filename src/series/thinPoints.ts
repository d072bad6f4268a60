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
  const kept = new Uint32Array(2 + KEPT_OF_BUCKET * buckets);
  kept[0] = start;
  let length = 1;
  for (let bucket = 0; bucket < buckets; bucket++) {
    const from = start + 1 + Math.floor((bucket * (count - 2)) / buckets);
    const to = start + 1 + Math.floor(((bucket + 1) * (count - 2)) / buckets);
    const { lowest, highest, gap, infinite } = findLandmarks(values, from, to);
    length = keepIndex(kept, length, lowest);
    length = keepIndex(kept, length, highest);
    length = keepIndex(kept, length, gap);
    length = keepIndex(kept, length, infinite);
  }
  kept[length] = end - 1;
  return kept.subarray(0, length + 1);
}

/** Puts an index where it belongs among those of its bucket, once; gives how many there are then. A chart thins its lines in each frame. */
function keepIndex(kept: Uint32Array, length: number, index: number): number {
  if (index < 0) {
    return length;
  }
  let place = length;
  while ((kept[place - 1] ?? -1) > index) {
    place--;
  }
  if (kept[place - 1] === index) {
    return length;
  }
  kept.copyWithin(place + 1, place, length);
  kept[place] = index;
  return length + 1;
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
