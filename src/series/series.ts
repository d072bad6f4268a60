/**
 * Columns of equal length, in the order of logging. NaN in steps, times or epochs: not known. A value may be NaN or infinite: that
 * is what was logged.
 */
export interface SeriesPoints {
  readonly steps: Float64Array;
  readonly values: Float64Array;
  /** ms since 1970 */
  readonly times?: Float64Array;
  readonly epochs?: Float64Array;
}

/** A metric's values over steps and times. */
export interface Series {
  /** With its prefix: `train/loss`, `eval/accuracy`, `system/gpu_memory`. */
  readonly name: string;
  readonly points: SeriesPoints;
  /** "" when the service's own API gave it, else the file's path below the run */
  readonly origin: string;
  /** other files that say the same */
  readonly others: readonly string[];
}

/** Columns that a curve can be drawn over. */
export type SeriesAxis = "step" | "epoch" | "time";

/** The column of an axis; undefined for one of which nothing is known. */
export function axisColumn(points: SeriesPoints, axis: SeriesAxis): Float64Array | undefined {
  const column = { step: points.steps, epoch: points.epochs, time: points.times }[axis];
  return column?.some((value) => !Number.isNaN(value)) === true ? column : undefined;
}

/** The first of the axes of which something is known: Keras' CSVLogger knows epochs alone. */
export function bestAxis(points: SeriesPoints): SeriesAxis | undefined {
  return (["step", "epoch", "time"] as const).find((axis) => axisColumn(points, axis) !== undefined);
}

/** Points from one index to before another; it shares their memory. */
export function slicePoints({ steps, values, times, epochs }: SeriesPoints, start: number, end: number): SeriesPoints {
  return {
    steps: steps.subarray(start, end),
    values: values.subarray(start, end),
    ...(times && { times: times.subarray(start, end) }),
    ...(epochs && { epochs: epochs.subarray(start, end) }),
  };
}
