/** The first place of an ascending column whose value is not below `x`; its length when there is none. */
export function firstFrom(column: Float64Array, x: number): number {
  return firstThat(column, (value) => value >= x);
}

/** The first place of an ascending column whose value is above `x`; its length when there is none. */
export function firstAfter(column: Float64Array, x: number): number {
  return firstThat(column, (value) => value > x);
}

function firstThat(column: Float64Array, isReached: (value: number) => boolean): number {
  let [low, high] = [0, column.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isReached(column[middle] ?? Infinity)) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}

/** The place whose value is nearest to `x`; -1 when the column is empty, or ends more than `reach` before it. */
export function nearestTo(column: Float64Array, x: number, reach = Infinity): number {
  const after = firstFrom(column, x);
  const [left, right] = [column[after - 1] ?? -Infinity, column[after] ?? Infinity];
  const [place, gap] = x - left <= right - x ? [after - 1, x - left] : [after, right - x];
  const isOutside = after === 0 || after === column.length;
  return isOutside && !(gap <= reach) ? -1 : place;
}

/** The nearest place in a direction where any of some lines has a point, beyond `x`; undefined when there is none. */
export function nextPlace(columns: readonly Float64Array[], x: number, isForward: boolean): number | undefined {
  const places = columns.flatMap(
    (column) => column[isForward ? firstAfter(column, x) : firstFrom(column, x) - 1] ?? [],
  );
  return places.length === 0 ? undefined : isForward ? Math.min(...places) : Math.max(...places);
}
