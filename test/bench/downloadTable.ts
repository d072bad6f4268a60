import { markedTable, shownMegabytes, shownMs, shownRatio } from "./markedTable";

/** A measured work: ms, and bytes of memory at most. */
export interface DownloadResult {
  readonly what: string;
  readonly ms: number;
  readonly memory: number;
  readonly curlMs: number;
  readonly ariaMs?: number;
}

const HEAD = ["Download", "Here", "curl, 8 at once", "Ratio", "aria2, 8 connections", "Ratio", "Memory"];
const COMPARED = [3, 5, 6];

/** Markdown. A number that is worse by a quarter than in an earlier table, which may stand among other text, is marked. */
export function downloadTable(results: readonly DownloadResult[], earlierFile: string): string {
  return markedTable({ head: HEAD, rows: results.map(rowOf), compared: COMPARED }, earlierFile);
}

function rowOf({ what, ms, memory, curlMs, ariaMs }: DownloadResult): readonly string[] {
  const aria = ariaMs === undefined ? ["", ""] : [shownMs(ariaMs), shownRatio(ms / ariaMs)];
  return [what, shownMs(ms), shownMs(curlMs), shownRatio(ms / curlMs), ...aria, shownMegabytes(memory)];
}
