import type { Series, SeriesPoints } from "../../../series/series";
import { defined } from "../../../text/defined";

/** A column as it is sent. Steps and epochs often go up evenly, and then take no more room than their start. */
type PackedColumn = Float64Array | { readonly first: number; readonly apart: number; readonly length: number };

/** A curve as it is sent: VS Code keeps typed arrays as they are, NaN and infinite numbers included. */
export interface PackedSeries {
  readonly name: string;
  readonly origin: string;
  readonly others: readonly string[];
  /** How many points the page has already; these stand behind them. */
  readonly start: number;
  readonly values: Float64Array;
  readonly steps: PackedColumn;
  readonly times?: PackedColumn;
  readonly epochs?: PackedColumn;
}

/** The points of a curve from one place on. */
export function packSeries({ name, origin, others, points }: Series, start: number): PackedSeries {
  const { steps, values, times, epochs } = points;
  const pack = (column: Float64Array | undefined) => column && packColumn(column.subarray(start));
  return {
    name,
    origin,
    others,
    start,
    // A part of an array would be sent with the whole of it.
    values: values.slice(start),
    steps: packColumn(steps.subarray(start)),
    ...defined({ times: pack(times), epochs: pack(epochs) }),
  };
}

/** The curve that is known after some points came. */
export function unpackSeries(packed: PackedSeries, before: Series | undefined): Series {
  const { name, origin, others, start, values, steps, times, epochs } = packed;
  const join = (name: keyof SeriesPoints, column: PackedColumn) =>
    joined(before?.points[name], unpackColumn(column), start);
  const points: SeriesPoints = {
    values: join("values", values),
    steps: join("steps", steps),
    ...(times && { times: join("times", times) }),
    ...(epochs && { epochs: join("epochs", epochs) }),
  };
  return { name, origin, others, points };
}

function packColumn(column: Float64Array): PackedColumn {
  const { length } = column;
  const first = column[0] ?? NaN;
  const apart = (column[1] ?? NaN) - first;
  const isEven = length > 2 && column.every((value, index) => value === first + index * apart);
  return isEven ? { first, apart, length } : column.slice();
}

function unpackColumn(column: PackedColumn): Float64Array {
  if (column instanceof Float64Array) {
    return column;
  }
  const { first, apart, length } = column;
  const all = new Float64Array(length);
  for (let index = 0; index < length; index++) {
    all[index] = first + index * apart;
  }
  return all;
}

function joined(known: Float64Array | undefined, column: Float64Array, start: number): Float64Array {
  if (start === 0) {
    return column;
  }
  const all = new Float64Array(start + column.length).fill(NaN);
  all.set(known?.subarray(0, start) ?? []);
  all.set(column, start);
  return all;
}
