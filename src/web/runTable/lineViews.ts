import { html, nothing, type TemplateResult } from "lit";
import { formatCount } from "../../text/formatNumbers";
import { codicon, entryIcon } from "../parts/pieces";
import { cellText, exactCell, figureText } from "./cellText";
import type { GroupLine, RunLine, ShownColumn, TableLine } from "./messages";

interface DrawnLine {
  readonly position: number;
  /** The column that the keyboard is at, when it is at this line. */
  readonly active: number | undefined;
  /** The drawn ones, without the name's, and the index of the first. */
  readonly columns: readonly ShownColumn[];
  readonly first: number;
  readonly isGrouped: boolean;
  readonly onClick: (event: MouseEvent, column: number) => void;
  readonly onOpen: () => void;
}

/** A line that is not here yet keeps its place. */
export function lineView(line: TableLine | undefined, drawn: DrawnLine): TemplateResult {
  switch (line?.kind) {
    case undefined:
      return html`<div class="line" role="row" aria-rowindex=${drawn.position + 2}>
        <div class="cell name quiet" role="gridcell">…</div>
      </div>`;
    case "run":
      return runView(line, drawn);
    case "group":
      return groupView(line, drawn);
  }
}

function classesOf(name: string, { active }: DrawnLine, isSelected: boolean): string {
  return `line ${name}${active === undefined ? "" : " active"}${isSelected ? " selected" : ""}`;
}

function runView(line: RunLine, drawn: DrawnLine): TemplateResult {
  const { position, columns, first, onClick, onOpen, isGrouped } = drawn;
  const name = String(line.cells[0] ?? "");
  return html`<div
    class=${classesOf("run", drawn, line.isSelected)}
    role="row"
    aria-rowindex=${position + 2}
    aria-selected=${line.isSelected}
    aria-level=${isGrouped ? 2 : nothing}
    @dblclick=${onOpen}
  >
    <div
      id="cell-${position}-0"
      class=${cellClass("name", drawn, 0)}
      role="rowheader"
      aria-colindex="1"
      title=${name}
      @click=${(event: MouseEvent) => onClick(event, 0)}
    >
      ${entryIcon(line.icon)}<span class="unseen">${line.spoken}</span
      ><bdi>${cellText(name, "text")}</bdi
      >${line.isPinned ? html`${codicon("pinned")}<span class="unseen">pinned</span>` : nothing}
    </div>
    <div class="gap" role="presentation"></div>
    ${columns.map((column, index) => {
      const place = first + index + 1;
      const cell = line.cells[place] ?? null;
      return html`<div
        id="cell-${position}-${place}"
        class=${cellClass(column.holds, drawn, place)}
        role="gridcell"
        aria-colindex=${place + 1}
        title=${exactCell(cell, column.holds) || nothing}
        @click=${(event: MouseEvent) => onClick(event, place)}
      >
        <bdi>${cellText(cell, column.holds)}</bdi>
      </div>`;
    })}
  </div>`;
}

function groupView(line: GroupLine, drawn: DrawnLine): TemplateResult {
  const { position, columns, first, onClick } = drawn;
  return html`<div
    class=${classesOf("group", drawn, false)}
    role="row"
    aria-rowindex=${position + 2}
    aria-level="1"
    aria-expanded=${line.isOpen}
    @click=${(event: MouseEvent) => onClick(event, 0)}
  >
    <div id="cell-${position}-0" class=${cellClass("name", drawn, 0)} role="rowheader" aria-colindex="1">
      ${codicon(line.isOpen ? "chevron-down" : "chevron-right")}<bdi title=${line.text ?? nothing}
        >${line.text === null ? html`<i>none</i>` : cellText(line.text, "text")}</bdi
      ><span class="count">${formatCount(line.count)}</span>
    </div>
    <div class="gap" role="presentation"></div>
    ${columns.map((column, index) => {
      const place = first + index + 1;
      const figure = line.figures[place] ?? null;
      const words = figure === null ? "" : figureText(figure);
      const title = figure?.best === undefined ? words : `best: ${figure.best}`;
      return html`<div
        id="cell-${position}-${place}"
        class=${cellClass(column.holds, drawn, place)}
        role="gridcell"
        aria-colindex=${place + 1}
        title=${title || nothing}
      >
        ${figure?.best === undefined ? words : html`<span class="best">${codicon("star-full")}${words}</span>`}
      </div>`;
    })}
  </div>`;
}

function cellClass(name: string, { active }: DrawnLine, column: number): string {
  return `cell ${name}${active === column ? " at" : ""}`;
}
