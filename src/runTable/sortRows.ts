import type { CellColumn, TextColumn } from "./cellColumns";
import type { RunColumns } from "./runColumns";

export interface SortKey {
  /** A column's id. */
  readonly column: string;
  readonly isDescending: boolean;
}

/** Classes of cells, in their order whichever way values go: values, then NaN and infinite measures, then cells without one. */
const VALUE = 0;
const NOT_FINITE = 1;
const NONE = 2;

/** checkpoint-2 comes before checkpoint-10. */
const COLLATOR = new Intl.Collator("en", { numeric: true });

interface RowKeys {
  readonly classes: Uint8Array;
  readonly values: Float64Array;
  readonly sign: 1 | -1;
}

/** Some rows by the keys, the first of which counts most; equal ones in the service's order. */
export function sortRows(data: RunColumns, rows: readonly number[], keys: readonly SortKey[]): readonly number[] {
  const all = keys.flatMap((key) => keysOf(data, rows, key) ?? []);
  return rows.toSorted((a, b) => compareRows(all, a, b) || data.placeOf(a) - data.placeOf(b) || a - b);
}

function compareRows(keys: readonly RowKeys[], a: number, b: number): number {
  for (const key of keys) {
    const order = compareCells(key, a, b);
    if (order !== 0) {
      return order;
    }
  }
  return 0;
}

function compareCells({ classes, values, sign }: RowKeys, a: number, b: number): number {
  const [classA = NONE, classB = NONE] = [classes[a], classes[b]];
  if (classA !== classB || classA !== VALUE) {
    return classA - classB;
  }
  return ((values[a] ?? 0) - (values[b] ?? 0)) * sign;
}

function keysOf(data: RunColumns, rows: readonly number[], { column, isDescending }: SortKey): RowKeys | undefined {
  const cells = data.column(column);
  if (cells === undefined) {
    return undefined;
  }
  const classes = new Uint8Array(data.end).fill(NONE);
  const values = new Float64Array(data.end);
  const valueAt = numbersOf(cells, rows);
  for (const row of rows) {
    const value = valueAt(row);
    if (value !== undefined) {
      classes[row] = Number.isFinite(value) ? VALUE : NOT_FINITE;
      values[row] = value;
    }
  }
  return { classes, values, sign: isDescending ? -1 : 1 };
}

/** A number for each row that has a value: the value, or the place of its text among all texts of the column. */
function numbersOf(cells: CellColumn, rows: readonly number[]): (row: number) => number | undefined {
  if (cells.type === "number") {
    return (row) => cells.at(row);
  }
  const ranks = ranksOf(cells, rows);
  return (row) => ranks.get(cells.codeAt(row));
}

/** Places by the codes of the texts. Texts that say numbers come first, by their size; NaN among them is NaN here. */
function ranksOf(cells: TextColumn, rows: readonly number[]): ReadonlyMap<number, number> {
  const texts = new Map(rows.map((row) => [cells.codeAt(row), cells.at(row)] as const));
  const known = [...texts].flatMap(([code, text]) =>
    text === undefined ? [] : [{ code, text, value: numberIn(text) }],
  );
  const isNumber = ({ value }: { readonly value: number | undefined }) => value !== undefined && !Number.isNaN(value);
  const numbers = known.filter(isNumber).sort((a, b) => compareNumbers(a.value ?? 0, b.value ?? 0));
  const words = known.filter(({ value }) => value === undefined).sort((a, b) => COLLATOR.compare(a.text, b.text));
  const ranks = new Map(known.filter(({ value }) => Number.isNaN(value)).map(({ code }) => [code, NaN]));
  let rank = 0;
  let last: number | string | undefined;
  for (const { code, text, value } of [...numbers, ...words]) {
    // 0.1 and 1e-1 are one value.
    rank += (value ?? text) === last ? 0 : 1;
    last = value ?? text;
    ranks.set(code, rank);
  }
  return ranks;
}

/** Infinite values are equal to themselves, and their difference is NaN. */
function compareNumbers(a: number, b: number): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

/** The number that a parameter's text says: "1e-4", "NaN", "-inf"; undefined for any other text. */
export function numberIn(text: string): number | undefined {
  const trimmed = text.trim();
  if (/^[+-]?nan$/i.test(trimmed)) {
    return NaN;
  }
  const [, sign] = /^([+-]?)inf(?:inity)?$/i.exec(trimmed) ?? [];
  if (sign !== undefined) {
    return sign === "-" ? -Infinity : Infinity;
  }
  return trimmed === "" || !/^[+-]?[\d.]/.test(trimmed) || Number.isNaN(Number(trimmed)) ? undefined : Number(trimmed);
}
