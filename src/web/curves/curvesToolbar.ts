import type { TemplateResult } from "lit";
import { html, nothing } from "lit";
import { iconBefore } from "../parts/pieces";
import type { CurvesView, ShownCharts } from "./curvesView";
import { runSwatch } from "./runSwatch";
import { toggled } from "./model/curveChoices";
import { MOST_SMOOTHING } from "./model/smoothing";
import type { XAxis } from "./model/xAxis";
import { X_AXES, X_AXIS_NAMES } from "./model/xAxis";

/** How all charts are drawn. */
export function curvesToolbar(
  { choices, choose, post, isPage = false }: CurvesView,
  { axes, axis }: ShownCharts,
): TemplateResult {
  const { isLog, smoothing, zoom } = choices;
  const reset = html`<vscode-button secondary @click=${() => choose({ zoom: undefined })}
    >${iconBefore("zoom-out")}Reset Zoom</vscode-button
  >`;
  const again = html`<vscode-button secondary @click=${() => post({ kind: "reloadCurves" })}
    >${iconBefore("refresh")}Read Again</vscode-button
  >`;
  return html`<div class="curves-toolbar" role="toolbar" aria-label="Curves">
    <label
      >X axis
      <select @change=${({ target }: Event) => choose({ axis: axisIn(target), zoom: undefined })}>
        ${axes.map((name) => html`<option value=${name} ?selected=${name === axis}>${X_AXIS_NAMES[name]}</option>`)}
      </select>
    </label>
    <label><input type="checkbox" .checked=${isLog} @change=${() => choose({ isLog: !isLog })} />Logarithmic</label>
    <label
      >Smoothing
      <input
        type="range"
        min="0"
        max=${MOST_SMOOTHING}
        step="0.01"
        .value=${String(smoothing)}
        @input=${({ target }: Event) => choose({ smoothing: numberIn(target) })}
      />
      <output>${smoothing.toFixed(2)}</output>
    </label>
    ${zoom === undefined ? nothing : reset} ${isPage ? nothing : again}
  </div>`;
}

/** The runs with their colours; a click hides the curves of one, or shows them again. */
export function runChips({ runs, choices, choose }: CurvesView): TemplateResult | typeof nothing {
  const { hidden } = choices;
  return runs.length < 2
    ? nothing
    : html`<ul class="run-chips" aria-label="Runs">
        ${runs.map(
          ({ key, label, color, curves }) =>
            html`<li>
              <button
                type="button"
                class="run-chip"
                aria-pressed=${!hidden.includes(key)}
                title=${hidden.includes(key) ? `Show ${label}` : `Hide ${label}`}
                @click=${() => choose({ hidden: toggled(hidden, key) })}
              >
                ${runSwatch(color, curves?.reading.isGoing === true)}<span class="name-lines">${label}</span>
              </button>
            </li>`,
        )}
      </ul>`;
}

function axisIn(target: EventTarget | null): XAxis {
  return X_AXES.find((name) => target instanceof HTMLSelectElement && name === target.value) ?? "step";
}

function numberIn(target: EventTarget | null): number {
  return target instanceof HTMLInputElement ? Number(target.value) : 0;
}
