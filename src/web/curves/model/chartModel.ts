import type { Series, SeriesPoints } from "../../../series/series";
import { findLandmarks } from "../../../series/landmarks";
import { metricDirection } from "../../../sources/metrics/metricDirection";
import type { CurveChoices } from "./curveChoices";
import type { CurveLine } from "./curveLine";
import { lineOf } from "./curveLine";
import type { RunCurves } from "./curveStore";
import { startOf } from "./xAxis";

/** A run whose curves the page shows. */
export interface CurveRun {
  readonly key: string;
  readonly label: string;
  /** Its number in the palette. */
  readonly color: number;
  /** Absent until something is known. */
  readonly curves?: RunCurves;
}

/** A run's curve of a metric. */
export interface ChartCurve {
  readonly run: CurveRun;
  readonly series: Series;
  readonly isGoing: boolean;
  /** Undefined when none of its points has a place on the axis. */
  readonly line: CurveLine | undefined;
}

/** The curves of a metric. */
export interface MetricChart {
  readonly metric: string;
  readonly curves: readonly ChartCurve[];
}

type LineChoices = Pick<CurveChoices, "axis" | "smoothing">;

/** The curves of all runs by their metrics. */
export function chartsOf(runs: readonly CurveRun[], choices: LineChoices): ReadonlyMap<string, MetricChart> {
  const charts = new Map<string, ChartCurve[]>();
  for (const run of runs) {
    const all = [...(run.curves?.series.values() ?? [])];
    const start = choices.axis === "elapsed" ? startOf(all) : NaN;
    for (const series of all) {
      const curves = charts.get(series.name) ?? [];
      charts.set(series.name, [...curves, curveOf(run, series, { ...choices, start })]);
    }
  }
  return new Map([...charts].map(([metric, curves]) => [metric, { metric, curves }]));
}

function curveOf(run: CurveRun, series: Series, choices: LineChoices & { readonly start: number }): ChartCurve {
  return { run, series, isGoing: run.curves?.reading.isGoing === true, ...rememberedLine(series, choices) };
}

interface RememberedLine extends Pick<ChartCurve, "line"> {
  readonly name: string;
}

/** Places of a line; -1 where there is none, or where it is not known if less or more is better. */
interface LineMarks {
  readonly best: number;
  readonly last: number;
}

/** By the points, as they are drawn now: a page is drawn again for each letter of a search. */
const remembered = new WeakMap<SeriesPoints, RememberedLine>();
const marks = new WeakMap<CurveLine, LineMarks>();

function rememberedLine(series: Series, choices: LineChoices & { readonly start: number }): RememberedLine {
  const name = `${choices.axis} ${choices.smoothing} ${choices.start} ${series.name}`;
  const known = remembered.get(series.points);
  if (known?.name === name) {
    return known;
  }
  const made = { name, line: lineOf(series.points, choices) };
  remembered.set(series.points, made);
  return made;
}

/** The last value, and the best one. Only the curves in sight are looked through for them. */
export function marksOf({ series, line }: Pick<ChartCurve, "series" | "line">): LineMarks {
  if (line === undefined) {
    return { best: -1, last: -1 };
  }
  const found = marks.get(line) ?? findMarks(series, line);
  marks.set(line, found);
  return found;
}

function findMarks({ name, points }: Series, line: CurveLine): LineMarks {
  const found = findLandmarks(points.values);
  const direction = metricDirection(name);
  const best = direction === undefined ? -1 : direction === "lower" ? found.lowest : found.highest;
  return {
    best: line.order?.indexOf(best) ?? best,
    last: line.shown.findLastIndex(Number.isFinite),
  };
}
