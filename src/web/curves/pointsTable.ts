import type { TemplateResult } from "lit";
import { html } from "lit";
import { formatCount } from "../../text/formatNumbers";
import { iconButton } from "../parts/pieces";
import type { CurvesView } from "./curvesView";
import { placeText } from "./model/axisText";
import type { ChartView } from "./model/chartView";
import { pointRows } from "./model/pointRows";
import { X_AXIS_NAMES } from "./model/xAxis";

const ROWS = 100;

/** The points as logged, a hundred at a time. */
export function pointsTable(
  { choices, choose }: CurvesView,
  { metric, curves, isNamed, axis }: ChartView,
): TemplateResult {
  const from = choices.tables[metric] ?? 0;
  const { rows, total } = pointRows(
    curves.map(({ line }) => line),
    from,
    ROWS,
  );
  const turn = (to: number) => () => choose({ tables: { ...choices.tables, [metric]: to } });
  const range = `${formatCount(Math.min(from + 1, total))} to ${formatCount(from + rows.length)} of ${formatCount(total)}`;
  return html`<div class="points">
    <div class="points-head">
      <span role="status">Points ${range}</span>
      ${iconButton("chevron-left", "Previous Points", turn(Math.max(0, from - ROWS)), from === 0)}
      ${iconButton("chevron-right", "Next Points", turn(from + ROWS), from + ROWS >= total)}
    </div>
    <div class="wide" tabindex="0" role="region" aria-label="Points of ${metric}">
      <table>
        <thead>
          <tr>
            <th scope="col" class="number">${X_AXIS_NAMES[axis]}</th>
            ${curves.map(({ run }) => html`<th scope="col" class="number">${isNamed ? run.label : "Value"}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            ({ x, values }) =>
              html`<tr>
                <th scope="row" class="number">${placeText(x, axis)}</th>
                ${values.map((value) => html`<td class="number">${value === undefined ? "" : String(value)}</td>`)}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </div>`;
}
