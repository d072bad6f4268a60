import { html, nothing, type TemplateResult } from "lit";
import { codicon } from "../parts/pieces";
import type { ShownColumn } from "./messages";

interface HeadEvents {
  readonly onSort: (column: ShownColumn, isAdded: boolean) => void;
  /** While the edge is dragged; `isDone` at its end. */
  readonly onSize: (column: ShownColumn, width: number, isDone: boolean) => void;
  readonly onDrag: (column: ShownColumn | undefined) => void;
  /** The dragged column is to stand before this one, or behind all. */
  readonly onDrop: (before: ShownColumn | undefined) => void;
}

interface DrawnHead {
  readonly name: ShownColumn | undefined;
  readonly columns: readonly ShownColumn[];
  readonly first: number;
  readonly active: number | undefined;
  readonly isSortedByMany: boolean;
}

/** The line of titles: a click sorts, a drag moves, and the edge sizes. */
export function headView(head: DrawnHead, events: HeadEvents): TemplateResult {
  const { name, columns, first } = head;
  return html`<div class="line head" role="row" aria-rowindex="1">
    ${name === undefined ? nothing : titleView(name, 0, head, events)}
    <div class="gap" role="presentation"></div>
    ${columns.map((column, index) => titleView(column, first + index + 1, head, events))}
  </div>`;
}

function titleView(column: ShownColumn, place: number, head: DrawnHead, events: HeadEvents): TemplateResult {
  const { title, words, holds } = column;
  const isName = place === 0;
  const classes = `cell title ${isName ? "name" : holds}${head.active === place ? " at" : ""}`;
  return html`<div
    id="cell--1-${place}"
    class=${classes}
    role="columnheader"
    aria-colindex=${place + 1}
    aria-sort=${orderOf(column)}
    title="${words}
Click to sort, Shift+Click to sort by it too${isName ? "" : ", drag to move"}"
    draggable=${isName ? "false" : "true"}
    @click=${(event: MouseEvent) => events.onSort(column, event.shiftKey)}
    @dragstart=${(event: DragEvent) => {
      event.dataTransfer?.setData("text/plain", title);
      events.onDrag(column);
    }}
    @dragend=${() => events.onDrag(undefined)}
    @dragover=${(event: DragEvent) => (isName ? undefined : event.preventDefault())}
    @drop=${(event: DragEvent) => {
      event.preventDefault();
      events.onDrop(column);
    }}
  >
    <bdi>${title}</bdi>
    ${sortSign(column, head.isSortedByMany)}
    <span
      class="edge"
      @click=${(event: MouseEvent) => event.stopPropagation()}
      @pointerdown=${(event: PointerEvent) => sizeByDrag(event, column, events)}
    ></span>
  </div>`;
}

function orderOf({ sort }: ShownColumn): "none" | "ascending" | "descending" {
  return sort === undefined ? "none" : sort.isDescending ? "descending" : "ascending";
}

/** An arrow and, of several columns, its place among them. */
function sortSign({ sort }: ShownColumn, hasPlace: boolean): TemplateResult | typeof nothing {
  if (sort === undefined) {
    return nothing;
  }
  const place = hasPlace ? html`<span class="place">${sort.place}</span>` : nothing;
  return html`${codicon(sort.isDescending ? "arrow-down" : "arrow-up")}${place}`;
}

function sizeByDrag(event: PointerEvent, column: ShownColumn, { onSize }: HeadEvents): void {
  const edge = event.currentTarget;
  if (!(edge instanceof HTMLElement)) {
    return;
  }
  event.preventDefault();
  event.stopPropagation();
  edge.setPointerCapture(event.pointerId);
  const widthAt = (x: number) => column.width + x - event.clientX;
  const end = new AbortController();
  edge.addEventListener("pointermove", ({ clientX }) => onSize(column, widthAt(clientX), false), {
    signal: end.signal,
  });
  for (const name of ["pointerup", "pointercancel"] as const) {
    const done = ({ clientX }: PointerEvent) => {
      end.abort();
      onSize(column, widthAt(clientX), true);
    };
    edge.addEventListener(name, done, { signal: end.signal });
  }
}
