import { formatCount } from "../../text/formatNumbers";
import type { ChartCurve } from "./model/chartModel";
import type { ChartView } from "./model/chartView";
import { firstFrom } from "./model/nearest";
import type { Span } from "./model/yScale";

const AXIS_NOUNS = { step: "steps", epoch: "epochs", time: "times", elapsed: "times" } as const;

/** Where a curve is from, "from checkpoint-204/trainer_state.json", and which files say the same; empty for what the service itself keeps. */
export function originText({ series }: Pick<ChartCurve, "series">): string {
  const { origin, others } = series;
  const same = others.length === 0 ? "" : `; also in ${others.join(", ")}`;
  return origin === "" ? "" : `from ${origin}${same}`;
}

/** Says which of a chart's curves and values are not drawn, in sentences. */
export function missingNotes({ curves, axis, isLog, zoom }: ChartView): readonly string[] {
  const without = curves.filter(({ line }) => line === undefined).map(({ run }) => run.label);
  const left = without.length === 0 ? [] : [`Without ${AXIS_NOUNS[axis]}, and not drawn: ${without.join(", ")}.`];
  const empty = zoom !== undefined && isEmptyWithin(curves, zoom) ? ["No values in the part that is shown."] : [];
  const below = isLog ? countBelow(curves) : 0;
  const values =
    below === 1 ? "1 value that is not above 0 has" : `${formatCount(below)} values that are not above 0 have`;
  return [...left, ...empty, ...(below === 0 ? [] : [`${values} no place on a logarithmic axis.`])];
}

/** True for curves that all have their points elsewhere. */
function isEmptyWithin(curves: readonly ChartCurve[], { min, max }: Span): boolean {
  const lines = curves.flatMap(({ line }) => line ?? []);
  return lines.length > 0 && lines.every(({ x }) => (x[firstFrom(x, min)] ?? Infinity) > max);
}

function countBelow(curves: readonly ChartCurve[]): number {
  return curves.reduce(
    (sum, { line }) => sum + (line?.y.reduce((all, value) => all + Number(value <= 0 && value > -Infinity), 0) ?? 0),
    0,
  );
}
