import prettyBytes from "pretty-bytes";

const COUNT = new Intl.NumberFormat("en-US");
const DURATION_UNITS = [
  { seconds: 86_400, name: "d" },
  { seconds: 3_600, name: "h" },
  { seconds: 60, name: "min" },
] as const;

/** `1200` as "1,200". */
export function formatCount(count: number): string {
  return COUNT.format(count);
}

/** Kept by the bytes, since a directory of thousands of files has few sizes, and each is slow to format. */
const sizes = new Map<number, string>();
const MOST_SIZES = 1_000;

/** Bytes as "4.5 MB", in powers of 1,000. */
export function formatBytes(bytes: number): string {
  const known = sizes.get(bytes);
  if (known !== undefined) {
    return known;
  }
  const text = prettyBytes(bytes, { locale: "en-US", maximumFractionDigits: 1 });
  if (sizes.size >= MOST_SIZES) {
    sizes.clear();
  }
  sizes.set(bytes, text);
  return text;
}

/** Seconds as their largest unit: "27 s", "4 min", "3.5 h". */
export function formatDuration(seconds: number): string {
  const unit = DURATION_UNITS.find((candidate) => seconds >= candidate.seconds);
  if (unit === undefined) {
    return seconds >= 10 || Number.isInteger(seconds) ? `${Math.floor(seconds)} s` : `${seconds.toFixed(1)} s`;
  }
  const amount = seconds / unit.seconds;
  const isFraction = unit.name !== "min" && amount < 10;
  return `${isFraction ? trimZeros(amount.toFixed(1)) : String(Math.floor(amount))} ${unit.name}`;
}

/** A metric's value in four significant digits, the way logs print it: "0.9134", "1.234e-7", "41,200", "NaN", "∞". */
export function formatMetric(value: number): string {
  if (!Number.isFinite(value) || value === 0) {
    return String(value).replace("Infinity", "∞");
  }
  const size = Math.abs(value);
  if (size < 0.0001 || size >= 1e9) {
    return value.toExponential(3).replace(/\.?0+e/, "e");
  }
  // Four digits of what is next to it would be 1.000e+4.
  return size >= 9_999.5 ? COUNT.format(Math.round(value)) : trimZeros(value.toPrecision(4));
}

function trimZeros(digits: string): string {
  return digits.includes(".") ? digits.replace(/\.?0+$/, "") : digits;
}

/** A time (ms since the epoch) in ISO 8601, in UTC; one that is beyond all dates as the number that it is. */
export function isoTime(at: number): string {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? String(at) : date.toISOString();
}
