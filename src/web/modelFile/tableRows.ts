import { formatBytes, formatCount } from "../../text/formatNumbers";
import { csvCell } from "../../text/quotes";
import type { ModelFileColumn, ModelFileTable } from "./modelFileTable";

export interface RowOrder {
  /** Its place among the columns. */
  readonly column: number;
  readonly isDescending: boolean;
}

type Cell = string | number;

/** Rows are named by their places in the file's order. */
type Rows = readonly number[];

/** Layer 2 comes before layer 10. */
const TEXTS = new Intl.Collator("en", { numeric: true });

/** Gives a text for each row that a filter searches: its cells that hold text, in lower case. */
export function searchTexts({ rows }: ModelFileTable): readonly string[] {
  return rows.map((cells) =>
    cells
      .filter((cell) => typeof cell === "string")
      .join("\n")
      .toLowerCase(),
  );
}

/** The rows that have all of a filter's words, in any case and any order. */
export function matchingRows(texts: readonly string[], filter: string): Rows {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  return texts.flatMap((text, row) => (words.every((word) => text.includes(word)) ? [row] : []));
}

/** Equal rows stay in the order that they are in. What is not known comes last, whichever way. */
export function sortedRows({ rows }: ModelFileTable, shown: Rows, order: RowOrder | undefined): Rows {
  if (order === undefined) {
    return shown;
  }
  const { column, isDescending } = order;
  const cellOf = (row: number): Cell => rows[row]?.[column] ?? "";
  const [unknown, known] = [shown.filter((row) => cellOf(row) === ""), shown.filter((row) => cellOf(row) !== "")];
  const compared = known.sort((one, other) => compareCells(cellOf(one), cellOf(other)) * (isDescending ? -1 : 1));
  return [...compared, ...unknown];
}

function compareCells(one: Cell, other: Cell): number {
  return typeof one === "number" && typeof other === "number" ? one - other : TEXTS.compare(String(one), String(other));
}

/**
 * Gives the order for a column's next click: numbers begin with the largest; the third click brings the file's order
 * back.
 */
export function nextOrder(
  { columns }: ModelFileTable,
  column: number,
  order: RowOrder | undefined,
): RowOrder | undefined {
  const first = columns[column]?.holds !== "text";
  if (order?.column !== column) {
    return { column, isDescending: first };
  }
  return order.isDescending === first ? { column, isDescending: !first } : undefined;
}

/** "2.5 GB" for bytes, "1,235,814,400" for a count. */
export function cellText(cell: Cell, { holds }: ModelFileColumn): string {
  if (typeof cell === "string") {
    return cell;
  }
  return holds === "bytes" ? formatBytes(cell) : formatCount(cell);
}

/** A cell's text rounds sizes; this gives all digits. */
export function exactText(cell: Cell, { holds }: ModelFileColumn): string {
  return typeof cell === "number" && holds === "bytes" ? `${formatCount(cell)} bytes` : "";
}

/** Rows with plain numbers, so that a spreadsheet reads them as such; a text can't become a formula. */
export function csvOf(table: ModelFileTable, rows: Rows): string {
  return rows.map((row) => `${(table.rows[row] ?? []).map((cell) => csvCell(String(cell))).join(",")}\n`).join("");
}

export function csvHead({ columns }: ModelFileTable): string {
  return `${columns.map(({ name }) => csvCell(name)).join(",")}\n`;
}
