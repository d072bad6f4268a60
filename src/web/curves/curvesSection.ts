import type { TemplateResult } from "lit";
import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { PageFailure } from "../pageFailure";
import { failureNotice, longText, problemNotice } from "../parts/pieces";
import { curveCard } from "./curveCard";
import { curvesToolbar, runChips } from "./curvesToolbar";
import type { CurvesView, ShownCharts } from "./curvesView";
import { isAskedFor, shownCharts } from "./curvesView";
import type { CurvesReading } from "./model/curveMessages";
import type { CurveRun } from "./model/chartModel";
import type { MetricGroup } from "./model/curveGroups";
import { groupMetrics } from "./model/curveGroups";
import { toggled } from "./model/curveChoices";

/** The curves of the page's runs: closed at first, as reading them takes requests. */
export function curvesSection(view: CurvesView): TemplateResult {
  const { choices, choose, post } = view;
  const onToggle = ({ target }: Event) => {
    const isOpen = target instanceof HTMLDetailsElement && target.open;
    if (isOpen !== choices.isOpen) {
      choose({ isOpen });
      post({ kind: "foldCurves", groups: choices.folded });
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
  const hasAny = metricNames(view.runs).size > 0;
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
  const names = metricNames(runs);
  return names.size === 0 ? nothing : html`<span class="count">${names.size}</span>`;
}

/** Of all curves, the ones that were not read yet included. */
function metricNames(runs: readonly CurveRun[]): ReadonlySet<string> {
  return new Set(runs.flatMap(({ curves }) => [...(curves?.series.keys() ?? []), ...(curves?.reading.unread ?? [])]));
}

function groups(view: CurvesView, shown: ShownCharts): TemplateResult {
  const names = [...metricNames(view.runs)].filter((name) => isAskedFor(view, name));
  const found = groupMetrics(names);
  return names.length === 0
    ? html`<p class="quiet">No curves of this name</p>`
    : html`${repeat(
        found,
        ({ name }) => name,
        ({ name, metrics }) =>
          found.length === 1 ? cards(view, shown, metrics) : group(view, shown, { name, metrics }),
      )}`;
}

/** Folded, it takes neither room nor requests. */
function group(view: CurvesView, shown: ShownCharts, { name, metrics }: MetricGroup): TemplateResult {
  const { choices, choose, post } = view;
  const isOpen = !choices.folded.includes(name);
  const onToggle = ({ target }: Event) => {
    if (target instanceof HTMLDetailsElement && target.open !== isOpen) {
      const folded = toggled(choices.folded, name);
      choose({ folded });
      post({ kind: "foldCurves", groups: folded });
    }
  };
  return html`<details class="curve-group" ?open=${isOpen} @toggle=${onToggle}>
    <summary>
      <h3>${name === "" ? "Other" : name} <span class="count">${metrics.length}</span></h3>
    </summary>
    ${isOpen ? cards(view, shown, metrics) : nothing}
  </details>`;
}

function cards(view: CurvesView, shown: ShownCharts, metrics: readonly string[]): TemplateResult {
  const card = (metric: string) =>
    shown.all.has(metric)
      ? curveCard(view, shown.viewOf(metric), shown.origin === undefined)
      : unreadCard(view.runs, metric);
  return html`<div class="curve-grid">${repeat(metrics, (metric) => metric, card)}</div>`;
}

/** A curve that is on its way, as its group was opened just now. */
function unreadCard(runs: readonly CurveRun[], metric: string): TemplateResult {
  const hasFailed = runs.some(({ curves }) => curves?.reading.failure !== undefined);
  return html`<article class="curve-card">
    <div class="curve-head"><h4>${longText(metric)}</h4></div>
    <p class="curve-note" role="status">${hasFailed ? "It could not be read." : "Reading…"}</p>
  </article>`;
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
