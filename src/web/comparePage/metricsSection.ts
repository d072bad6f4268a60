import type { TemplateResult } from "lit";
import { html, nothing } from "lit";
import { formatMetric } from "../../text/formatNumbers";
import type { MetricRange } from "../../sources/contract/panelContent";
import { codicon, iconBefore } from "../parts/pieces";
import { tooltipText } from "../parts/tooltipText";
import { belowPart } from "./belowPart";
import { comparedText } from "./comparedText";
import type { ComparedMetric } from "./comparison";
import { metricValue } from "./comparison";
import { barsOf } from "./metricBars";
import { nounOf } from "./nounOf";
import { directionWords, extremeWords, metricWords, undrawnWords } from "./metricWords";
import type { CompareView } from "./compareView";
import type { PartCounts, ShownTables } from "./shownTables";

const ROW_HEIGHT = 22;
const AXIS_HEIGHT = 26;
/** That are named above a chart. */
const MOST_WINNERS = 3;

export function metricsSection(view: CompareView, shown: ShownTables): TemplateResult {
  const { metrics, labels, metricCounts } = shown;
  const { asTable } = view.choices;
  const toggle = html`<vscode-button secondary @click=${() => view.choose({ asTable: !asTable })}
    >${iconBefore(asTable ? "graph" : "table")}${asTable ? "Show as Charts" : "Show as Table"}</vscode-button
  >`;
  const body = asTable
    ? metricTable(metrics, shown)
    : html`<div class="cards">${metrics.map((metric) => card(metric, labels, nounOf(view.message.columns)))}</div>`;
  return html`<section aria-labelledby="metrics-heading">
    <div class="section-line">
      <h2 id="metrics-heading">Metrics <span class="count">${countText(metricCounts)}</span></h2>
      ${metrics.length === 0 ? nothing : toggle} ${metrics.length === 0 || asTable ? nothing : legend(metrics)}
    </div>
    ${metrics.length === 0 ? nothing : body} ${belowPart(view, metricCounts, "metrics")}
  </section>`;
}

function countText({ all, hidden }: PartCounts): string {
  return hidden === 0 ? String(all) : `${all - hidden} of ${all} differ`;
}

/** Of the marks that are there. A metric of which one value alone is known has no latest. */
function legend(metrics: readonly ComparedMetric[]): TemplateResult {
  const isRange = hasRanges(metrics);
  const hasBest = metrics.some(({ best }) => best.length > 0);
  const ofRange = html`<span class="mark bar"></span>min to max <span class="mark line"></span>mean`;
  const ofBest = html`<span class="mark best"></span>${isRange ? "best latest" : "best"}`;
  return html`<p class="legend" aria-hidden="true">
    ${isRange ? ofRange : nothing} <span class="mark dot"></span>${isRange ? "latest" : "value"}
    ${hasBest ? ofBest : nothing}
  </p>`;
}

function hasRanges(metrics: readonly ComparedMetric[]): boolean {
  return metrics.some(({ ranges }) => ranges.some((range) => range?.min !== undefined || range?.max !== undefined));
}

function card(metric: ComparedMetric, labels: readonly string[], noun: string): TemplateResult {
  const height = `height: ${labels.length * ROW_HEIGHT + AXIS_HEIGHT}px`;
  const value = metricValue(metric.ranges[metric.best[0] ?? -1]);
  const undrawn = undrawnWords(metric, labels);
  const best = html`<p class="best">
    ${codicon("star-full")}<span class="name-lines">${winnerText(metric, labels)}</span>
    <strong>${value === undefined ? "" : formatMetric(value)}</strong>
  </p>`;
  return html`<article>
    <h3>${comparedText(metric.key)} <span class="quiet">${directionWords(metric)}</span></h3>
    ${metric.best.length === 0 ? html`<p class="best quiet">${extremeWords(metric, noun)}</p>` : best}
    <range-chart
      role="img"
      aria-label=${metricWords(metric, labels)}
      .style=${height}
      .options=${{ bars: barsOf(metric, labels), hasAxes: true }}
    ></range-chart>
    ${undrawn === "" ? nothing : html`<p class="quiet small">Not drawn: ${undrawn}</p>`}
  </article>`;
}

function winnerText({ best }: ComparedMetric, labels: readonly string[]): string {
  const names = best.slice(0, MOST_WINNERS).map((index) => labels[index] ?? "");
  const others = best.length - names.length;
  return `${names.join(", ")}${others === 0 ? "" : ` and ${others} more`}`;
}

function metricTable(metrics: readonly ComparedMetric[], { labels, titles }: ShownTables): TemplateResult {
  const cell = (range: MetricRange | undefined, isBest: boolean) => {
    const value = metricValue(range);
    return html`<td class="number ${isBest ? "is-best" : ""}">
      ${isBest ? html`<span class="codicon codicon-star-full" role="img" aria-label="best"></span>` : nothing}
      ${value === undefined ? html`<span class="quiet">–</span>` : formatMetric(value)}
      <div class="quiet small">${rangeText(range)}</div>
    </td>`;
  };
  return html`<div class="wide" tabindex="0" role="region" aria-label="Metrics as a table">
    <table class="sticky">
      <thead>
        <tr>
          <th scope="col">${hasRanges(metrics) ? "Latest, and min to max" : "Metric"}</th>
          ${labels.map((label, index) => html`<th scope="col" class="number" title=${tooltipText(titles[index] ?? "")}>${label}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${metrics.map(
          ({ key, ranges, best }) =>
            html`<tr>
              <th scope="row">${comparedText(key)}</th>
              ${ranges.map((range, index) => cell(range, best.includes(index)))}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function rangeText(range: MetricRange | undefined): string {
  if (range?.latest === undefined && range?.mean !== undefined) {
    return "mean";
  }
  return range?.min === undefined || range.max === undefined
    ? ""
    : `${formatMetric(range.min)} to ${formatMetric(range.max)}`;
}
