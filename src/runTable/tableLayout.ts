import * as v from "valibot";
import type { SortKey } from "./sortRows";
import { NAME_COLUMN, parseColumnId } from "./columnIds";

export interface LayoutColumn {
  readonly id: string;
  /** Pixels, when the user has set it. */
  readonly width?: number;
}

/** How a user has set a table up: kept for each project. */
export interface TableLayout {
  /** From left to right, the name's first; undefined as long as none were chosen. */
  readonly columns?: readonly LayoutColumn[];
  /** The first counts most; empty for the service's order. */
  readonly sort: readonly SortKey[];
  /** The column that runs are grouped by. */
  readonly group?: string;
}

/** Columns under a name, for any project. */
export interface ColumnSet {
  readonly name: string;
  readonly columns: readonly LayoutColumn[];
}

export const EMPTY_LAYOUT: TableLayout = { sort: [] };
const NARROWEST = 48;
const WIDEST = 1_200;
const MOST_COLUMNS = 1_000;
const MOST_SORTED = 8;
const LONGEST_ID = 5_000;

const id = v.pipe(
  v.string(),
  v.maxLength(LONGEST_ID),
  v.check((text) => parseColumnId(text) !== undefined),
);
const width = v.pipe(v.number(), v.minValue(NARROWEST), v.maxValue(WIDEST));
const columns = v.pipe(v.array(v.object({ id, width: v.exactOptional(width) })), v.maxLength(MOST_COLUMNS));
const sort = v.pipe(v.array(v.object({ column: id, isDescending: v.boolean() })), v.maxLength(MOST_SORTED));
const layoutSchema = v.object({ columns: v.exactOptional(columns), sort, group: v.exactOptional(id) });
const setSchema = v.object({ name: v.pipe(v.string(), v.nonEmpty()), columns });

/** A layout as it was kept; an empty one when it has not the shape. */
export function readLayout(kept: unknown): TableLayout {
  const result = v.safeParse(layoutSchema, kept);
  if (!result.success) {
    return EMPTY_LAYOUT;
  }
  const { columns: chosen, ...rest } = result.output;
  return { ...rest, ...(chosen === undefined ? {} : { columns: withName(chosen) }) };
}

/** Without sets that have not the shape. */
export function readColumnSets(kept: unknown): readonly ColumnSet[] {
  return (Array.isArray(kept) ? kept : []).flatMap((item: unknown) => {
    const result = v.safeParse(setSchema, item);
    return result.success ? [{ ...result.output, columns: withName(result.output.columns) }] : [];
  });
}

/** Each column once, the name's first. */
function withName(all: readonly LayoutColumn[]): readonly LayoutColumn[] {
  const byId = new Map(all.map((column) => [column.id, column]));
  const name = byId.get(NAME_COLUMN) ?? { id: NAME_COLUMN };
  byId.delete(NAME_COLUMN);
  return [name, ...byId.values()];
}

/** Keeps those that stay where they are, with their widths, and adds new ones behind them. */
export function chooseColumns(before: readonly LayoutColumn[], ids: readonly string[]): readonly LayoutColumn[] {
  const kept = before.filter((column) => ids.includes(column.id));
  const known = new Set(kept.map((column) => column.id));
  return withName([...kept, ...ids.filter((wanted) => !known.has(wanted)).map((wanted) => ({ id: wanted }))]);
}

/** Puts a column before another one, or at the end; the name's stays the first. */
export function moveColumn(
  all: readonly LayoutColumn[],
  moved: string,
  before: string | undefined,
): readonly LayoutColumn[] {
  const column = all.find((each) => each.id === moved);
  if (column === undefined || moved === before) {
    return all;
  }
  const others = all.filter((each) => each !== column);
  const index = before === undefined ? -1 : others.findIndex((each) => each.id === before);
  return withName(index < 0 ? [...others, column] : others.toSpliced(index, 0, column));
}

export function sizeColumn(all: readonly LayoutColumn[], sized: string, pixels: number): readonly LayoutColumn[] {
  const bounded = Math.round(Math.min(WIDEST, Math.max(NARROWEST, pixels)));
  return all.map((column) => (column.id === sized ? { id: sized, width: bounded } : column));
}

/**
 * The order after a click on a column: the first sorts by it, the second the other way round, the third not at all. With
 * `isAdded`, the other columns still count before it.
 */
export function nextSort(
  before: readonly SortKey[],
  column: string,
  options: { readonly isAdded: boolean; readonly isDescendingFirst: boolean },
): readonly SortKey[] {
  const known = before.find((key) => key.column === column);
  const first = { column, isDescending: options.isDescendingFirst };
  const other = { column, isDescending: !options.isDescendingFirst };
  const next = known === undefined ? first : known.isDescending === options.isDescendingFirst ? other : undefined;
  if (!options.isAdded) {
    return next === undefined ? [] : [next];
  }
  const replaced = before.flatMap((key) => (key.column === column ? (next ?? []) : [key]));
  return known === undefined ? [...before, first].slice(-MOST_SORTED) : replaced;
}
