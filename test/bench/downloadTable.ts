import { markedTable, shownMegabytes, shownMs, shownRatio } from "./markedTable";

/** A measured work: ms, and bytes of memory at most. A stall is how long all else had to wait, at most. */
export interface DownloadResult {
  readonly what: string;
  readonly ms: number;
  readonly stall: number;
  readonly memory: number;
  readonly curlMs: number;
  readonly ariaMs?: number;
}

const CURL = "curl, 8 at once";
const ARIA = "aria2, 8 connections";
const HEAD = ["Download", "Here", CURL, "Ratio", ARIA, "Ratio", "Longest stall", "Memory"];
const COMPARED = [3, 5, 7];

/** Markdown. A number that is worse by a quarter than in an earlier table, which may stand among other text, is marked. */
export function downloadTable(results: readonly DownloadResult[], earlierFile: string): string {
  return markedTable({ head: HEAD, rows: results.map(rowOf), compared: COMPARED }, earlierFile);
}

function rowOf({ what, ms, stall, memory, curlMs, ariaMs }: DownloadResult): readonly string[] {
  const aria = ariaMs === undefined ? ["", ""] : [shownMs(ariaMs), shownRatio(ms / ariaMs)];
  return [what, shownMs(ms), shownMs(curlMs), shownRatio(ms / curlMs), ...aria, shownMs(stall), shownMegabytes(memory)];
}
