import type { TemplateResult } from "lit";
import { html, nothing } from "lit";
import { metricDirection } from "../../sources/metrics/metricDirection";
import { iconButton, longText } from "../parts/pieces";
import { chartLooks } from "./chartColors";
import { curveSentence } from "./chartWords";
import type { CurvesView } from "./curvesView";
import type { ChartCurve } from "./model/chartModel";
import { missingNotes, originText } from "./chartNotes";
import type { ChartView } from "./model/chartView";
import { toggled } from "./model/curveChoices";
import { csvOfCurves } from "./model/curvesCsv";
import { pictureOf } from "./picture/chartPicture";
import { svgText } from "./picture/svgText";
import { paintPicture } from "./picture/paintPicture";
import { pointsTable } from "./pointsTable";
import { runSwatch } from "./runSwatch";

/** A metric's chart, with what can be done with it. */
export function curveCard(view: CurvesView, chart: ChartView, hasOrigins: boolean): TemplateResult {
  const { metric, isLarge, zoom, whole } = chart;
  const shown = zoom ?? whole;
  const isTable = metric in view.choices.tables;
  return html`<article class="curve-card ${isLarge ? "large" : ""}">
    <div class="curve-head">
      <h4>${longText(metric)} <span class="quiet">${directionWords(metric)}</span></h4>
      ${cardButtons(view, chart)}
    </div>
    <curve-chart
      tabindex="0"
      role="slider"
      aria-roledescription="chart"
      aria-valuemin=${shown.min}
      aria-valuemax=${shown.max}
      .onZoom=${(to: ChartView["zoom"]) => view.choose({ zoom: to })}
      .view=${chart}
    ></curve-chart>
    ${missingNotes(chart).map((note) => html`<p class="curve-note">${note}</p>`)} ${sentences(chart, hasOrigins)}
    ${isTable ? pointsTable(view, chart) : nothing}
  </article>`;
}

function directionWords(metric: string): string {
  const direction = metricDirection(metric);
  return direction === undefined ? "" : `${direction} is better`;
}

function cardButtons({ choices, choose, post }: CurvesView, chart: ChartView): TemplateResult {
  const { metric, curves } = chart;
  const { tables, large } = choices;
  const isLarge = large.includes(metric);
  const isTable = metric in tables;
  const name = metric.replaceAll(/[^\p{L}\p{N}._-]+/gu, "_");
  const picture = () => pictureOf(chart, chartLooks());
  const csv = () => csvOfCurves(curves.map(({ run, series }) => ({ run: run.label, series })));
  const others = Object.fromEntries(Object.entries(tables).filter(([name]) => name !== metric));
  const toggleTable = () => choose({ tables: isTable ? others : { ...tables, [metric]: 0 } });
  const savePng = () => post({ kind: "saveCurves", name, format: "png", data: paintPicture(picture()) });
  const saveSvg = () => post({ kind: "saveCurves", name, format: "svg", data: svgText(picture()) });
  return html`<div class="curve-buttons" role="group" aria-label=${metric}>
    ${iconButton("table", isTable ? "Hide Points" : "Show Points as Table", toggleTable)}
    ${iconButton("copy", "Copy as CSV", () => post({ kind: "copy", text: csv() }))}
    ${iconButton("device-camera", "Save as PNG…", savePng)} ${iconButton("file-media", "Save as SVG…", saveSvg)}
    ${iconButton(isLarge ? "screen-normal" : "screen-full", isLarge ? "Make Smaller" : "Make Larger", () => choose({ large: toggled(large, metric) }), isTable)}
  </div>`;
}

/** A chart's only curve says below it how it went; several do so when the chart is large. */
function sentences({ curves, isLarge, isNamed }: ChartView, hasOrigins: boolean): TemplateResult | typeof nothing {
  const [first] = curves;
  if (first === undefined) {
    return html`<p class="curve-note">Nothing is shown: the runs with this metric are hidden.</p>`;
  }
  if (!isNamed) {
    return html`<p class="curve-note">${sentenceOf(first, hasOrigins)}</p>`;
  }
  const item = (curve: ChartCurve) =>
    html`<li>
      ${runSwatch(curve.run.color, curve.isGoing)}<span
        ><strong>${curve.run.label}</strong> ${sentenceOf(curve, hasOrigins)}</span
      >
    </li>`;
  return isLarge || curves.length === 1
    ? html`<ul class="curve-sentences">
        ${curves.map(item)}
      </ul>`
    : nothing;
}

function sentenceOf(curve: ChartCurve, hasOrigin: boolean): string {
  const origin = hasOrigin ? originText(curve) : "";
  return `${curveSentence(curve)}${origin === "" ? "" : ` · ${origin}`}`;
}
