import type uPlot from "uplot";
import type { ChartLooks } from "./chartColors";
import { drawMarks } from "./chartMarks";
import type { PlotArea } from "./linePath";
import { linePath } from "./linePath";
import { logTickText, placeTick, tickText } from "./model/axisText";
import type { ChartCurve } from "./model/chartModel";
import type { ChartView } from "./model/chartView";
import type { Span } from "./model/yScale";

interface PlotHandlers {
  readonly onMove: (x: number) => void;
  readonly onSelect: (selected: Span) => void;
  readonly onReset: () => void;
}

interface PlotOptions extends PlotHandlers {
  readonly view: () => ChartView;
  readonly looks: ChartLooks;
  readonly size: { readonly width: number; readonly height: number };
  readonly windowOf: () => Span;
  readonly valuesOf: () => Span;
}

/** Pixels that the mouse has to be dragged before it selects. */
const LEAST_DRAG = 5;
/** uPlot reads the former, whatever its types say. */
const THIN = { _width: 1, width: 1 };
/** As uPlot numbers them. */
const DISTRIBUTIONS = { linear: 1, logarithmic: 3 } as const;
/** Pixels. */
const CHARACTER = 6.2;
const X_INCREMENTS = [1, 2, 5];
const SECONDS = [
  1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 10_800, 21_600, 43_200, 86_400, 172_800, 604_800,
];

/**
 * A chart of the view's curves. What is drawn comes from the curves themselves: uPlot would need the points of all of them at
 * places that they share. A run that is smoothed has two lines, as logged and before it the smooth one.
 */
export function plotOptions(options: PlotOptions): uPlot.Options {
  const { view, looks, size, onReset } = options;
  const { axis, isLog, curves, isSmoothed } = view();
  const distr: object = { distr: isLog ? DISTRIBUTIONS.logarithmic : DISTRIBUTIONS.linear };
  return {
    ...size,
    ms: 1,
    padding: [8, 12, 0, 0],
    legend: { show: false },
    focus: { alpha: 1 },
    cursor: {
      y: false,
      points: { show: false },
      drag: { x: true, y: false, setScale: false, dist: LEAST_DRAG },
      bind: { dblclick: () => () => (onReset(), null) },
    },
    scales: {
      x: { time: axis === "time", auto: false, range: () => pair(options.windowOf()) },
      y: Object.assign({ auto: false, range: () => pair(options.valuesOf()) }, distr),
    },
    axes: axesOf(view(), looks),
    series: [{}, ...curves.flatMap((_, index) => seriesOf(options, index, isSmoothed))],
    hooks: hooksOf(options),
  };
}

/** Columns that give uPlot the ends of the axis and no point. */
export function emptyData({ min, max }: Span, series: number): uPlot.AlignedData {
  return [[min, max], ...Array.from({ length: series - 1 }, () => [null, null])];
}

function seriesOf({ view, looks }: PlotOptions, index: number, isSmoothed: boolean): uPlot.Series[] {
  const curve = () => view().curves[index];
  const base: uPlot.Series = {
    auto: false,
    points: { show: false },
    cap: "round",
    stroke: () => looks.colorOf(curve()?.run.color ?? 0),
  };
  const paths = (of: (curve: ChartCurve) => Float64Array | undefined) => (plot: uPlot) => {
    const [one, line] = [curve(), curve()?.line];
    const values = one && of(one);
    if (line === undefined || values === undefined) {
      return null;
    }
    const { path, isDense } = linePath(line.x, values, areaOf(plot, view().isLog));
    return { stroke: path, fill: null, clip: null, flags: 1, ...(isDense ? THIN : {}) };
  };
  const dash = curve()?.isGoing === true ? { dash: [6, 4] } : {};
  const shown = { ...base, ...dash, width: looks.lineWidth, paths: paths(({ line }) => line?.shown) };
  const logged = { ...base, width: 1, alpha: 0.35, paths: paths(({ line }) => line?.y) };
  return isSmoothed ? [logged, shown] : [shown];
}

function areaOf({ bbox, scales }: uPlot, isLog: boolean): PlotArea {
  const spanOf = ({ min = 0, max = 1 }: uPlot.Scale): Span => ({ min, max });
  return { ...bbox, x: spanOf(scales["x"] ?? {}), y: spanOf(scales["y"] ?? {}), isLog };
}

function axesOf({ axis, isLog, isLarge }: ChartView, { text, grid, font }: ChartLooks): uPlot.Axis[] {
  const looks: uPlot.Axis = { stroke: text, font, grid: { stroke: grid, width: 1 }, ticks: { show: false }, gap: 4 };
  const increments = axis === "elapsed" ? { incrs: SECONDS } : axis === "step" ? { incrs: wholeIncrements() } : {};
  const xValues: uPlot.Axis =
    axis === "time" ? {} : { values: (_, ticks, __, ___, apart) => ticks.map((tick) => placeTick(tick, axis, apart)) };
  return [
    { ...looks, ...increments, ...xValues, size: 22, space: isLarge ? 80 : 60 },
    {
      ...looks,
      // uPlot asks before there are any.
      size: (_, values: readonly string[] | null) =>
        12 + CHARACTER * Math.max(2, ...(values ?? []).map(({ length }) => length)),
      space: isLarge ? 40 : 30,
      values: (_, ticks, __, ___, apart) =>
        ticks.map((tick: number | null) => (tick === null ? "" : isLog ? logTickText(tick) : tickText(tick, apart))),
    },
  ];
}

/** Steps are counted. */
function wholeIncrements(): number[] {
  return Array.from({ length: 15 }, (_, power) => X_INCREMENTS.map((factor) => factor * 10 ** power)).flat();
}

function hooksOf({ view, looks, onMove, onSelect }: PlotOptions): uPlot.Hooks.Arrays {
  return {
    setCursor: [
      (plot) => {
        const { left = -1 } = plot.cursor;
        if (left >= 0) {
          onMove(plot.posToVal(left, "x"));
        }
      },
    ],
    setSelect: [
      (plot) => {
        const { left, width } = plot.select;
        if (width >= LEAST_DRAG) {
          onSelect({ min: plot.posToVal(left, "x"), max: plot.posToVal(left + width, "x") });
          plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
        }
      },
    ],
    draw: [
      (plot) => {
        const { curves, isLog } = view();
        const colorOf = ({ run }: ChartCurve) => looks.colorOf(run.color);
        drawMarks(plot.ctx, curves, areaOf(plot, isLog), { background: looks.background, colorOf });
      },
    ],
  };
}

function pair({ min, max }: Span): [number, number] {
  return [min, max];
}
