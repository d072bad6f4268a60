import type { Series, SeriesPoints } from "../../../series/series";
import { isoTime } from "../../../text/formatNumbers";
import { csvCell } from "../../../text/quotes";

/** A curve, and whose it is. */
interface NamedSeries {
  readonly run: string;
  readonly series: Series;
}

/** A column of the file, and its text for a point. */
type Column = readonly [string, (points: SeriesPoints, index: number) => string];

const STEP: Column = ["step", ({ steps }, index) => known(steps[index])];
const EPOCH: Column = ["epoch", ({ epochs }, index) => known(epochs?.[index])];
const TIME: Column = ["time", ({ times }, index) => timeText(times?.[index])];
const VALUE: Column = ["value", ({ values }, index) => String(values[index])];

/** A row a point, RFC 4180, as logged and in its order. Columns that no point has a value for are left out. */
export function csvOfCurves(curves: readonly NamedSeries[]): string {
  const has = (name: "epochs" | "times") => curves.some(({ series }) => series.points[name]?.some(Number.isFinite));
  const columns = [STEP, ...(has("epochs") ? [EPOCH] : []), ...(has("times") ? [TIME] : []), VALUE];
  const lines = [["run", "metric", ...columns.map(([name]) => name)].join(",")];
  for (const { run, series } of curves) {
    const start = `${csvCell(run)},${csvCell(series.name)}`;
    for (const index of series.points.values.keys()) {
      lines.push(`${start},${columns.map(([, text]) => text(series.points, index)).join(",")}`);
    }
  }
  return lines.map((line) => `${line}\r\n`).join("");
}

function known(value: number | undefined): string {
  return value === undefined || Number.isNaN(value) ? "" : String(value);
}

function timeText(time: number | undefined): string {
  return time === undefined || Number.isNaN(time) ? "" : isoTime(time);
}
