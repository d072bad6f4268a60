import { html, nothing, type TemplateResult } from "lit";
import { cutMiddle } from "../../text/cutText";
import type { ModelFileColumn, ModelFileTable } from "./modelFileTable";
import { cellText, exactText } from "./tableRows";

interface DrawnRow {
  readonly position: number;
  readonly isActive: boolean;
  readonly isSelected: boolean;
  readonly onClick: (event: MouseEvent) => void;
}

/** In characters. A name may be as long as the header; the copied text is whole. */
const LONGEST_CELL = 300;
const LONGEST_TOOLTIP = 2_000;
const LEAST_NAME = 16;
/** Of a name that is cut. */
const END_SHOWN = 14;
const WIDEST_NAME = 80;
const WIDEST = 28;
const HEADER_ROOM = 4;

export function rowTemplate(table: ModelFileTable, row: number, drawn: DrawnRow): TemplateResult {
  const { position, isActive, isSelected, onClick } = drawn;
  const classes = `cells row${isActive ? " active" : ""}${isSelected ? " selected" : ""}`;
  const cells = table.rows[row] ?? [];
  // The header is row 1.
  return html`<div
    id="row-${position}"
    class=${classes}
    role="row"
    aria-rowindex=${position + 2}
    aria-selected=${isSelected}
    @click=${onClick}
  >
    ${table.columns.map((column, index) => cellTemplate(cells[index] ?? "", column))}
  </div>`;
}

/** Of a tensor's name the end tells most: where there is no room, the middle goes. */
function nameTemplate(name: string): TemplateResult {
  const shown = name.length > LONGEST_CELL ? cutMiddle(name, LONGEST_CELL) : name;
  const at = Math.max(0, shown.length - END_SHOWN);
  return html`<bdi class="halves"><span class="half">${shown.slice(0, at)}</span><span>${shown.slice(at)}</span></bdi>`;
}

function cellTemplate(cell: string | number, column: ModelFileColumn): TemplateResult {
  const text = cellText(cell, column);
  const tooltip = exactText(cell, column) || (text.length > LEAST_NAME ? text.slice(0, LONGEST_TOOLTIP) : "");
  return html`<div role="gridcell" class=${column.holds} title=${tooltip || nothing}>
    ${column.name === "Name" ? nameTemplate(text) : html`<bdi>${text.length > LONGEST_CELL ? `${text.slice(0, LONGEST_CELL)}…` : text}</bdi>`}
  </div>`;
}

/** Custom properties: the columns, as wide as what is in them, and the least that all of them take. */
export function columnWidths({ columns, rows }: ModelFileTable): string {
  const widths = columns.map((column, index) => {
    const header = column.name.length + HEADER_ROOM;
    return rows.reduce((widest, cells) => Math.max(widest, cellText(cells[index] ?? "", column).length), header);
  });
  const [isNamed, ...others] = [
    columns[0]?.name === "Name",
    ...widths.slice(1).map((width, index) => Math.min(width, columns[index + 1]?.isWide ? WIDEST_NAME : WIDEST)),
  ];
  const first = Math.min(widths[0] ?? 0, isNamed ? WIDEST_NAME : WIDEST);
  const least = Math.min(first, LEAST_NAME);
  const tracks = [`minmax(${least}ch, ${first}ch)`, ...others.map((width) => `${width}ch`)];
  const total = others.reduce((sum, width) => sum + width, least);
  return `--columns:${tracks.join(" ")};--least-width:calc(${total}ch + ${columns.length} * var(--gap))`;
}
