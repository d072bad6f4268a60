import type { CurveLine } from "./curveLine";

/** The values of several lines at one place; undefined where a line has none. */
interface PointRow {
  readonly x: number;
  readonly values: readonly (number | undefined)[];
}

/** A part of the points of several lines, by their places, and how many there are. Values of one place stand in one row. */
export function pointRows(
  lines: readonly (CurveLine | undefined)[],
  from: number,
  count: number,
): { readonly rows: readonly PointRow[]; readonly total: number } {
  const places = lines.map(() => 0);
  const rows: PointRow[] = [];
  let total = 0;
  for (;;) {
    const heads = lines.map((line, index) => line?.x[places[index] ?? 0] ?? Infinity);
    const x = Math.min(...heads);
    if (x === Infinity) {
      return { rows, total };
    }
    const isWanted = total >= from && total < from + count;
    const values = heads.map((head, index) => (head === x ? lines[index]?.y[places[index] ?? 0] : undefined));
    if (isWanted) {
      rows.push({ x, values });
    }
    for (const [index, head] of heads.entries()) {
      places[index] = (places[index] ?? 0) + Number(head === x);
    }
    total++;
  }
}
