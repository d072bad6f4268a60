import type { Series, SeriesPoints } from "../../src/series/series";
import type { RunCurves } from "../../src/web/curves/model/curveStore";

type Columns = Readonly<Partial<Record<Exclude<keyof SeriesPoints, "values">, readonly number[]>>>;

/** A curve with a value a step, unless steps are given. */
export function series(
  name: string,
  values: readonly number[],
  columns: Columns = {},
  overrides: Partial<Series> = {},
): Series {
  const { steps = values.map((_, index) => index), times, epochs } = columns;
  const points: SeriesPoints = {
    steps: Float64Array.from(steps),
    values: Float64Array.from(values),
    ...(times && { times: Float64Array.from(times) }),
    ...(epochs && { epochs: Float64Array.from(epochs) }),
  };
  return { name, points, origin: "", others: [], ...overrides };
}

/** The curves of a run that has ended, all read. */
export function runCurves(all: readonly Series[], reading: Partial<RunCurves["reading"]> = {}): RunCurves {
  return {
    series: new Map(all.map((one) => [one.name, one])),
    reading: { problems: [], unread: [], isGoing: false, looked: "", ...reading },
  };
}
