import type { TemplateResult } from "lit";
import { html, nothing } from "lit";
import { LEAST_COMPARED } from "../../sources/contract/compareLimits";
import { detailText } from "../../sources/shared/detailText";
import { codicon, entryIcon, iconButton, isLong } from "../parts/pieces";
import { tooltipText } from "../parts/tooltipText";
import { runKey } from "../curves/model/curveStore";
import { runSwatch } from "../curves/runSwatch";
import { belowPart } from "./belowPart";
import { columnColors } from "./comparedCurves";
import { comparedText } from "./comparedText";
import type { ComparedParam } from "./comparison";
import type { CompareColumn } from "./messages";
import type { CompareView } from "./compareView";
import type { PartCounts, ShownTables } from "./shownTables";
import { cutMiddle } from "../../text/cutText";

const LONGEST_WORDS = 120;
const LONGEST_ID = 24;
const LOADING = "Loading…";

/** The columns' heads, and their parameters below. */
export function paramsSection(view: CompareView, shown: ShownTables): TemplateResult {
  const { columns } = view.message;
  const { params, paramCounts, paramsName } = shown;
  const colors = columnColors(view);
  const colorOf = (index: number) => (view.message.hasCurves ? colors[index] : undefined);
  return html`<section aria-labelledby="params-heading">
    <h2 id="params-heading" class="unseen">${paramsName}</h2>
    <div class="wide frame" tabindex="0" role="region" aria-label="${paramsName} side by side">
      <table class="sticky params">
        <thead>
          <tr>
            <th scope="col" class="corner">
              ${paramsName}
              <span class="count" role="status">${countText(paramCounts)}</span>
            </th>
            ${columns.map((column, index) => columnHead(view, column, { ...namesOf(shown, index), index, color: colorOf(index) }))}
          </tr>
        </thead>
        <tbody>
          ${params.map((param) => paramRow(param, columns))}
        </tbody>
      </table>
    </div>
    ${belowPart(view, paramCounts, paramsName.toLowerCase())}
  </section>`;
}

function countText({ all, different }: PartCounts): string {
  return all === 0 ? "" : `${different} of ${all} differ`;
}

interface HeadPlace {
  readonly title: string;
  readonly id: string;
  readonly label: string;
  readonly index: number;
  /** In the palette of the curves; undefined on a page without. */
  readonly color: number | undefined;
}

function namesOf({ titles, labels, ids }: ShownTables, index: number): Omit<HeadPlace, "index" | "color"> {
  return { title: titles[index] ?? "", label: labels[index] ?? "", id: ids[index] ?? "" };
}

function columnHead(
  view: CompareView,
  column: CompareColumn,
  { title, id, label, index, color }: HeadPlace,
): TemplateResult {
  const { post, message } = view;
  const canRemove = message.columns.length > LEAST_COMPARED;
  const status = column.content?.status;
  return html`<th scope="col">
    <div class="head">
      <button
        type="button"
        class="link name"
        title=${tooltipText(`Open the page of ${title}`)}
        aria-label="Open the page of ${label}"
        @click=${() => post({ kind: "openPage", column: column.address })}
      >
        ${status === undefined ? nothing : entryIcon(status.icon)}<span class="name-lines"
          >${label}${color === undefined ? nothing : runSwatch(color, isGoing(view, column))}</span
        >
      </button>
      <span class="head-buttons">
        ${
          index === 0
            ? nothing
            : iconButton("pinned", `Compare with ${label}: make it the first`, () =>
                post({ kind: "moveFirst", column: column.address }),
              )
        }
        ${canRemove ? iconButton("close", `Remove ${label}`, () => post({ kind: "remove", column: column.address })) : nothing}
      </span>
    </div>
    <div class="quiet small head-id" title="ID">${cutMiddle(id, LONGEST_ID)}</div>
    ${headLine(column, message.columns)}
  </th>`;
}

/** As far as its curves say it, where they were read. */
function isGoing({ message }: CompareView, { address }: CompareColumn): boolean {
  return message.curves.get(runKey(address))?.reading.isGoing === true;
}

function headLine(column: CompareColumn, columns: readonly CompareColumn[]): TemplateResult {
  const words = contentWords(column, columns);
  const state = stateWords(column, columns);
  const mark = html`${codicon("warning")} <span title=${column.failure?.sentence ?? ""}>${state}</span>`;
  return html`<div class="quiet small name-lines" title=${tooltipText(words)}>
    ${state === "" || state === LOADING ? state : mark} ${state === "" || words === "" ? "" : " · "}
    ${cutMiddle(words, LONGEST_WORDS)}
  </div>`;
}

/** Of a column that has not what the last load should have given. What is said above of all is not said of each. */
function stateWords({ content, failure, isGone }: CompareColumn, columns: readonly CompareColumn[]): string {
  if (failure !== undefined && content !== undefined) {
    return columns.every((column) => column.failure !== undefined) ? "" : "could not be refreshed";
  }
  if (failure !== undefined) {
    return "could not be loaded";
  }
  return isGone ? "no longer exists" : content === undefined ? LOADING : "";
}

/** Parts that all have in common need not be said of each. */
function contentWords({ content, origin }: CompareColumn, columns: readonly CompareColumn[]): string {
  if (content === undefined) {
    return "";
  }
  const hasOrigin = new Set(columns.map((column) => column.origin)).size > 1;
  const aboves = columns.flatMap((column) => column.content?.above.join("\n") ?? []);
  const hasAbove = new Set(aboves).size > 1;
  const words = detailText(content.summary, Date.now());
  return [...(hasOrigin ? [origin] : []), ...(hasAbove ? content.above : []), words].join(" · ");
}

function paramRow({ key, values, isDifferent }: ComparedParam, columns: readonly CompareColumn[]): TemplateResult {
  const [first] = values;
  const mark = html`<span class="differs" role="img" aria-label="differs" title="Differs">≠</span>`;
  const cell = (value: string | undefined, index: number) => {
    const isOther = isDifferent && index > 0 && value !== first;
    return html`<td class=${isOther ? "other" : ""}>${valueText(value, columns[index])}</td>`;
  };
  return html`<tr class=${isDifferent ? "different" : ""}>
    <th scope="row">${isDifferent ? mark : nothing}${comparedText(key)}</th>
    ${values.map(cell)}
  </tr>`;
}

/** Of the common short value its text alone: a table has thousands. */
function valueText(value: string | undefined, column: CompareColumn | undefined): TemplateResult | string {
  if (value !== undefined && value !== "") {
    return isLong(value) ? comparedText(value) : value;
  }
  const isThere = column?.content !== undefined;
  return html`<span class="quiet">${value === "" ? "empty" : isThere ? "not set" : "–"}</span>`;
}
