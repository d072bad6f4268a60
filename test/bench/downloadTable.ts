import { existsSync, readFileSync } from "node:fs";

/** A measured work: ms, and bytes of memory at most. */
export interface DownloadResult {
  readonly what: string;
  readonly ms: number;
  readonly memory: number;
  readonly curlMs: number;
  readonly ariaMs?: number;
}

const HEAD = ["Download", "Here", "curl, 8 at once", "Ratio", "aria2, 8 connections", "Ratio", "Memory"];
/** Of the cells that are compared with an earlier table: times alone say more of the machine than of the code. */
const COMPARED = [3, 5, 6];
const MUCH_WORSE = 1.25;

/** Markdown. A number that is worse by a quarter than in an earlier table, which may stand among other text, is marked. */
export function downloadTable(results: readonly DownloadResult[], earlierFile: string): string {
  const earlier = existsSync(earlierFile) ? cellsOf(readFileSync(earlierFile, "utf8")) : new Map<string, string[]>();
  const rows = results.map((result) => {
    const cells = rowOf(result);
    return cells.map((cell, index) =>
      COMPARED.includes(index) ? marked(cell, earlier.get(result.what)?.[index]) : cell,
    );
  });
  const all = [HEAD, HEAD.map((_, index) => (index === 0 ? "---" : "--:")), ...rows];
  return all.map((cells) => `| ${cells.join(" | ")} |\n`).join("");
}

function rowOf({ what, ms, memory, curlMs, ariaMs }: DownloadResult): readonly string[] {
  const aria = ariaMs === undefined ? ["", ""] : [shownMs(ariaMs), shownRatio(ms / ariaMs)];
  return [what, shownMs(ms), shownMs(curlMs), shownRatio(ms / curlMs), ...aria, `${Math.round(memory / 1e6)} MB`];
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

function shownMs(ms: number): string {
  return `${Number(ms.toPrecision(3))} ms`;
}

function shownRatio(ratio: number): string {
  return `${ratio.toFixed(2)} ×`;
}
