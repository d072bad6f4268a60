import { leastOf } from "../text/extremes";
import { PointColumns } from "./pointColumns";
import type { FileSeries } from "./seriesReader";
import type { SeriesPoints } from "./series";

/**
 * One series of each metric from the parts of a log, the oldest first: a training that goes on after a stop writes another file. It
 * goes back to its last checkpoint: points of an earlier part from the first step of the later one on are left out, as TensorBoard does.
 */
export function joinParts(parts: readonly (readonly FileSeries[])[]): readonly FileSeries[] {
  const found = new Map<string, SeriesPoints[]>();
  for (const { name, points } of parts.flat()) {
    const known = found.get(name) ?? [];
    known.push(points);
    found.set(name, known);
  }
  return [...found].map(([name, points]) => ({ name, points: joined(points) }));
}

function joined(parts: readonly SeriesPoints[]): SeriesPoints {
  const [only] = parts;
  if (only !== undefined && parts.length === 1) {
    return only;
  }
  const columns = new PointColumns();
  for (const [index, part] of parts.entries()) {
    addBefore(columns, part, leastOf(parts.slice(index + 1).map(({ steps }) => steps[0] ?? Infinity)));
  }
  return columns.points;
}

/** Adds the points before a step. One without a step is before any. */
function addBefore(columns: PointColumns, { steps, values, times, epochs }: SeriesPoints, end: number): void {
  for (const [index, step] of steps.entries()) {
    if (!(step >= end)) {
      columns.add({ step, time: times?.[index], epoch: epochs?.[index], value: values[index] ?? NaN });
    }
  }
}
