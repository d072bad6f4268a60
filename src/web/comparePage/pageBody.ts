import type { TemplateResult } from "lit";
import { html, nothing } from "lit";
import { iconBefore, failureNotice, loadingSign, problemNotice, searchField } from "../parts/pieces";
import { comparedCurves } from "./comparedCurves";
import { comparisonNotices } from "./comparisonNotices";
import { csvOf, markdownOf } from "./comparisonText";
import { metricsSection } from "./metricsSection";
import { nounOf } from "./nounOf";
import type { CompareView } from "./compareView";
import { paramsSection } from "./paramsSection";
import { drawPicture } from "./picture";
import type { ShownTables } from "./shownTables";
import { shownTables } from "./shownTables";

export function pageBody(view: CompareView): TemplateResult {
  const { columns, isLoading } = view.message;
  const hasContent = columns.some(({ content }) => content !== undefined);
  const shown = shownTables(columns, view.choices);
  return html`<main aria-busy=${isLoading}>
    ${hasContent ? toolbar(view, shown) : nothing} ${notices(view, shown)}
    ${hasContent ? html`${paramsSection(view, shown)} ${shown.hasMetrics ? metricsSection(view, shown) : nothing} ${comparedCurves(view, shown.labels)}` : nothing}
    ${!hasContent && isLoading ? loadingSign("the comparison") : nothing}
  </main>`;
}

function toolbar({ choices, choose, post, message }: CompareView, shown: ShownTables): TemplateResult {
  const copy = (text: string) => () => post({ kind: "copy", text });
  const save = () => void sendPicture(shown, post);
  const picture = html`<vscode-button secondary ?disabled=${shown.metrics.length === 0} @click=${save}
    >${iconBefore("device-camera")}Save Picture…</vscode-button
  >`;
  return html`<header>
    <div class="title-line">
      <h1>Comparing ${message.columns.length} ${nounOf(message.columns)}</h1>
      <vscode-button secondary @click=${() => post({ kind: "reload" })}
        >${iconBefore("refresh")}${message.isLoading ? "Refreshing…" : "Refresh"}</vscode-button
      >
    </div>
    <div class="toolbar" role="toolbar" aria-label="Comparison">
      ${searchField({ label: `Filter ${shown.paramsName.toLowerCase()}${shown.hasMetrics ? " and metrics" : ""}`, value: choices.query, onInput: (query) => choose({ query }) })}
      <vscode-checkbox
        label="Differences only"
        .checked=${choices.onlyDifferences}
        @change=${({ target }: Event) => choose({ onlyDifferences: isChecked(target) })}
      ></vscode-checkbox>
      <div class="outputs">
        <vscode-button secondary @click=${() => copy(markdownOf(shown))()}
          >${iconBefore("markdown")}Copy as Markdown</vscode-button
        >
        <vscode-button secondary @click=${() => copy(csvOf(shown))()}>${iconBefore("copy")}Copy as CSV</vscode-button>
        ${shown.hasMetrics ? picture : nothing}
      </div>
    </div>
  </header>`;
}

let isDrawing = false;

async function sendPicture({ metrics, labels }: ShownTables, post: CompareView["post"]): Promise<void> {
  if (isDrawing) {
    return;
  }
  isDrawing = true;
  try {
    const picture = await drawPicture(metrics, labels);
    post(
      picture === undefined ? { kind: "pictureTooLarge", metrics: metrics.length } : { kind: "savePicture", picture },
    );
  } finally {
    isDrawing = false;
  }
}

function isChecked(target: EventTarget | null): boolean {
  return target !== null && "checked" in target && target.checked === true;
}

/** One for each different failure, and for those that are no more, with the names of those it is about. */
function notices({ message, post }: CompareView, { labels }: ShownTables): readonly TemplateResult[] {
  const { failures, gone, problems } = comparisonNotices(message.columns, labels);
  return [
    ...failures.map(({ column, ...failure }) =>
      failureNotice(failure, {
        tryAgain: () => post({ kind: "reload" }),
        setKeys: () => post({ kind: "setKeys", column }),
      }),
    ),
    ...[...gone, ...problems].map(problemNotice),
  ];
}
