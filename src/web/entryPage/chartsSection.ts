import type { TemplateResult } from "lit";
import { html, nothing } from "lit";
import { formatMetric } from "../../sources/formatNumbers";
import type { PageChart, PageContent } from "../../sources/page";
import type { FactTable } from "../../sources/source";
import { longText } from "../parts/pieces";
import { numberClass } from "./textSections";

/** Numbers with a bar each, as rows of the table of the chart's title: so they can be read, copied and heard, too. */
export function chartsSection({
  charts,
  tables,
}: Pick<PageContent, "charts" | "tables">): TemplateResult | typeof nothing {
  const shown = charts.filter(({ bars }) => bars.length > 0);
  const tableOf = (chart: PageChart) => tables.find(({ title }) => title === chart.title) ?? tableFrom(chart);
  return shown.length === 0
    ? nothing
    : html`<div class="charts">${shown.map((chart) => chartSection(chart, tableOf(chart)))}</div>`;
}

function tableFrom({ title, bars }: PageChart): FactTable {
  return {
    title,
    columns: ["Name", "Value"],
    rows: bars.map(({ label, value }) => [label, formatMetric(value)]),
  };
}

function chartSection(chart: PageChart, { title, columns, rows }: FactTable): TemplateResult {
  const values = new Map(chart.bars.map(({ label, value }) => [label, value]));
  const [name = "", ...others] = columns;
  const row = ([label = "", ...texts]: readonly string[]) =>
    html`<tr>
      <th scope="row">${longText(label)}</th>
      <td class="bar-cell">${barOf(values.get(label), chart)}</td>
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

/** From zero, on an axis that all bars of the chart share. */
function barOf(value: number | undefined, { bars, range }: PageChart): TemplateResult | typeof nothing {
  if (value === undefined || !Number.isFinite(value)) {
    return nothing;
  }
  const values = bars.map((bar) => bar.value).filter((one) => Number.isFinite(one));
  const [low, high] = [Math.min(0, range?.min ?? 0, ...values), Math.max(0, range?.max ?? 0, ...values)];
  const percent = (part: number) => `${high === low ? 0 : (100 * part) / (high - low)}%`;
  const style = `left: ${percent(Math.min(0, value) - low)}; width: ${percent(Math.abs(value))}`;
  return html`<div class="bar-track" aria-hidden="true"><div class="bar" .style=${style}></div></div>`;
}
