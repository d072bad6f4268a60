/** Above this a line follows nothing any more. */
export const MOST_SMOOTHING = 0.99;

/**
 * An exponential moving average: each value counts `weight` times what the next one does. The first values weigh as much as
 * the rest. What is no finite number stays as it is, and counts for nothing.
 */
export function smoothed(values: Float64Array, weight: number): Float64Array {
  const smooth = new Float64Array(values.length);
  let [sum, share] = [0, 0];
  for (const [index, value] of values.entries()) {
    if (Number.isFinite(value)) {
      sum = sum * weight + (1 - weight) * value;
      share = share * weight + (1 - weight);
      smooth[index] = sum / share;
    } else {
      smooth[index] = value;
    }
  }
  return smooth;
}
