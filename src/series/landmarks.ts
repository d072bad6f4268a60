/** Indexes of the values of a curve that tell most of it; -1 for what it does not have. */
export interface Landmarks {
  /** Of the finite values. */
  first: number;
  last: number;
  lowest: number;
  highest: number;
  /** The first NaN. */
  gap: number;
  /** The first infinite value. */
  infinite: number;
}

/** Finds the landmarks of the values from `start` to before `end`. */
export function findLandmarks(values: Float64Array, start = 0, end = values.length): Readonly<Landmarks> {
  const found: Landmarks = { first: -1, last: -1, lowest: -1, highest: -1, gap: -1, infinite: -1 };
  let low = Infinity;
  let high = -Infinity;
  for (let index = start; index < end; index++) {
    const value = Number(values[index]);
    if (!Number.isFinite(value)) {
      takeBroken(found, index, value);
      continue;
    }
    found.first = found.last < 0 ? index : found.first;
    found.last = index;
    if (value < low) {
      low = value;
      found.lowest = index;
    }
    if (value > high) {
      high = value;
      found.highest = index;
    }
  }
  return found;
}

function takeBroken(found: Landmarks, index: number, value: number): void {
  const kind = Number.isNaN(value) ? "gap" : "infinite";
  found[kind] = found[kind] < 0 ? index : found[kind];
}
