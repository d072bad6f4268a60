import type { MetricDirection } from "../sources/contract/panelContent";
import { greatestOf, leastOf } from "../text/extremes";
import type { RunColumns } from "./runColumns";

/** Runs with the same value in a column. */
export interface RunGroup {
  /** Undefined for runs that have none. */
  readonly text: string | undefined;
  readonly rows: readonly number[];
}

/** Groups in the order in which the rows come to them; those without a value last. */
export function groupRows(data: RunColumns, rows: readonly number[], column: string): readonly RunGroup[] {
  const cells = data.column(column);
  const groups = new Map<string | undefined, number[]>();
  for (const row of rows) {
    const value = cells?.at(row);
    const text = value === undefined ? undefined : String(value);
    const known = groups.get(text);
    if (known === undefined) {
      groups.set(text, [row]);
    } else {
      known.push(row);
    }
  }
  const all = [...groups].map(([text, own]): RunGroup => ({ text, rows: own }));
  return [...all.filter(({ text }) => text !== undefined), ...all.filter(({ text }) => text === undefined)];
}

/** The values of a group in a column of numbers: the best one, or the span where none is better. */
export interface GroupFigure {
  readonly best?: number;
  readonly span?: readonly [least: number, greatest: number];
}

/** Undefined when no row of the group has a value; NaN and infinite ones are none. */
export function groupFigure(
  data: RunColumns,
  { rows }: RunGroup,
  column: string,
  direction: MetricDirection | undefined,
): GroupFigure | undefined {
  const cells = data.column(column);
  const values = cells?.type === "number" ? rows.flatMap((row) => cells.at(row) ?? []) : [];
  const known = values.filter(Number.isFinite);
  if (known.length === 0) {
    return undefined;
  }
  const [least, greatest] = [leastOf(known), greatestOf(known)];
  return direction === undefined ? { span: [least, greatest] } : { best: direction === "lower" ? least : greatest };
}
