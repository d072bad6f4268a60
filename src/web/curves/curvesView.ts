import { originText } from "./chartNotes";
import type { CurvesRequest } from "./model/curveMessages";
import type { MetricChart, CurveRun } from "./model/chartModel";
import { chartsOf } from "./model/chartModel";
import type { ChartView } from "./model/chartView";
import type { CurveChoices } from "./model/curveChoices";
import type { XAxis } from "./model/xAxis";
import { axesOf } from "./model/xAxis";
import type { Span } from "./model/yScale";
import { wholeSpan } from "./model/yScale";

/** Given to every part of the section. */
export interface CurvesView {
  readonly runs: readonly CurveRun[];
  readonly choices: CurveChoices;
  readonly choose: (change: Partial<CurveChoices>) => void;
  readonly post: (request: CurvesRequest) => void;
  /** Asks for keys, where they are what is missing. */
  readonly setKeys: () => void;
  /** Shows only metrics with this in their names. */
  readonly query: string;
  /** True of a page of nothing else, which has a button of its own to read them again. */
  readonly isPage?: boolean;
}

/** The charts of the section as they are drawn. */
export interface ShownCharts {
  readonly all: ReadonlyMap<string, MetricChart>;
  readonly axes: readonly XAxis[];
  /** The chosen one, or the first that there are values for. */
  readonly axis: XAxis;
  readonly viewOf: (metric: string) => ChartView;
  /** Where all curves are from; undefined when they are not all from one place. */
  readonly origin: string | undefined;
}

/** True for a metric whose name has what the page is searched for. */
export function isAskedFor({ query }: Pick<CurvesView, "query">, metric: string): boolean {
  return metric.toLowerCase().includes(query.trim().toLowerCase());
}

export function shownCharts({ runs, choices, query }: CurvesView): ShownCharts {
  const { hidden, isLog, smoothing, zoom, large, tables } = choices;
  const axes = axesOf(runs.flatMap(({ curves }) => [...(curves?.series.values() ?? [])]));
  const axis = axes.includes(choices.axis) ? choices.axis : "step";
  const found = [...chartsOf(runs, { axis, smoothing })].filter(([metric]) => isAskedFor({ query }, metric));
  const all = new Map(found);
  const drawn = (metric: string) => all.get(metric)?.curves.filter(({ run }) => !hidden.includes(run.key)) ?? [];
  const linesOf = (metric: string) => drawn(metric).flatMap(({ line }) => line ?? []);
  const whole = wholeSpan([...all.keys()].flatMap(linesOf));
  const zoomed = zoomWithin(whole, axis === choices.axis ? zoom : undefined);
  const viewOf = (metric: string): ChartView => ({
    metric,
    curves: drawn(metric),
    isNamed: runs.length > 1,
    axis,
    isLog,
    isSmoothed: smoothing > 0,
    whole: zoomed.zoom === undefined ? wholeSpan(linesOf(metric)) : whole,
    isLarge: large.includes(metric) || metric in tables,
    ...zoomed,
  });
  const origins = new Set([...all.values()].flatMap(({ curves }) => curves.map(originText)));
  const [origin] = origins.size === 1 ? origins : [];
  return { all, axes, axis, viewOf, origin };
}

/** A kept zoom may be of curves that are no more. */
function zoomWithin({ min, max }: Span, zoom: Span | undefined): { readonly zoom?: Span } {
  return zoom === undefined || zoom.min >= max || zoom.max <= min ? {} : { zoom };
}
