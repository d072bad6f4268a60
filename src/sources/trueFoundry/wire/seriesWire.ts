import * as v from "valibot";
import type { Series, SeriesPoints } from "../../../series/series";
import { dateTime, isLoose, toMeasure, toNumber, toText } from "../../../text/looseValues";
import type { Loose } from "../../../text/looseValues";
import { toLoose } from "./wire";

/** Histories as columns: a schema for each of a hundred thousand points would take longer than the request. */
export const histories = v.pipe(
  v.object({ metric_collections: v.array(v.unknown()) }),
  v.transform(({ metric_collections: collections }) => collections.flatMap(toSeries)),
);

function toSeries(collection: unknown): readonly Series[] {
  const { key, metrics } = toLoose(collection);
  const name = toText(key);
  const points = Array.isArray(metrics) ? metrics.filter(isLoose) : undefined;
  return name === "" || points === undefined ? [] : [{ name, points: pointsOf(points), origin: "", others: [] }];
}

function pointsOf(metrics: readonly Loose[]): SeriesPoints {
  const inOrder = isSorted(metrics) ? metrics : metrics.toSorted((a, b) => timeOf(a) - timeOf(b));
  const times = columnOf(inOrder, timeOf);
  return {
    steps: columnOf(inOrder, (point) => toNumber(point["step"]) ?? NaN),
    values: columnOf(inOrder, (point) => toMeasure(point["value"]) ?? NaN),
    ...(times.every(Number.isNaN) ? {} : { times }),
  };
}

function columnOf(metrics: readonly Loose[], toCell: (point: Loose) => number): Float64Array {
  return Float64Array.from(metrics, toCell);
}

function timeOf(point: Loose): number {
  return dateTime(toNumber(point["timestamp"]) ?? NaN);
}

/** True as well where a time is missing: then the service's own order is the best there is. */
function isSorted(metrics: readonly Loose[]): boolean {
  let before = -Infinity;
  for (const point of metrics) {
    const at = timeOf(point);
    if (Number.isNaN(at)) {
      return true;
    }
    if (at < before) {
      return metrics.some((other) => Number.isNaN(timeOf(other)));
    }
    before = at;
  }
  return true;
}
