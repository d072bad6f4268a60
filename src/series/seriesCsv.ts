import { isoTime } from "../text/formatNumbers";
import { csvCell } from "../text/quotes";
import type { SeriesPoints } from "./series";

/** A curve with the name that its column gets. */
interface CsvColumn {
  readonly name: string;
  readonly points: SeriesPoints;
}

interface Row {
  readonly axes: readonly number[];
  readonly cells: Map<number, number>;
}

/**
 * Series as CSV, as trackers export them: a column for the step, epoch and time (where any is known), and one for each series.
 * Values of several series stand in one row where they were logged at the same step, epoch and time. Nothing is rounded.
 */
export function seriesCsv(series: readonly CsvColumn[]): string {
  const rows = rowsOf(series);
  const axes = ["step", "epoch", "time"].map((name, index) => ({ name, index }));
  const known = axes.filter(({ index }) => rows.some((row) => !Number.isNaN(row.axes[index])));
  const head = [...known.map(({ name }) => name), ...series.map(({ name }) => csvCell(name))];
  const lines = rows.map((row) => [
    ...known.map(({ name, index }) => axisCell(name, row.axes[index] ?? NaN)),
    ...series.map((_, column) => valueCell(row.cells.get(column))),
  ]);
  return [head, ...lines].map((cells) => `${cells.join(",")}\r\n`).join("");
}

function rowsOf(series: readonly CsvColumn[]): readonly Row[] {
  const rows = new Map<string, Row>();
  for (const [column, { points }] of series.entries()) {
    const repeats = new Map<string, number>();
    for (const [index, value] of points.values.entries()) {
      const axes = [points.steps, points.epochs, points.times].map((axis) => axis?.[index] ?? NaN);
      const place = axes.join(" ");
      const repeat = repeats.get(place) ?? 0;
      repeats.set(place, repeat + 1);
      const key = `${place} ${repeat}`;
      const row = rows.get(key) ?? { axes, cells: new Map<number, number>() };
      row.cells.set(column, value);
      rows.set(key, row);
    }
  }
  return sortedRows([...rows.values()], series.length);
}

/** One series stays in the order of its logging; rows of several are put in the order of their steps. */
function sortedRows(rows: readonly Row[], count: number): readonly Row[] {
  const stepOf = ({ axes: [step = NaN] }: Row): number => step;
  const isSortable = count > 1 && rows.every((row) => !Number.isNaN(stepOf(row)));
  return isSortable ? [...rows].sort((a, b) => stepOf(a) - stepOf(b)) : rows;
}

function axisCell(name: string, value: number): string {
  if (Number.isNaN(value)) {
    return "";
  }
  return name === "time" ? isoTime(value) : String(value);
}

function valueCell(value: number | undefined): string {
  return value === undefined ? "" : String(value);
}
