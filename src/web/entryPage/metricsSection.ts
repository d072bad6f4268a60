import type { TemplateResult } from "lit";
import { html, nothing } from "lit";
import { formatCount, formatMetric } from "../../text/formatNumbers";
import type { MetricRange, PanelContent } from "../../sources/contract/panelContent";
import { compareMetrics, knownColumns } from "./metricOrder";
import type { KnownColumn, MetricColumn } from "./metricOrder";
import { codicon, longText } from "../parts/pieces";
import { contentSearch } from "./contentSearch";
import type { RangeChartOptions } from "../parts/rangeChart";
import type { RangeBar } from "../parts/rangeScale";
import type { PageView } from "./pageState";
import { defined } from "../../text/defined";

const TITLES: Readonly<Record<MetricColumn, string>> = {
  key: "Metric",
  min: "Min",
  mean: "Mean",
  latest: "Latest",
  max: "Max",
  count: "Values",
};
const BEFORE = ["key", "latest"] as const;

/** Of what runs one expects metrics, and is told that there are none. */
export function metricsSection(
  view: PageView,
  content: Pick<PanelContent, "metrics" | "params" | "status">,
): TemplateResult | typeof nothing {
  const { metrics, status } = content;
  if (metrics.length === 0 && status === undefined) {
    return nothing;
  }
  const { sort } = view.choices;
  const query = view.choices.query.trim().toLowerCase();
  const found = metrics.filter(({ key }) => key.toLowerCase().includes(query));
  const shown = sort === undefined ? found : found.toSorted((one, other) => compareMetrics(one, other, sort));
  const count = query === "" ? String(metrics.length) : `${found.length} of ${metrics.length}`;
  const empty = metrics.length === 0 ? "No metrics" : "No metric has this in its name.";
  const columns = shownColumns(metrics);
  return html`<section aria-labelledby="metrics-heading">
    <div class="section-line">
      <h2 id="metrics-heading">Metrics <span class="count" role="status">${count}</span></h2>
      ${metrics.length === 0 ? nothing : html`${legend(columns)} ${contentSearch(view, content)}`}
    </div>
    ${shown.length > 0 ? html`<div class="wide">${metricsTable(view, shown, columns)}</div>` : html`<p class="quiet">${empty}</p>`}
  </section>`;
}

function legend({ hasRanges }: ShownColumns): TemplateResult | typeof nothing {
  return hasRanges
    ? html`<p class="legend" aria-hidden="true">
        <span class="mark bar"></span>min to max <span class="mark line"></span>mean
        <span class="mark dot"></span>latest
      </p>`
    : nothing;
}

function heading({ choices, choose }: PageView, column: MetricColumn): TemplateResult {
  const { sort } = choices;
  const isSorted = sort?.column === column;
  const direction = isSorted ? (sort.isDown ? "descending" : "ascending") : "none";
  const icon = isSorted ? codicon(sort.isDown ? "chevron-down" : "chevron-up") : "";
  const next = { column, isDown: isSorted ? !sort.isDown : column !== "key" };
  return html`<th scope="col" aria-sort=${direction} class=${column === "key" ? "" : "number"}>
    <button type="button" class="sort" @click=${() => choose({ sort: next })}>${TITLES[column]}${icon}</button>
  </th>`;
}

interface ShownColumns {
  readonly after: readonly KnownColumn[];
  readonly hasRanges: boolean;
}

/** A service may tell the latest value alone: a picture of one value says nothing. */
function shownColumns(metrics: readonly MetricRange[]): ShownColumns {
  const after = knownColumns(metrics);
  return { after, hasRanges: after.includes("min") && after.includes("max") };
}

function metricsTable(view: PageView, shown: readonly MetricRange[], columns: ShownColumns): TemplateResult {
  return html`<table class="metrics">
    <thead>
      <tr>
        ${BEFORE.map((column) => heading(view, column))}
        ${columns.hasRanges ? html`<th scope="col" class="picture">Range</th>` : nothing}
        ${columns.after.map((column) => heading(view, column))}
      </tr>
    </thead>
    <tbody>
      ${shown.map((metric) => metricRow(metric, columns))}
    </tbody>
  </table>`;
}

function metricRow(metric: MetricRange, { after, hasRanges }: ShownColumns): TemplateResult {
  const cell = (column: KnownColumn | "latest") => {
    const value = metric[column];
    return column === "count"
      ? html`<td class="number quiet">${value === undefined ? "" : formatCount(value)}</td>`
      : html`<td class="number ${column}">${value === undefined ? "" : formatMetric(value)}</td>`;
  };
  const picture = html`<td class="picture">
    <range-chart role="img" aria-label=${rangeWords(metric)} .options=${pictureOf(metric)}></range-chart>
  </td>`;
  return html`<tr>
    <th scope="row">${longText(metric.key)}</th>
    ${cell("latest")} ${hasRanges ? picture : nothing} ${after.map(cell)}
  </tr>`;
}

function pictureOf({ key: label, min, max, latest, mean }: MetricRange): RangeChartOptions {
  const bar: RangeBar = {
    label,
    ...defined({ min, max, latest, mean }),
  };
  return { bars: [bar], hasAxes: false };
}

function rangeWords(metric: MetricRange): string {
  const words = (["min", "mean", "latest", "max"] as const).flatMap((name) => {
    const value = metric[name];
    return value === undefined ? [] : [`${name} ${formatMetric(value)}`];
  });
  return words.length === 0 ? "No values" : words.join(", ");
}
