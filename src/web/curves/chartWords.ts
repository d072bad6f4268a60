import { curveSummary } from "../../series/curveSummary";
import type { SeriesPoints } from "../../series/series";
import { placeText, valueText } from "./model/axisText";
import type { ChartCurve } from "./model/chartModel";
import type { ChartView } from "./model/chartView";
import type { LegendRow } from "./model/legendRows";
import { placeNearest } from "./model/legendRows";

/** By the points: a chart is worded again each time it is moved. */
const summaries = new WeakMap<SeriesPoints, string>();

/** A curve in a sentence: "falls from 2.31 to 1.13, lowest 1.1 at step 900". */
export function curveSentence({ series: { points }, isGoing }: ChartCurve): string {
  const summary = summaries.get(points) ?? curveSummary(points);
  summaries.set(points, summary);
  return `${summary}${isGoing ? ", still going" : ""}`;
}

/** A chart's name for screen readers: each curve in a sentence. */
export function chartLabel({ metric, curves, isNamed }: Pick<ChartView, "metric" | "curves" | "isNamed">): string {
  const [first] = curves;
  if (first === undefined) {
    return `${metric}: nothing is shown`;
  }
  return isNamed
    ? `${metric}. ${curves.map((curve) => `${curve.run.label} ${curveSentence(curve)}`).join("; ")}`
    : `${metric} ${curveSentence(first)}`;
}

/** Where the crosshair stands, and the values there. */
export function crosshairWords(rows: readonly LegendRow[], x: number, { curves, isNamed, axis }: ChartView): string {
  const words = rows.map(({ index, value, shown }) => {
    const name = isNamed ? `${curves[index]?.run.label ?? ""} ` : "";
    return `${name}${valueText(value, shown)}`;
  });
  return `${placeText(placeNearest(rows, x), axis)}: ${words.length === 0 ? "no values" : words.join(", ")}`;
}
