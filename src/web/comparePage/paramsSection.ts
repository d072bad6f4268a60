import type { TemplateResult } from "lit";
import { html, nothing } from "lit";
import { detailText } from "../../sources/detailText";
import { entryIcon, iconButton, longText } from "../parts/pieces";
import type { ComparedParam } from "./comparison";
import type { CompareColumn } from "./messages";
import type { CompareView } from "./pageState";
import type { ShownTables } from "./shownTables";

const LEAST = 2;

/** The columns' heads, and their parameters below. */
export function paramsSection(view: CompareView, shown: ShownTables): TemplateResult {
  const { columns } = view.message;
  const { params, hiddenCount, differentCount, paramsName } = shown;
  const show = html`<button type="button" class="link" @click=${() => view.choose({ onlyDifferences: false })}>
    Show ${hiddenCount} that ${hiddenCount === 1 ? "is" : "are"} the same
  </button>`;
  return html`<section aria-labelledby="params-heading">
    <h2 id="params-heading" class="unseen">${paramsName}</h2>
    <div class="wide frame" tabindex="0" role="region" aria-label="${paramsName} side by side">
      <table class="sticky params">
        <thead>
          <tr>
            <th scope="col" class="corner">
              ${paramsName}
              <span class="count" role="status">${countText(params.length + hiddenCount, differentCount)}</span>
            </th>
            ${columns.map((column, index) => columnHead(view, column, { title: shown.titles[index] ?? "", index }))}
          </tr>
        </thead>
        <tbody>
          ${params.map((param) => paramRow(param, columns))}
        </tbody>
      </table>
    </div>
    <p class="below">
      ${hiddenCount > 0 ? show : nothing}${params.length + hiddenCount === 0 ? `No ${paramsName.toLowerCase()}` : nothing}
    </p>
  </section>`;
}

function countText(all: number, different: number): string {
  return all === 0 ? "" : `${different} of ${all} differ`;
}

function columnHead(
  view: CompareView,
  column: CompareColumn,
  { title, index }: { readonly title: string; readonly index: number },
): TemplateResult {
  const { post, message } = view;
  const canRemove = message.columns.length > LEAST;
  return html`<th scope="col">
    <div class="head">
      <button
        type="button"
        class="link name"
        title="Open the page of ${title}"
        @click=${() => post({ kind: "openPage", column: index })}
      >
        ${
          column.state.kind === "content" && column.state.content.status !== undefined
            ? entryIcon(column.state.content.status.icon)
            : nothing
        }<span>${title}</span>
      </button>
      <span class="head-buttons">
        ${
          index === 0
            ? nothing
            : iconButton("pinned", `Compare with ${title}: make it the first`, () =>
                post({ kind: "moveFirst", column: index }),
              )
        }
        ${canRemove ? iconButton("close", `Remove ${title}`, () => post({ kind: "remove", column: index })) : nothing}
      </span>
    </div>
    <div class="quiet small">${headWords(column, message.columns)}</div>
  </th>`;
}

/** What all have in common need not be said of each. */
function headWords({ state, origin }: CompareColumn, columns: readonly CompareColumn[]): string {
  switch (state.kind) {
    case "loading":
      return "Loading…";
    case "gone":
      return "no longer exists";
    case "failure":
      return "could not be loaded";
    case "content": {
      const { above, summary } = state.content;
      const hasOrigin = new Set(columns.map((column) => column.origin)).size > 1;
      const hasAbove = new Set(columns.map(aboveText)).size > 1;
      const words = detailText(summary, Date.now());
      return [...(hasOrigin ? [origin] : []), ...(hasAbove ? above : []), words].join(" · ");
    }
  }
}

function aboveText({ state }: CompareColumn): string {
  return state.kind === "content" ? state.content.above.join("\n") : "";
}

function paramRow({ key, values, isDifferent }: ComparedParam, columns: readonly CompareColumn[]): TemplateResult {
  const [first] = values;
  const mark = html`<span class="differs" role="img" aria-label="differs" title="Differs">≠</span>`;
  const cell = (value: string | undefined, index: number) => {
    const isOther = isDifferent && index > 0 && value !== first;
    return html`<td class=${isOther ? "other" : ""}>${valueText(value, columns[index])}</td>`;
  };
  return html`<tr class=${isDifferent ? "different" : ""}>
    <th scope="row">${isDifferent ? mark : nothing}${longText(key)}</th>
    ${values.map(cell)}
  </tr>`;
}

function valueText(value: string | undefined, column: CompareColumn | undefined): TemplateResult {
  if (value !== undefined && value !== "") {
    return longText(value);
  }
  const isThere = column?.state.kind === "content";
  return html`<span class="quiet">${value === "" ? "empty" : isThere ? "not set" : "–"}</span>`;
}
