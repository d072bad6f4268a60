import type { ShownColumn } from "./messages";
import { tracksInSight } from "./tracks";

interface DrawnColumns {
  /** Without the name's, which is always drawn. */
  readonly columns: readonly ShownColumn[];
  /** The place of the first of them among all but the name's. */
  readonly first: number;
  /** Custom properties: the tracks of a line, and the width of all. */
  readonly style: string;
}

/** The columns in sight, and where they lie. */
export function drawnColumns(
  [name, ...others]: readonly ShownColumn[],
  { scrollLeft, clientWidth }: { readonly scrollLeft: number; readonly clientWidth: number },
): DrawnColumns {
  const nameWidth = name?.width ?? 0;
  const all = others.map(({ width }) => width);
  const { first, end, before } = tracksInSight(all, scrollLeft, scrollLeft + clientWidth - nameWidth);
  const widths = all.slice(first, end).map((width) => `${width}px`);
  const total = nameWidth + all.reduce((sum, width) => sum + width, 0);
  const style = `--tracks:${nameWidth}px ${before}px ${widths.join(" ")};--width:${total}px`;
  return { columns: others.slice(first, end), first, style };
}

/** The place of the first column that was not there before; -1 without one. The first columns of a table are no choice. */
export function addedColumn(before: readonly ShownColumn[], columns: readonly ShownColumn[]): number {
  const known = new Set(before.map(({ id }) => id));
  return known.size > 1 ? columns.findIndex(({ id }) => !known.has(id)) : -1;
}
