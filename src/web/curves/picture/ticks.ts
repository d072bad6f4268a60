import { linearTicks, multiplesWithin } from "../../parts/linearTicks";
import type { XAxis } from "../model/xAxis";
import type { Span } from "../model/yScale";

const SECONDS = [
  1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 10_800, 21_600, 43_200, 86_400, 172_800, 604_800,
];

/** The powers of ten within a span, and where they are few, twice and five times them. */
export function logTicks({ min, max }: Span): readonly number[] {
  const [low, high] = [Math.floor(Math.log10(min)), Math.ceil(Math.log10(max))];
  const factors = high - low > 3 ? [1] : [1, 2, 5];
  const every = Math.max(1, Math.ceil((high - low) / 8));
  const powers = Array.from({ length: high - low + 1 }, (_, index) => low + index).filter(
    (power) => (power - low) % every === 0,
  );
  const all = powers.flatMap((power) => factors.map((factor) => factor * 10 ** power));
  return all.filter((tick) => tick >= min && tick <= max);
}

/** Marks of an axis that measures time: full minutes, hours, days. `unit` is how many of its numbers a second has. */
export function timeTicks({ min, max }: Span, count: number, unit: number): readonly number[] {
  const rough = (max - min) / unit / Math.max(count, 1);
  const seconds = SECONDS.find((step) => step >= rough);
  return seconds === undefined || rough <= 0.5
    ? linearTicks({ min, max }, count).ticks
    : multiplesWithin({ min, max }, seconds * unit);
}

/** Marks of an x axis in pictures. */
export function axisTicks(
  span: Span,
  axis: XAxis,
  count: number,
): { readonly step: number; readonly ticks: readonly number[] } {
  const linear = linearTicks(span, count);
  const unit = axis === "time" ? 1000 : axis === "elapsed" ? 1 : undefined;
  return unit === undefined ? linear : { step: linear.step, ticks: timeTicks(span, count, unit) };
}
