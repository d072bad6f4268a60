import type { ChartCurve } from "./chartModel";
import type { XAxis } from "./xAxis";
import type { Span } from "./yScale";

/** The curves of a chart, and how they are drawn. */
export interface ChartView {
  readonly metric: string;
  /** Without those of runs that are hidden. */
  readonly curves: readonly ChartCurve[];
  /** True on a page of several runs, where a curve is said to be whose it is, also when it is the only one of its metric. */
  readonly isNamed: boolean;
  readonly axis: XAxis;
  readonly isLog: boolean;
  readonly isSmoothed: boolean;
  /** Of the chart's own curves, which fill it; of those of all charts while they show the same part. */
  readonly whole: Span;
  /** The part that is shown; absent for the whole. */
  readonly zoom?: Span | undefined;
  readonly isLarge: boolean;
}

const LOOKS = ["axis", "isLog", "isSmoothed", "isLarge", "isNamed"] as const;

/** True when a chart has to be drawn again; runs that go on bring new curves, while those of the others stay the same. */
export function isOtherView(one: ChartView, other: ChartView): boolean {
  const sameLooks =
    LOOKS.every((look) => one[look] === other[look]) &&
    sameSpan(one.whole, other.whole) &&
    sameSpan(one.zoom, other.zoom);
  return (
    !sameLooks ||
    one.curves.length !== other.curves.length ||
    !one.curves.every((curve, index) => isSame(curve, other.curves[index]))
  );
}

function isSame(one: ChartCurve, other: ChartCurve | undefined): boolean {
  return (
    one.line === other?.line &&
    one.isGoing === other?.isGoing &&
    one.run.color === other.run.color &&
    one.run.label === other.run.label
  );
}

function sameSpan(one: Span | undefined, other: Span | undefined): boolean {
  return one?.min === other?.min && one?.max === other?.max;
}
