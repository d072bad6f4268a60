import type { TemplateResult } from "lit";
import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { PageFailure } from "../pageFailure";
import { failureNotice, problemNotice } from "../parts/pieces";
import { curveCard } from "./curveCard";
import { curvesToolbar, runChips } from "./curvesToolbar";
import type { CurvesView, ShownCharts } from "./curvesView";
import { shownCharts } from "./curvesView";
import type { CurvesReading } from "./model/curveMessages";
import type { CurveRun } from "./model/chartModel";
import { groupMetrics } from "./model/curveGroups";

/** The curves of the page's runs: closed at first, as reading them takes requests. */
export function curvesSection(view: CurvesView): TemplateResult {
  const { choices, choose, post } = view;
  const onToggle = ({ target }: Event) => {
    const isOpen = target instanceof HTMLDetailsElement && target.open;
    if (isOpen !== choices.isOpen) {
      choose({ isOpen });
      post({ kind: isOpen ? "openCurves" : "closeCurves" });
    }
  };
  return html`<section aria-labelledby="curves-heading">
    <details class="curves" ?open=${choices.isOpen} @toggle=${onToggle}>
      <summary><h2 id="curves-heading">Curves ${choices.isOpen ? countOf(view) : nothing}</h2></summary>
      ${choices.isOpen ? curvesBody(view) : nothing}
    </details>
  </section>`;
}

/** The section without its heading, as a tab of curves alone shows it. */
export function curvesBody(view: CurvesView): TemplateResult {
  const shown = shownCharts(view);
  const hasAny = view.runs.some(({ curves }) => (curves?.series.size ?? 0) > 0);
  return html`<div class="curves-body">
    ${hasAny ? curvesToolbar(view, shown) : nothing} ${hasAny ? runChips(view) : nothing} ${notices(view)}
    ${progressLine(view.runs)} ${originLine(shown)} ${hasAny ? groups(view, shown) : emptyLine(view.runs)}
  </div>`;
}

/** Said once where all curves are from one place. */
function originLine({ origin }: ShownCharts): TemplateResult | typeof nothing {
  return origin === undefined || origin === "" ? nothing : html`<p class="curve-note">All ${origin}</p>`;
}

function countOf({ runs }: CurvesView): TemplateResult | typeof nothing {
  const names = new Set(runs.flatMap(({ curves }) => [...(curves?.series.keys() ?? [])]));
  return names.size === 0 ? nothing : html`<span class="count">${names.size}</span>`;
}

function groups(view: CurvesView, shown: ShownCharts): TemplateResult {
  const found = groupMetrics(shown.all.keys());
  const isAlone = found.length === 1;
  const group = (name: string, metrics: readonly string[]) =>
    html`<div class="curve-group">
      ${isAlone ? nothing : html`<h3>${name === "" ? "Other" : name} <span class="count">${metrics.length}</span></h3>`}
      <div class="curve-grid">
        ${repeat(
          metrics,
          (metric) => metric,
          (metric) => curveCard(view, shown.viewOf(metric), shown.origin === undefined),
        )}
      </div>
    </div>`;
  return shown.all.size === 0
    ? html`<p class="quiet">No curves of this name</p>`
    : html`${repeat(
        found,
        ({ name }) => name,
        ({ name, metrics }) => group(name, metrics),
      )}`;
}

/** One for each different reason; the names of the runs stand before it where there are several. */
function notices({ runs, post, setKeys }: CurvesView): readonly TemplateResult[] {
  const failures = runs.flatMap(({ curves }) => curves?.reading.failure ?? []);
  const actions = { tryAgain: () => post({ kind: "reloadCurves" }), setKeys };
  const told = new Map(failures.map((failure) => [failure.sentence, failure]));
  const failed = [...told.values()].map((failure) => failureNotice(withNames(runs, failure), actions));
  const problems = new Set(runs.flatMap(({ curves }) => curves?.reading.problems ?? []));
  const worded = [...problems].map(
    (problem) => namesBefore(runs, ({ problems }) => problems.includes(problem)) + problem,
  );
  return [...failed, ...worded.map(problemNotice)];
}

function withNames(runs: readonly CurveRun[], failure: PageFailure): PageFailure {
  const names = namesBefore(runs, (reading) => reading.failure?.sentence === failure.sentence);
  return { ...failure, sentence: names + failure.sentence };
}

function namesBefore(runs: readonly CurveRun[], isAbout: (reading: CurvesReading) => boolean): string {
  const labels = runs.filter(({ curves }) => curves !== undefined && isAbout(curves.reading)).map(({ label }) => label);
  return runs.length === 1 || labels.length === runs.length ? "" : `${labels.join(", ")}: `;
}

/** Says how far the reading has come: of several runs, how many are read. */
function progressLine(runs: readonly CurveRun[]): TemplateResult | typeof nothing {
  const reading = runs.filter(({ curves }) => curves === undefined || curves.reading.progress !== undefined);
  const [first] = reading;
  if (first === undefined) {
    return nothing;
  }
  const words = first.curves?.reading.progress ?? "";
  const text = runs.length > 1 ? `${runs.length - reading.length} of ${runs.length} runs` : words;
  return html`<div class="curves-progress" role="status">
    <vscode-progress-ring aria-hidden="true"></vscode-progress-ring>
    <span>Reading curves${text === "" ? "" : `: ${text}`}…</span>
  </div>`;
}

function emptyLine(runs: readonly CurveRun[]): TemplateResult | typeof nothing {
  const isOver = runs.every(({ curves }) => curves !== undefined && curves.reading.progress === undefined);
  const hasFailed = runs.some(({ curves }) => curves?.reading.failure !== undefined);
  const looked = [...new Set(runs.flatMap(({ curves }) => curves?.reading.looked ?? []))].filter((text) => text !== "");
  const reason = looked.length === 0 ? "." : `: ${looked.join(" ")}`;
  return isOver && !hasFailed ? html`<p class="quiet">No curves were found${reason}</p>` : nothing;
}
