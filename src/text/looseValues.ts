import { RawJson } from "./rawValue";

/** Fields as they came: each may be missing, null or of another type than its page says. */
export type Loose = Readonly<Record<string, unknown>>;

export function isLoose(value: unknown): value is Loose {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Empty for what is no text. */
export function toText(value: unknown): string {
  if (value instanceof RawJson) {
    return value.text;
  }
  if (typeof value === "string") {
    return value;
  }
  return typeof value === "number" || typeof value === "boolean" ? String(value) : "";
}

/** Undefined for null, for "" and for what is no text. */
export function toOptionalText(value: unknown): string | undefined {
  const text = toText(value);
  return text === "" ? undefined : text;
}

/** A finite number, or a text that says one. */
export function toNumber(value: unknown): number | undefined {
  if (typeof value === "string") {
    return value.trim() === "" ? undefined : toNumber(Number(value));
  }
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

/** A measured number may be NaN or infinite, which JSON has no word for and services spell as texts. */
export function toMeasure(value: unknown): number | undefined {
  if (typeof value !== "string") {
    return typeof value === "number" ? value : undefined;
  }
  const text = value.trim().toLowerCase();
  const number = text === "" ? NaN : Number(text.replace(/^([+-]?)inf(?:inity)?$/, "$1Infinity"));
  return Number.isNaN(number) && !/^[+-]?nan$/.test(text) ? undefined : number;
}

/** Bytes. A page's example holds the word "integer" here. */
export function toSize(value: unknown): number | undefined {
  const size = toNumber(value);
  return size !== undefined && size >= 0 ? Math.round(size) : undefined;
}

/** Without a zone: Date.parse would take it for a time of this machine's zone. */
const ZONELESS = /^\s*(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?)\s*$/;

/** Milliseconds since the epoch. A time without a zone is UTC. */
export function toTime(value: unknown): number | undefined {
  if (typeof value !== "string") {
    return undefined;
  }
  // The usual form, told without the pattern: listings have a time for each of many files.
  return toNumber(Date.parse(value.endsWith("Z") ? value : value.replace(ZONELESS, "$1T$2Z")));
}

/** The farthest that a date can be from the epoch, in ms. */
const FARTHEST = 8.64e15;

/** NaN, which stands for an unknown time, in the place of a time that no date can be: nothing could write it. */
export function dateTime(at: number): number {
  return Math.abs(at) <= FARTHEST ? at : NaN;
}

/** Null stands for an empty list. */
export function toList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function toTexts(value: unknown): readonly string[] {
  return toList(value).flatMap((item) => toOptionalText(item) ?? []);
}

/** More distinct names than these are not names, but data. */
const MOST_NAMES = 5_000;
const names = new Map<string, string>();

/** Names of params and metrics are the same on every run: one string each, rather than one for each run. */
export function sharedName(name: string): string {
  const known = names.get(name);
  if (known !== undefined) {
    return known;
  }
  if (names.size >= MOST_NAMES) {
    names.clear();
  }
  names.set(name, name);
  return name;
}
