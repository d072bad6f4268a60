import { defined } from "../../text/defined";
import { greatestOf, leastOf } from "../../text/extremes";
import { linearTicks } from "./linearTicks";

/** A bar from the least to the greatest value, with a dot at the latest and a line at the mean. */
export interface RangeBar {
  readonly label: string;
  readonly min?: number;
  readonly max?: number;
  readonly latest?: number;
  readonly mean?: number;
  readonly isBest?: boolean;
}

/** The values that the two ends of an axis stand for, which are apart. */
interface RangeScale {
  readonly min: number;
  readonly max: number;
  readonly ticks: readonly number[];
}

/** Of the width, left free on either side of what is drawn where the axis is shown. */
const ROOM = 0.04;
const TICKS = 4;
const LONGEST_LABEL = 24;
const LONGEST_START = 9;

/** The axis that all bars share; undefined when none has a finite value. */
export function rangeScale(bars: readonly RangeBar[], hasAxes: boolean): RangeScale | undefined {
  const ends = bars.flatMap(({ min, max, latest, mean }) =>
    [min, max, latest, mean].flatMap((end) => finite(end) ?? []),
  );
  if (ends.length === 0) {
    return undefined;
  }
  const [low, high] = [leastOf(ends), greatestOf(ends)];
  const alone = high > low ? 0 : Math.abs(low) / 10 || 0.5;
  const room = hasAxes && high > low ? (high - low) * ROOM : alone;
  const span = { min: low - room, max: high + room };
  return { ...span, ticks: hasAxes ? linearTicks(span, TICKS).ticks : [] };
}

/** The parts of a bar that have a place on an axis: NaN and infinite values have none. */
export function drawnParts({ min, max, latest, mean }: RangeBar) {
  const [from, to] = [finite(min ?? latest), finite(max ?? latest)];
  const bar = from === undefined || to === undefined ? undefined : { from, to };
  return defined({ bar, latest: finite(latest), mean: finite(mean) });
}

/** Names of things that are compared often differ at their ends alone. */
export function shortLabel(label: string): string {
  if (label.length <= LONGEST_LABEL) {
    return label;
  }
  const [start, end] = [label.slice(0, LONGEST_START), label.slice(1 + LONGEST_START - LONGEST_LABEL)];
  return `${start.toWellFormed()}…${end.toWellFormed()}`;
}

function finite(value: number | undefined): number | undefined {
  return value !== undefined && Number.isFinite(value) ? value : undefined;
}
