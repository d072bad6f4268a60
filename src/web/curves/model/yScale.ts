import type { CurveLine } from "./curveLine";
import { firstAfter, firstFrom } from "./nearest";

/** From `min` to `max`, which are apart. */
export interface Span {
  readonly min: number;
  readonly max: number;
}

const MARGIN = 0.05;
const EMPTY: Span = { min: 0, max: 1 };
const EMPTY_LOG: Span = { min: 0.1, max: 1 };

/** From the least to the greatest place of all lines. */
export function wholeSpan(lines: readonly CurveLine[]): Span {
  const ends = lines.flatMap(({ x }) => [x[0] ?? NaN, x.at(-1) ?? NaN]).filter(Number.isFinite);
  const [min, max] = [Math.min(...ends), Math.max(...ends)];
  return min < max ? { min, max } : ends.length > 0 ? { min: min - 0.5, max: min + 0.5 } : EMPTY;
}

/** The values in sight with some room around them. On a logarithmic scale only those above 0 have a place. */
export function valueSpan(lines: readonly CurveLine[], window: Span, isLog: boolean): Span {
  const least = isLog ? Number.MIN_VALUE : -Number.MAX_VALUE;
  let [min, max] = [Infinity, -Infinity];
  for (const { x, y } of lines) {
    const to = firstAfter(x, window.max);
    for (let at = firstFrom(x, window.min); at < to; at++) {
      const value = y[at] ?? NaN;
      if (value >= least && value < Infinity) {
        min = Math.min(min, value);
        max = Math.max(max, value);
      }
    }
  }
  return isLog ? logSpan(min, max) : linearSpan(min, max);
}

function linearSpan(min: number, max: number): Span {
  if (min > max) {
    return EMPTY;
  }
  const room = max > min ? (max - min) * MARGIN : Math.abs(min) * MARGIN || 0.5;
  return { min: min - room, max: max + room };
}

function logSpan(min: number, max: number): Span {
  if (min > max) {
    return EMPTY_LOG;
  }
  const room = max > min ? (max / min) ** MARGIN : 2;
  return { min: min / room, max: max * room };
}
