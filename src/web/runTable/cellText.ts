import type { ColumnKind } from "../../runTable/columnIds";
import type { GroupFigure } from "../../runTable/groupRows";
import { formatCount, formatDuration, formatMetric } from "../../text/formatNumbers";
import { cutEnd } from "../../text/cutText";
import { visibleText } from "../../text/plainText";
import type { TableCell } from "./messages";

/** In characters; the copied text is whole. */
const LONGEST_CELL = 300;
const LONGEST_TOOLTIP = 2_000;
/** Texts of so many characters may be cut by their column. */
const LONG_TEXT = 12;

const TIME = new Intl.DateTimeFormat("en-CA", { dateStyle: "short", timeStyle: "short", hourCycle: "h23" });
const EXACT_TIME = new Intl.DateTimeFormat("en-GB", { dateStyle: "full", timeStyle: "long" });

/** A cell as it is read: "0.9134", "2026-03-14 09:30", "NaN"; empty without a value. */
export function cellText(cell: TableCell, holds: ColumnKind): string {
  if (typeof cell !== "number") {
    return cell === null ? "" : visibleText(cutEnd(cell, LONGEST_CELL));
  }
  switch (holds) {
    case "time":
      return timeText(cell, TIME).replace(", ", " ");
    case "duration":
      return Number.isFinite(cell) ? formatDuration(cell) : String(cell);
    case "count":
      return formatCount(cell);
    case "number":
    case "text":
      return formatMetric(cell);
  }
}

/** All digits of a number that the cell rounds, or the text that it may cut; empty when the cell says all. */
export function exactCell(cell: TableCell, holds: ColumnKind): string {
  if (typeof cell === "string") {
    return cell.length > LONG_TEXT ? visibleText(cutEnd(cell, LONGEST_TOOLTIP)) : "";
  }
  if (cell === null) {
    return "";
  }
  const exact = holds === "time" ? timeText(cell, EXACT_TIME) : holds === "duration" ? `${cell} s` : String(cell);
  return exact === cellText(cell, holds) ? "" : exact;
}

/** "best 1.10", or "0.1 – 3.4" where no end is better. */
export function figureText({ best, span }: GroupFigure): string {
  if (best !== undefined) {
    return formatMetric(best);
  }
  const [least = NaN, greatest = NaN] = span ?? [];
  return least === greatest ? formatMetric(least) : `${formatMetric(least)} – ${formatMetric(greatest)}`;
}

function timeText(at: number, format: Intl.DateTimeFormat): string {
  return Math.abs(at) <= 8.64e15 ? format.format(at) : String(at);
}
