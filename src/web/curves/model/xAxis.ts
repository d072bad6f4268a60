import type { Series, SeriesPoints } from "../../../series/series";
import { leastOf } from "../../../text/extremes";

/** `time` is the hour of the clock in ms since 1970, `elapsed` seconds since the first value of the run. */
export const X_AXES = ["step", "epoch", "time", "elapsed"] as const;
export type XAxis = (typeof X_AXES)[number];

export const X_AXIS_NAMES: Readonly<Record<XAxis, string>> = {
  step: "Step",
  epoch: "Epoch",
  time: "Wall time",
  elapsed: "Time since start",
};

/** The axes that some of the curves have values for, in the order of the list. */
export function axesOf(series: readonly Series[]): readonly XAxis[] {
  const has = (column: (points: SeriesPoints) => Float64Array | undefined) =>
    series.some(({ points }) => column(points)?.some(Number.isFinite));
  const hasTimes = has(({ times }) => times);
  return X_AXES.filter((axis) => (axis === "step" ? true : axis === "epoch" ? has(({ epochs }) => epochs) : hasTimes));
}

/** When the first value of a run was logged, in ms since 1970; Infinity when no time is known. */
export function startOf(series: readonly Series[]): number {
  return leastOf(series.map(({ points }) => leastOf((points.times ?? []).filter(Number.isFinite))));
}

/** Where points stand on an axis, NaN for those that are not known. Undefined when none is. Without steps, points are counted. */
export function columnOf(points: SeriesPoints, axis: XAxis, start: number): Float64Array | undefined {
  const { steps, epochs, times } = points;
  switch (axis) {
    case "step":
      return steps.some(Number.isFinite) ? steps : steps.map((_, index) => index);
    case "epoch":
      return known(epochs);
    case "time":
      return known(times);
    case "elapsed":
      return known(times)?.map((time) => (time - start) / 1000);
  }
}

function known(column: Float64Array | undefined): Float64Array | undefined {
  return column?.some(Number.isFinite) === true ? column : undefined;
}
