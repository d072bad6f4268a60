import type { SeriesPoints } from "./series";

/** A log may round what another stores as a float of 32 bits. */
const TOLERANCE = 1e-4;

/** True when the values at the steps that both know are the same, and there are some. */
export function saySame(one: SeriesPoints, other: SeriesPoints): boolean {
  const values = byStep(one, one.values);
  let common = 0;
  for (const [index, step] of other.steps.entries()) {
    const value = values.get(step);
    if (value === undefined) {
      continue;
    }
    if (!isSame(value, other.values[index] ?? NaN)) {
      return false;
    }
    common += 1;
  }
  return common > 0;
}

/** Points with the epochs and times that only others know of their steps. */
export function withColumnsOf(points: SeriesPoints, other: SeriesPoints): SeriesPoints {
  const times = points.times ?? columnAt(points.steps, other, other.times);
  const epochs = points.epochs ?? columnAt(points.steps, other, other.epochs);
  return { ...points, ...(times && { times }), ...(epochs && { epochs }) };
}

/** Undefined when nothing is known of any of the steps. */
function columnAt(
  steps: Float64Array,
  other: SeriesPoints,
  column: Float64Array | undefined,
): Float64Array | undefined {
  if (column === undefined) {
    return undefined;
  }
  const known = byStep(other, column);
  const found = steps.map((step) => known.get(step) ?? NaN);
  return found.every(Number.isNaN) ? undefined : found;
}

function byStep({ steps }: SeriesPoints, column: Float64Array): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  for (const [index, step] of steps.entries()) {
    if (!Number.isNaN(step)) {
      found.set(step, column[index] ?? NaN);
    }
  }
  return found;
}

function isSame(one: number, other: number): boolean {
  return Object.is(one, other) || Math.abs(one - other) <= TOLERANCE * Math.max(Math.abs(one), Math.abs(other));
}
