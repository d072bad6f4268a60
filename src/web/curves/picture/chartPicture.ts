import { thinnedIndexes } from "../../../series/thinPoints";
import { cutMiddle } from "../../../text/cutText";
import { logTickText, placeTick, tickText } from "../model/axisText";
import type { ChartView } from "../model/chartView";
import { linearTicks } from "../../parts/linearTicks";
import { axisTicks, logTicks } from "./ticks";
import { X_AXIS_NAMES } from "../model/xAxis";
import type { Span } from "../model/yScale";
import { valueSpan } from "../model/yScale";

/** A part of a picture, which SVG and canvas draw alike. Sizes in pixels, texts as they came. */
export type Shape =
  | {
      readonly kind: "rect";
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly fill: string;
    }
  /** `points` are x and y in turn; NaN breaks the line off. */
  | {
      readonly kind: "line";
      readonly points: readonly number[];
      readonly stroke: string;
      readonly width: number;
      readonly alpha: number;
      readonly isDashed: boolean;
      readonly isClipped: boolean;
    }
  | {
      readonly kind: "text";
      readonly x: number;
      readonly y: number;
      readonly text: string;
      readonly fill: string;
      readonly size: number;
      readonly anchor: "start" | "middle" | "end";
      readonly isBold: boolean;
    };

export interface Picture {
  readonly width: number;
  readonly height: number;
  /** Lines that are clipped end at its edges. */
  readonly plot: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  readonly shapes: readonly Shape[];
}

interface PictureLooks {
  readonly text: string;
  readonly grid: string;
  readonly background: string;
  readonly colorOf: (color: number) => string;
}

const WIDTH = 900;
const PLOT = { x: 76, y: 44, width: WIDTH - 76 - 24, height: 400 } as const;
const AXIS = 40;
const LEGEND_ROW = 20;
const LONGEST_TITLE = 90;
const LONGEST_NAME = 100;
const SMALL = 12;

/** A chart with its axes and the names of its runs, as large as one puts it into a report. */
export function pictureOf(view: ChartView, looks: PictureLooks): Picture {
  const { curves, isLog } = view;
  const x = view.zoom ?? view.whole;
  const y = valueSpan(
    curves.flatMap(({ line }) => line ?? []),
    x,
    isLog,
  );
  const height = PLOT.y + PLOT.height + AXIS + curves.length * LEGEND_ROW + 12;
  const title = textShape(looks, { x: 16, y: 26, text: cutMiddle(view.metric, LONGEST_TITLE), size: 16, isBold: true });
  const shapes: Shape[] = [
    { kind: "rect", x: 0, y: 0, width: WIDTH, height, fill: looks.background },
    title,
    ...xAxisShapes(view, x, looks),
    ...yAxisShapes(y, isLog, looks),
    ...curveShapes(view, { x, y }, looks),
    ...legendShapes(view, looks),
  ];
  return { width: WIDTH, height, plot: PLOT, shapes };
}

function xAxisShapes({ axis }: ChartView, span: Span, looks: PictureLooks): readonly Shape[] {
  const { step, ticks } = axisTicks(span, axis, 9);
  const bottom = PLOT.y + PLOT.height;
  const marks = ticks.flatMap((tick): Shape[] => {
    const x = PLOT.x + ((tick - span.min) / (span.max - span.min)) * PLOT.width;
    const text = axis === "time" ? new Date(tick).toLocaleString("en-GB") : placeTick(tick, axis, step);
    return [
      gridLine([x, PLOT.y, x, bottom], looks),
      textShape(looks, { x, y: bottom + 17, text: axis === "time" ? text.slice(12, 17) : text, anchor: "middle" }),
    ];
  });
  const name =
    axis === "time" ? `${X_AXIS_NAMES.time}, ${new Date(span.min).toLocaleDateString("en-GB")}` : X_AXIS_NAMES[axis];
  return [...marks, textShape(looks, { x: PLOT.x + PLOT.width / 2, y: bottom + 34, text: name, anchor: "middle" })];
}

function yAxisShapes(span: Span, isLog: boolean, looks: PictureLooks): readonly Shape[] {
  const { step, ticks } = isLog ? { step: 1, ticks: logTicks(span) } : linearTicks(span, 7);
  const toY = scaleY(span, isLog);
  return ticks.flatMap((tick): Shape[] => [
    gridLine([PLOT.x, toY(tick), PLOT.x + PLOT.width, toY(tick)], looks),
    textShape(looks, {
      x: PLOT.x - 8,
      y: toY(tick) + 4,
      text: isLog ? logTickText(tick) : tickText(tick, step),
      anchor: "end",
    }),
  ]);
}

function curveShapes(
  { curves, isLog, isSmoothed }: ChartView,
  spans: { readonly x: Span; readonly y: Span },
  looks: PictureLooks,
): readonly Shape[] {
  const toY = scaleY(spans.y, isLog);
  const toX = (place: number) => PLOT.x + ((place - spans.x.min) / (spans.x.max - spans.x.min)) * PLOT.width;
  const pointsOf = (x: Float64Array, y: Float64Array) =>
    [...thinnedIndexes(y, 2 * WIDTH)].flatMap((place) => [toX(x[place] ?? NaN), toY(y[place] ?? NaN)]);
  return curves.flatMap(({ line, run, isGoing }): Shape[] => {
    if (line === undefined) {
      return [];
    }
    const look = { kind: "line", stroke: looks.colorOf(run.color), isClipped: true } as const;
    const logged: Shape = { ...look, points: pointsOf(line.x, line.y), width: 1, alpha: 0.35, isDashed: false };
    const shown: Shape = { ...look, points: pointsOf(line.x, line.shown), width: 2, alpha: 1, isDashed: isGoing };
    return isSmoothed ? [logged, shown] : [shown];
  });
}

function legendShapes({ curves }: ChartView, looks: PictureLooks): readonly Shape[] {
  return curves.flatMap(({ run, isGoing }, index): Shape[] => {
    const y = PLOT.y + PLOT.height + AXIS + 14 + index * LEGEND_ROW;
    const stroke = looks.colorOf(run.color);
    const swatch = { kind: "line", stroke, width: 3, alpha: 1, isDashed: isGoing, isClipped: false } as const;
    const text = `${cutMiddle(run.label, LONGEST_NAME)}${isGoing ? " (still going)" : ""}`;
    return [{ ...swatch, points: [PLOT.x, y - 4, PLOT.x + 28, y - 4] }, textShape(looks, { x: PLOT.x + 36, y, text })];
  });
}

function scaleY({ min, max }: Span, isLog: boolean): (value: number) => number {
  const scaled = (value: number) => (isLog ? (value > 0 ? Math.log10(value) : NaN) : value);
  const [low, high] = [scaled(min), scaled(max)];
  return (value) => PLOT.y + (1 - (scaled(value) - low) / (high - low)) * PLOT.height;
}

function gridLine(points: readonly number[], { grid }: PictureLooks): Shape {
  return { kind: "line", points, stroke: grid, width: 1, alpha: 1, isDashed: false, isClipped: false };
}

function textShape(
  { text: fill }: PictureLooks,
  words: Pick<Shape & { readonly kind: "text" }, "x" | "y" | "text"> & Partial<Shape & { readonly kind: "text" }>,
): Shape {
  return { kind: "text", fill, size: SMALL, anchor: "start", isBold: false, ...words };
}
