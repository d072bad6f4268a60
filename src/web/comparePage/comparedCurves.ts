import type { TemplateResult } from "lit";
import { nothing } from "lit";
import { curvesSection } from "../curves/curvesSection";
import type { CurveRun } from "../curves/model/chartModel";
import { runKey } from "../curves/model/curveStore";
import { assignColors } from "../curves/model/runColors";
import { defined } from "../../text/defined";
import type { CompareView } from "./compareView";

/** The numbers in the palette of the page's columns, from left to right: a column keeps its own when others go. */
export function columnColors({ message, choices }: CompareView): readonly number[] {
  const keys = message.columns.map(({ address }) => runKey(address));
  const colors = assignColors(keys, choices.curves.colors);
  return keys.map((key) => colors[key] ?? 0);
}

/** The curves of all columns, each metric's in one chart. */
export function comparedCurves(view: CompareView, labels: readonly string[]): TemplateResult | typeof nothing {
  const { message, choices, choose, post } = view;
  const [first] = message.columns;
  const colors = columnColors(view);
  const runs = message.columns.map(({ address }, index): CurveRun => {
    const key = runKey(address);
    const curves = message.curves.get(key);
    return { key, label: labels[index] ?? "", color: colors[index] ?? 0, ...defined({ curves }) };
  });
  return message.hasCurves && first !== undefined
    ? curvesSection({
        runs,
        choices: choices.curves,
        choose: (change) =>
          choose({
            curves: {
              ...choices.curves,
              colors: Object.fromEntries(runs.map(({ key, color }) => [key, color])),
              ...change,
            },
          }),
        post,
        setKeys: () => post({ kind: "setKeys", column: failedColumn(view) ?? first.address }),
        query: choices.query,
      })
    : nothing;
}

function failedColumn({ message }: CompareView) {
  const failed = message.columns.find(({ address }) => {
    const curves = message.curves.get(runKey(address));
    return curves?.reading.failure?.isKeyProblem === true;
  });
  return failed?.address;
}
