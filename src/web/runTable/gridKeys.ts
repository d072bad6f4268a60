import type { SelectionStep } from "../../runTable/tableSelection";
import type { RunTableRequest, ShownColumn } from "./messages";
import { defined } from "../../text/defined";

/** The cell that the keyboard is at; the line of titles is at -1. */
interface ActiveCell {
  readonly position: number;
  readonly column: number;
}

export interface GridKeys {
  readonly active: ActiveCell;
  readonly lineCount: number;
  readonly columns: readonly ShownColumn[];
  /** Lines that a page has. */
  readonly page: number;
}

/** The part of a keyboard event that is looked at. */
interface Key {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

export interface KeyStep {
  readonly active?: ActiveCell;
  readonly selects?: SelectionStep;
  /** Opens the page of the run, or the group. */
  readonly opens?: boolean;
  readonly requests?: readonly RunTableRequest[];
}

const SIZE_STEP = 16;

/** Reads a key in the table; undefined for a key that means nothing there. */
export function keyStep(event: Key, keys: GridKeys): KeyStep | undefined {
  const isCommand = event.ctrlKey || event.metaKey;
  if (keys.active.position === -1) {
    const head = headStep(event, keys);
    if (head !== undefined) {
      return head;
    }
  }
  if (isCommand) {
    return commandStep(event.key, keys);
  }
  return event.altKey ? undefined : plainStep(event, keys);
}

/** In the line of titles: Enter sorts, Alt and an arrow moves the column, with Shift sizes it, Delete hides it. */
function headStep(event: Key, { active, columns }: GridKeys): KeyStep | undefined {
  const column = columns[active.column];
  const direction = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (column === undefined) {
    return undefined;
  }
  if (event.altKey && direction !== undefined) {
    return event.shiftKey
      ? { requests: [{ kind: "sizeColumn", column: column.id, width: column.width + direction * SIZE_STEP }] }
      : moveStep(active, columns, direction);
  }
  switch (event.key) {
    case "Enter":
    case " ":
      return { requests: [{ kind: "sort", column: column.id, isAdded: event.shiftKey }] };
    case "Delete":
      return { requests: [{ kind: "hideColumn", column: column.id }] };
    default:
      return undefined;
  }
}

/** The name's column stays where it is. */
function moveStep(active: ActiveCell, columns: readonly ShownColumn[], direction: number): KeyStep {
  const [column, target] = [columns[active.column], active.column + direction];
  if (column === undefined || active.column < 1 || target < 1 || target >= columns.length) {
    return {};
  }
  const before = columns[direction > 0 ? target + 1 : target]?.id;
  return {
    active: { ...active, column: target },
    requests: [{ kind: "moveColumn", column: column.id, ...defined({ before }) }],
  };
}

function commandStep(key: string, { active, lineCount }: GridKeys): KeyStep | undefined {
  switch (key.toLowerCase()) {
    case "a":
      return { requests: [{ kind: "selectAll" }] };
    case "c":
      return { requests: [{ kind: "copyRows" }] };
    case "home":
      return { active: { ...active, position: 0 }, selects: "replace" };
    case "end":
      return { active: { ...active, position: Math.max(0, lineCount - 1) }, selects: "replace" };
    case "arrowup":
    case "arrowdown":
      return { active: moved(active, key === "ArrowUp" ? -1 : 1, lineCount) };
    default:
      return undefined;
  }
}

function plainStep(event: Key, keys: GridKeys): KeyStep | undefined {
  const { active, lineCount, columns, page } = keys;
  const lines = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page }[event.key];
  if (lines !== undefined) {
    const next = moved(active, lines, lineCount);
    return next.position < 0 ? { active: next } : { active: next, selects: event.shiftKey ? "extend" : "replace" };
  }
  const last = Math.max(0, columns.length - 1);
  const column = { ArrowLeft: active.column - 1, ArrowRight: active.column + 1, Home: 0, End: last }[event.key];
  if (column !== undefined) {
    return { active: { ...active, column: Math.max(0, Math.min(column, last)) } };
  }
  switch (event.key) {
    case "Enter":
      return { opens: true };
    case " ":
      return { selects: "toggle" };
    case "Escape":
      return { requests: [{ kind: "clearSelection" }] };
    case "Delete":
      return { requests: [{ kind: "act", action: "delete" }] };
    default:
      return undefined;
  }
}

/** From the first line, one step up leads to the titles; a page does not. */
function moved({ position, column }: ActiveCell, lines: number, lineCount: number): ActiveCell {
  const least = lines === -1 ? -1 : 0;
  return { column, position: Math.max(least, Math.min(position + lines, lineCount - 1)) };
}
