import type { TemplateResult } from "lit";
import { html, nothing } from "lit";
import { failureNotice, loadingSign, problemNotice, searchField } from "../parts/pieces";
import { csvOf, markdownOf } from "./comparisonText";
import type { CompareColumn } from "./messages";
import { metricsSection } from "./metricsSection";
import type { CompareView } from "./pageState";
import { paramsSection } from "./paramsSection";
import { drawPicture } from "./picture";
import type { ShownTables } from "./shownTables";
import { shownTables } from "./shownTables";

export function pageBody(view: CompareView): TemplateResult {
  const { columns, isLoading } = view.message;
  const hasContent = columns.some(({ state }) => state.kind === "content");
  const shown = shownTables(columns, view.choices);
  return html`<main aria-busy=${isLoading}>
    ${hasContent ? toolbar(view, shown) : nothing} ${failures(view)}
    ${hasContent ? html`${paramsSection(view, shown)} ${shown.hasMetrics ? metricsSection(view, shown) : nothing}` : nothing}
    ${!hasContent && isLoading ? loadingSign("the comparison") : nothing}
  </main>`;
}

function toolbar({ choices, choose, post, message }: CompareView, shown: ShownTables): TemplateResult {
  const copy = (text: string) => () => post({ kind: "copy", text });
  const save = () => post({ kind: "savePicture", picture: drawPicture(shown.metrics, shown.titles) });
  const picture = html`<vscode-button
    secondary
    icon="device-camera"
    ?disabled=${shown.metrics.length === 0}
    @click=${save}
    >Save Picture…</vscode-button
  >`;
  return html`<header>
    <div class="title-line">
      <h1>Compare <span class="quiet">${message.columns.length} side by side</span></h1>
      <vscode-button secondary icon="refresh" @click=${() => post({ kind: "reload" })}
        >${message.isLoading ? "Refreshing…" : "Refresh"}</vscode-button
      >
    </div>
    <div class="toolbar" role="toolbar" aria-label="Comparison">
      ${searchField({ label: `Filter ${shown.paramsName.toLowerCase()}${shown.hasMetrics ? " and metrics" : ""}`, value: choices.query, onInput: (query) => choose({ query }) })}
      <vscode-checkbox
        label="Differences only"
        .checked=${choices.onlyDifferences}
        @change=${({ target }: Event) => choose({ onlyDifferences: isChecked(target) })}
      ></vscode-checkbox>
      <span class="push"></span>
      <vscode-button secondary icon="markdown" @click=${() => copy(markdownOf(shown))()}
        >Copy as Markdown</vscode-button
      >
      <vscode-button secondary icon="copy" @click=${() => copy(csvOf(shown))()}>Copy as CSV</vscode-button>
      ${shown.hasMetrics ? picture : nothing}
    </div>
  </header>`;
}

function isChecked(target: EventTarget | null): boolean {
  return target !== null && "checked" in target && target.checked === true;
}

/** One notice for each different failure, and one for those that are no more. */
function failures({ message, post }: CompareView): readonly TemplateResult[] {
  const { columns } = message;
  const failed = columns.flatMap(({ state }, column) =>
    state.kind === "failure" ? [{ failure: state.failure, column }] : [],
  );
  const sentences = new Map(failed.map((one) => [one.failure.sentence, one]));
  const notices = [...sentences.values()].map(({ failure, column }) =>
    failureNotice(failure, {
      tryAgain: () => post({ kind: "reload" }),
      setKeys: () => post({ kind: "setKeys", column }),
    }),
  );
  const problems = columns.flatMap(({ state }) => (state.kind === "content" ? state.content.problems : []));
  return [...notices, ...goneNotice(columns), ...[...new Set(problems)].map(problemNotice)];
}

function goneNotice(columns: readonly CompareColumn[]): readonly TemplateResult[] {
  const count = columns.filter(({ state }) => state.kind === "gone").length;
  return count === 0
    ? []
    : [problemNotice(`${count} of ${columns.length} no longer ${count === 1 ? "exists" : "exist"}.`)];
}
