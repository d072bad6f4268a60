import type { TemplateResult } from "lit";
import { html, nothing } from "lit";
import { formatMetric } from "../../text/formatNumbers";
import type { PanelChart, PanelContent } from "../../sources/contract/panelContent";
import type { BarChartOptions } from "../parts/barChart";
import { longText } from "../parts/pieces";
import { numberClass } from "./textSections";
import type { FactTable } from "../../sources/contract/entry";

type Axis = Pick<BarChartOptions, "low" | "high">;

/** Numbers with a bar each, as rows of the table of the chart's title: so they can be read, copied and heard, too. */
export function chartsSection({
  charts,
  tables,
}: Pick<PanelContent, "charts" | "tables">): TemplateResult | typeof nothing {
  const shown = charts.filter(({ bars }) => bars.length > 0);
  const tableOf = (chart: PanelChart) => tables.find(({ title }) => title === chart.title) ?? tableFrom(chart);
  return shown.length === 0
    ? nothing
    : html`<div class="charts">${shown.map((chart) => chartSection(chart, tableOf(chart)))}</div>`;
}

function tableFrom({ title, bars }: PanelChart): FactTable {
  return {
    title,
    columns: ["Name", "Value"],
    rows: bars.map(({ label, value }) => [label, formatMetric(value)]),
  };
}

function chartSection(chart: PanelChart, { title, columns, rows }: FactTable): TemplateResult {
  const values = new Map(chart.bars.map(({ label, value }) => [label, value]));
  const axis = axisOf(chart);
  const [name = "", ...others] = columns;
  const row = ([label = "", ...texts]: readonly string[]) =>
    html`<tr>
      <th scope="row">${longText(label)}</th>
      <td class="bar-cell">${barOf(values.get(label), axis)}</td>
      ${texts.map((text) => html`<td class=${numberClass(text)}>${longText(text)}</td>`)}
    </tr>`;
  return html`<section>
    <h2>${title}</h2>
    <table class="bars">
      <thead>
        <tr>
          <th scope="col">${name}</th>
          <td class="bar-cell"></td>
          ${others.map((column) => html`<th scope="col" class="number">${column}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(row)}
      </tbody>
    </table>
  </section>`;
}

/** On an axis that all bars of the chart share. Nothing for what is no number; the table says each number beside its bar. */
function barOf(value: number | undefined, axis: Axis): TemplateResult | typeof nothing {
  return value === undefined || !Number.isFinite(value)
    ? nothing
    : html`<bar-chart aria-hidden="true" .options=${{ value, ...axis }}></bar-chart>`;
}

function axisOf({ bars, range }: PanelChart): Axis {
  let [low, high] = [Math.min(0, range?.min ?? 0), Math.max(0, range?.max ?? 0)];
  for (const { value } of bars.filter((bar) => Number.isFinite(bar.value))) {
    [low, high] = [Math.min(low, value), Math.max(high, value)];
  }
  return { low, high: high === low ? 1 : high };
}
