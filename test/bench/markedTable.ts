import { existsSync, readFileSync } from "node:fs";

const MUCH_WORSE = 1.25;

/** A table of Markdown: a row a work, with its name first. */
export interface BenchTable {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** The cells that are compared with an earlier table: times alone say more of the machine than of the code. */
  readonly compared: readonly number[];
}

/** Markdown. A number that is worse by a quarter than in an earlier table, which may stand among other text, is marked. */
export function markedTable({ head, rows, compared }: BenchTable, earlierFile: string): string {
  const earlier = existsSync(earlierFile) ? cellsOf(readFileSync(earlierFile, "utf8")) : new Map<string, string[]>();
  const marks = rows.map((cells) =>
    cells.map((cell, index) => (compared.includes(index) ? marked(cell, earlier.get(cells[0] ?? "")?.[index]) : cell)),
  );
  const all = [head, head.map((_, index) => (index === 0 ? "---" : "--:")), ...marks];
  return all.map((cells) => `| ${cells.join(" | ")} |\n`).join("");
}

function marked(cell: string, before = ""): string {
  const isWorse = Number.parseFloat(cell) > Number.parseFloat(before) * MUCH_WORSE;
  return isWorse ? `**${cell}** (was ${before})` : cell;
}

/** The rows of all tables, by their first cells. */
function cellsOf(markdown: string): Map<string, string[]> {
  const lines = markdown.split("\n").filter((line) => line.startsWith("|"));
  const rows = lines.map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim().replace(/\*\*| \(was.*/g, "")),
  );
  return new Map(rows.map((cells) => [cells[0] ?? "", cells]));
}

export function shownMs(ms: number): string {
  return `${Number(ms.toPrecision(3))} ms`;
}

export function shownRatio(ratio: number): string {
  return `${ratio.toFixed(2)} ×`;
}

export function shownMegabytes(bytes: number): string {
  return `${Math.round(bytes / 1e6)} MB`;
}
