import type { ListRow } from "./virtualList";
import { matches, type Text } from "./waitUntil";

/** A row by its name, or by the names on the way to it: `["qwen", "run-1", "README.md"]` is README.md in run-1 in qwen. */
export type RowTarget = Text | readonly Text[];

/** Finds a row among rows in drawing order. Each name of a path is looked for below the row found before. */
export function findRow(rows: readonly ListRow[], target: RowTarget): ListRow | undefined {
  const path = isPath(target) ? target : [target];
  let start = 0;
  let end = rows.length;
  let found: ListRow | undefined;
  for (const name of path) {
    const at = rows.findIndex((row, index) => index >= start && index < end && matches(row.name, name));
    found = rows[at];
    if (found === undefined) return undefined;
    start = at + 1;
    end = endOfChildren(rows, at);
  }
  return found;
}

export function describeTarget(target: RowTarget): string {
  return isPath(target) ? target.join(" › ") : String(target);
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

function isPath(target: RowTarget): target is readonly Text[] {
  return Array.isArray(target);
}
