import { formatMetric } from "../../../text/formatNumbers";
import type { XAxis } from "./xAxis";

const COMPACT = new Intl.NumberFormat("en-US", { notation: "compact", maximumFractionDigits: 3 });
const CLOCK = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "medium" });
const PLAIN = new Intl.NumberFormat("en-US", { maximumFractionDigits: 6 });
const UNITS = [
  { seconds: 86_400, name: "d" },
  { seconds: 3_600, name: "h" },
  { seconds: 60, name: "min" },
] as const;

/** A number beside an axis whose marks are `step` apart: with as many digits as tell it from the next. */
export function tickText(value: number, step: number): string {
  if (value === 0) {
    return "0";
  }
  const [size, apart] = [Math.abs(value), Math.abs(step)];
  if (size >= 1e15 || size < 1e-4) {
    return value.toExponential(2).replace(/\.?0+e\+?/, "e");
  }
  const digits = digitsOf(apart);
  return size >= 10_000 && apart >= 10 ? COMPACT.format(value) : Number(value.toFixed(digits)).toString();
}

/** How many digits behind the point a number has, up to 8: two for 0.25. */
function digitsOf(step: number): number {
  const all = Array.from({ length: 9 }, (_, digits) => digits);
  return all.find((digits) => Math.abs(step - Number(step.toFixed(digits))) < step * 1e-6) ?? 8;
}

/** A mark of a logarithmic axis. */
export function logTickText(value: number): string {
  return value >= 0.001 && value < 10_000
    ? String(Number(value.toPrecision(3)))
    : value.toExponential(0).replace("+", "");
}

/** Seconds as a person says them: "45 s", "12 min 30 s", "2 h 5 min", "3 d 4 h". */
export function elapsedText(seconds: number): string {
  const [sign, size] = [seconds < 0 ? "−" : "", Math.abs(seconds)];
  const unit = UNITS.find((candidate) => size >= candidate.seconds);
  if (unit === undefined) {
    return `${sign}${Number(size.toFixed(size < 10 ? 2 : 0))} s`;
  }
  const [count, rest] = [Math.floor(size / unit.seconds), size % unit.seconds];
  const next = UNITS[UNITS.indexOf(unit) + 1] ?? { seconds: 1, name: "s" };
  const smaller = Math.floor(rest / next.seconds);
  return `${sign}${count} ${unit.name}${smaller === 0 ? "" : ` ${smaller} ${next.name}`}`;
}

/** A place on the x axis beside a value: "step 1,200", "epoch 2.5", "after 3 min 20 s". */
export function placeText(x: number, axis: XAxis): string {
  switch (axis) {
    case "step":
    case "epoch":
      return `${axis} ${PLAIN.format(x)}`;
    case "time":
      return CLOCK.format(x);
    case "elapsed":
      return `after ${elapsedText(x)}`;
  }
}

/** A mark of the x axis; those of the clock are written by the chart itself. */
export function placeTick(x: number, axis: XAxis, step: number): string {
  return axis === "elapsed" ? elapsedText(x) : tickText(x, step);
}

/** A value, and in brackets what was logged where it is smoothed: "1.234 (1.3)". */
export function valueText(value: number, shown: number): string {
  return Object.is(value, shown) ? formatMetric(value) : `${formatMetric(shown)} (${formatMetric(value)})`;
}
