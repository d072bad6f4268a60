import type { ListRow } from "./virtualList";
import { matches, type Text } from "./waitUntil";

/** What tells a row from its siblings: its name, and the grey text beside it where several bear one name. */
export type RowMark = Text | { readonly name: Text; readonly description: Text };

/** A row by its name, or by the names on the way to it: `["qwen", "run-1", "README.md"]` is README.md in run-1 in qwen. */
export type RowTarget = RowMark | readonly RowMark[];

/** Finds a row among rows in drawing order. Each name of a path is looked for below the row found before. */
export function findRow(rows: readonly ListRow[], target: RowTarget): ListRow | undefined {
  const path = isPath(target) ? target : [target];
  let start = 0;
  let end = rows.length;
  let found: ListRow | undefined;
  for (const mark of path) {
    const at = rows.findIndex((row, index) => index >= start && index < end && bears(row, mark));
    found = rows[at];
    if (found === undefined) return undefined;
    start = at + 1;
    end = endOfChildren(rows, at);
  }
  return found;
}

export function describeTarget(target: RowTarget): string {
  const path = isPath(target) ? target : [target];
  return path
    .map((mark) => (isText(mark) ? String(mark) : `${String(mark.name)} (${String(mark.description)})`))
    .join(" › ");
}

/** Rows as an indented text, for messages of failed tests. */
export function drawRows(rows: readonly ListRow[]): string {
  if (rows.length === 0) return "  (no rows)";
  return rows.map((row) => `${"  ".repeat(row.level)}${row.name}  ${row.description}`.trimEnd()).join("\n");
}

function endOfChildren(rows: readonly ListRow[], at: number): number {
  const level = rows[at]?.level ?? 0;
  const next = rows.findIndex((row, index) => index > at && row.level <= level);
  return next === -1 ? rows.length : next;
}

function bears(row: ListRow, mark: RowMark): boolean {
  return isText(mark) ? isCalled(row, mark) : isCalled(row, mark.name) && matches(row.description, mark.description);
}

/** A long name is cut in its middle where a value stands beside it. */
export function isCalled({ name }: ListRow, wanted: Text): boolean {
  const [start = "", end] = name.split("…");
  const isCut = typeof wanted === "string" && end !== undefined && wanted.length > name.length;
  return matches(name, wanted) || (isCut && wanted.startsWith(start) && wanted.endsWith(end));
}

function isText(mark: RowMark): mark is Text {
  return typeof mark === "string" || mark instanceof RegExp;
}

function isPath(target: RowTarget): target is readonly RowMark[] {
  return Array.isArray(target);
}
