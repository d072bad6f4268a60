import type { Span } from "./yScale";

/** Never further than this into the whole: numbers of a double end there. */
const DEEPEST = 1e-6;

/** A window of a width within the whole. Undefined for the whole itself. */
export function zoomTo(whole: Span, { min, max }: Span): Span | undefined {
  const all = whole.max - whole.min;
  const width = Math.max(Math.min(max - min, all), all * DEEPEST);
  const from = Math.min(Math.max(min, whole.min), whole.max - width);
  return width >= all ? undefined : { min: from, max: from + width };
}

/** Widens (above 1) or narrows what is shown around a place. */
export function zoomBy(whole: Span, shown: Span, factor: number, around: number): Span | undefined {
  return zoomTo(whole, { min: around - (around - shown.min) * factor, max: around + (shown.max - around) * factor });
}

/** Moves what is shown by a share of its width. */
export function panBy(whole: Span, shown: Span, share: number): Span | undefined {
  const way = (shown.max - shown.min) * share;
  return zoomTo(whole, { min: shown.min + way, max: shown.max + way });
}
