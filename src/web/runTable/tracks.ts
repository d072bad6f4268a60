/** Columns beside each other, of which those in sight are drawn. */
interface Tracks {
  /** The index of the first one that is drawn, and of the one behind the last. */
  readonly first: number;
  readonly end: number;
  /** Pixels before the first, and behind the last. */
  readonly before: number;
  readonly after: number;
}

/** Drawn beyond both edges, so that a quick scroll shows no gap. */
const BEYOND_PIXELS = 200;

/** Finds the columns that lie between two places, in pixels from the left of the first. */
export function tracksInSight(widths: readonly number[], left: number, right: number): Tracks {
  let [first, end, at, before, drawn] = [widths.length, 0, 0, 0, 0];
  for (const [index, width] of widths.entries()) {
    const isIn = at + width > left - BEYOND_PIXELS && at < right + BEYOND_PIXELS;
    if (isIn && first > index) {
      [first, before] = [index, at];
    }
    if (isIn) {
      end = index + 1;
      drawn += width;
    }
    at += width;
  }
  return first >= end ? { first: 0, end: 0, before: 0, after: at } : { first, end, before, after: at - before - drawn };
}

interface GridSizes {
  /** Of all columns, the name's first, which stays in sight. */
  readonly widths: readonly number[];
  readonly lineHeight: number;
}

interface Scrolled {
  readonly scrollTop: number;
  readonly scrollLeft: number;
  readonly clientWidth: number;
  readonly clientHeight: number;
}

/** Where to scroll, as little as needed, so that a cell is in sight below the titles and beside the name. */
export function placeToShow(
  { position, column }: { readonly position: number; readonly column: number },
  { widths: [name = 0, ...others], lineHeight }: GridSizes,
  { scrollTop, scrollLeft, clientWidth, clientHeight }: Scrolled,
): { readonly top: number; readonly left: number } {
  const top = Math.max(0, position) * lineHeight;
  const leastTop = top + 2 * lineHeight - clientHeight;
  const left = others.slice(0, Math.max(0, column - 1)).reduce((sum, width) => sum + width, 0);
  const leastLeft = left + (others[column - 1] ?? 0) - (clientWidth - name);
  return {
    top: Math.max(leastTop, Math.min(top, scrollTop)),
    left: column === 0 ? scrollLeft : Math.max(leastLeft, Math.min(left, scrollLeft)),
  };
}
