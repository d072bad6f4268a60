import { isoTime } from "../text/formatNumbers";
import { visibleHalves } from "../text/plainText";
import type { TableColumn } from "../sources/contract/runTables";
import { columnId, columnKind, columnTitle, exportName, isMetricColumn } from "./columnIds";
import type { RunColumns } from "./runColumns";

export type ExportFormat = "csv" | "jsonl" | "markdown";

interface Exported {
  readonly data: RunColumns;
  readonly rows: readonly number[];
  readonly columns: readonly TableColumn[];
}

/** Rows of a file are given in parts, so that no single text holds all of a large one. */
const ROWS_A_PART = 200;

/** The parts of a file, one after the other. All values stand in it as the service gave them, with all digits. */
export function* exportParts(exported: Exported, format: ExportFormat): Generator<string> {
  const { rows } = exported;
  yield headOf(exported, format);
  for (let start = 0; start < rows.length; start += ROWS_A_PART) {
    const some = rows.slice(start, start + ROWS_A_PART);
    yield some.map((row) => lineOf(exported, row, format)).join("");
  }
}

/** How many texts a spreadsheet would run as a formula: they are not changed. */
export function countFormulas({ data, rows, columns }: Exported): number {
  let count = 0;
  for (const column of columns.filter((each) => columnKind(each) === "text")) {
    const cells = data.column(columnId(column));
    for (const row of rows) {
      count += Number(isFormula(String(cells?.at(row) ?? "")));
    }
  }
  return count;
}

function isFormula(text: string): boolean {
  return /^[\s\0]*[=+\-@\t\r|%]/.test(text) && !Number.isFinite(Number(text));
}

function headOf({ columns }: Exported, format: ExportFormat): string {
  switch (format) {
    case "csv":
      return `${columns.map((column) => csvField(exportName(column))).join(",")}\r\n`;
    case "jsonl":
      return "";
    case "markdown": {
      const titles = columns.map((column) => markdownCell(columnTitle(column)));
      const lines = columns.map((column) => (columnKind(column) === "text" ? "---" : "--:"));
      return `| ${titles.join(" | ")} |\n| ${lines.join(" | ")} |\n`;
    }
  }
}

function lineOf(exported: Exported, row: number, format: ExportFormat): string {
  const { columns, data } = exported;
  switch (format) {
    case "csv":
      return `${columns.map((column) => csvField(exactText(data, row, column))).join(",")}\r\n`;
    case "jsonl":
      return `${JSON.stringify(objectOf(exported, row))}\n`;
    case "markdown":
      return `| ${columns.map((column) => markdownCell(exactText(data, row, column))).join(" | ")} |\n`;
  }
}

/**
 * A cell with all of its digits; a time in ISO 8601, in UTC. Empty without a value. Half a character stands as its escape: no file and
 * no clipboard holds one.
 */
export function exactText(data: RunColumns, row: number, column: TableColumn): string {
  const value = data.column(columnId(column))?.at(row);
  return typeof value === "number" && columnKind(column) === "time"
    ? isoTime(value)
    : visibleHalves(String(value ?? ""));
}

/** As RFC 4180 has it. */
function csvField(text: string): string {
  return /[",\r\n]/.test(text) || text.trim() !== text ? `"${text.replaceAll('"', '""')}"` : text;
}

function markdownCell(text: string): string {
  return text.replaceAll(/[\r\n]+/g, " ").replaceAll(/[\\`*_[\]<>|]/g, (mark) => `\\${mark}`);
}

/** The run as `{"name": …, "params": {"lr": "0.1"}, "metrics": {"loss": {"min": 1.2}}}`; JSON has no NaN, which is a text. */
function objectOf({ data, columns }: Exported, row: number): object {
  const cells = columns.flatMap((column) => {
    const value = jsonValue(data, row, column);
    return value === undefined ? [] : [{ column, value }];
  });
  const ofKind = (kind: TableColumn["kind"]) =>
    cells.filter(({ column }) => column.kind === kind).map(({ column, value }) => [column.name, value] as const);
  const metrics = new Map<string, [string, string | number][]>();
  for (const { column, value } of cells.filter((cell) => isMetricColumn(cell.column))) {
    metrics.set(column.name, [...(metrics.get(column.name) ?? []), [column.kind, value]]);
  }
  const figures = [...metrics].map(([name, stats]) => [name, Object.fromEntries(stats)] as const);
  const parts = { tags: ofKind("tag"), params: ofKind("param"), metrics: figures };
  const filled = Object.entries(parts).filter(([, values]) => values.length > 0);
  const grouped = filled.map(([name, values]) => [name, Object.fromEntries<unknown>(values)] as const);
  return Object.fromEntries<unknown>([...ofKind("fact"), ...grouped]);
}

function jsonValue(data: RunColumns, row: number, column: TableColumn): string | number | undefined {
  const value = data.column(columnId(column))?.at(row);
  if (typeof value !== "number") {
    return value;
  }
  if (columnKind(column) === "time") {
    return isoTime(value);
  }
  return Number.isFinite(value) ? value : String(value);
}
