import { toTime } from "../../../text/looseValues";
import { UNKNOWN_TIME } from "./model";

const COLON = 0x3a;
const DOT = 0x2e;
const ZERO = 0x30;
const LAST = 0x5a;

/** `2025-03-01T`, and then `08:00:00Z` or `08:00:00.000Z`. */
const DAY_LENGTH = 11;
const SECONDS_LENGTH = 9;
const MILLIS_LENGTH = 13;

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Reads times from bytes. Files of a listing are mostly of few days, whose beginnings are found out once. */
export class PlainTimeReader {
  readonly #day = new Uint8Array(DAY_LENGTH);
  #dayStart = NaN;

  /** ms since the epoch. Reads as `toTime` does. */
  read(bytes: Uint8Array, start: number, end: number): number {
    const time = this.#dayAt(bytes, start) + clockAt(bytes, start + DAY_LENGTH, end);
    return Number.isNaN(time) ? (toTime(textOf(bytes, start, end)) ?? UNKNOWN_TIME) : time;
  }

  #dayAt(bytes: Uint8Array, start: number): number {
    for (let at = 0; at < DAY_LENGTH; at++) {
      if (bytes[start + at] !== this.#day[at]) {
        return this.#noteDay(bytes.subarray(start, start + DAY_LENGTH));
      }
    }
    return this.#dayStart;
  }

  #noteDay(day: Uint8Array): number {
    const text = textOf(day, 0, day.length);
    this.#day.fill(0);
    this.#day.set(day);
    this.#dayStart = /^\d{4}-\d\d-\d\dT$/.test(text) ? Date.parse(`${text}00:00:00Z`) : NaN;
    return this.#dayStart;
  }
}

/** ms since the day began; NaN for what is not in the usual form. */
function clockAt(bytes: Uint8Array, start: number, end: number): number {
  const length = end - start;
  if (length !== SECONDS_LENGTH && length !== MILLIS_LENGTH) {
    return NaN;
  }
  if (bytes[start + 2] !== COLON || bytes[start + 5] !== COLON || bytes[end - 1] !== LAST) {
    return NaN;
  }
  const minutes = numberAt(bytes, start, 2, 23) * HOUR + numberAt(bytes, start + 3, 2, 59) * MINUTE;
  return (
    minutes + numberAt(bytes, start + 6, 2, 59) * SECOND + (length === SECONDS_LENGTH ? 0 : millisAt(bytes, start))
  );
}

function millisAt(bytes: Uint8Array, start: number): number {
  return bytes[start + 8] === DOT ? numberAt(bytes, start + 9, 3, 999) : NaN;
}

/** NaN where other than digits stand, and above the limit. */
function numberAt(bytes: Uint8Array, start: number, length: number, most: number): number {
  let number = 0;
  for (let at = start; at < start + length; at++) {
    const digit = (bytes[at] ?? 0) - ZERO;
    number = digit >= 0 && digit <= 9 ? 10 * number + digit : NaN;
  }
  return number <= most ? number : NaN;
}

function textOf(bytes: Uint8Array, start: number, end: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString("latin1");
}
