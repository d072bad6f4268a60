import type { PathBuilder } from "../../shared/paths/pathBuilder";
import type { ByteName } from "../../shared/paths/pathColumns";
import { UNKNOWN_TIME } from "./model";
import { PlainTimeReader } from "./plainTimeReader";

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const BACKSLASH = 0x5c;
const LEFT_BRACE = 0x7b;
const RIGHT_BRACE = 0x7d;
const SPACE = 0x20;
const DELETE = 0x7f;
const ZERO = 0x30;

const PATH = Buffer.from("artifact_path");
const SIZE = Buffer.from("file_size");
const TIME = Buffer.from("created_at");
const NULL = Buffer.from("null");
/** As many digits as any number has that is exact. */
const MOST_DIGITS = 15;

/** 1 for the bytes that stand for themselves in a JSON string. */
const IS_PLAIN = Uint8Array.from({ length: 256 }, (_, byte) =>
  Number(byte >= SPACE && byte < DELETE && byte !== QUOTE && byte !== BACKSLASH),
);

/**
 * Reads files from the bytes of a list, with no text or object for each. It knows the form that services write: objects of
 * ASCII texts without escapes, whole numbers and nulls. All else is left to others.
 */
export class PlainFileReader {
  readonly #files: PathBuilder;
  readonly #path: ByteName = { bytes: new Uint8Array(), start: 0, end: 0 };
  readonly #times = new PlainTimeReader();
  #bytes: Uint8Array = new Uint8Array();
  #time = UNKNOWN_TIME;
  #size = NaN;

  constructor(files: PathBuilder) {
    this.#files = files;
  }

  /** Adds files from where one begins, each with the comma behind it. Returns where the first begins that it can't read. */
  read(bytes: Uint8Array, start: number): number {
    this.#bytes = bytes;
    this.#path.bytes = bytes;
    let next = start;
    for (let end = this.#readFile(start); end >= 0; end = this.#readFile(end)) {
      this.#files.addBytes(this.#path, this.#time, this.#size);
      next = end;
    }
    return next;
  }

  /** Like the others, returns the place behind what it reads, or -1 for what it can't read. */
  #readFile(start: number): number {
    this.#path.end = 0;
    this.#time = UNKNOWN_TIME;
    this.#size = NaN;
    let at = this.#skipBlank(start);
    if (this.#bytes[at] !== LEFT_BRACE) {
      return -1;
    }
    do {
      at = this.#readField(at + 1);
    } while (this.#bytes[at] === COMMA);
    if (this.#bytes[at] !== RIGHT_BRACE || this.#path.end <= this.#path.start) {
      return -1;
    }
    const end = this.#skipBlank(at + 1);
    return this.#bytes[end] === COMMA ? end + 1 : -1;
  }

  #readField(start: number): number {
    const key = this.#skipBlank(start);
    const keyEnd = this.#readText(key);
    const colon = this.#skipBlank(keyEnd);
    if (keyEnd < 0 || this.#bytes[colon] !== COLON) {
      return -1;
    }
    const end = this.#readValue(key + 1, keyEnd - 1, this.#skipBlank(colon + 1));
    return end < 0 ? -1 : this.#skipBlank(end);
  }

  #readValue(key: number, keyEnd: number, start: number): number {
    if (this.#is(PATH, key, keyEnd)) {
      return this.#readPath(start);
    }
    if (this.#is(SIZE, key, keyEnd)) {
      return this.#readSize(start);
    }
    const isText = this.#bytes[start] === QUOTE;
    const end = isText ? this.#readText(start) : this.#readNumberOrNull(start);
    if (this.#is(TIME, key, keyEnd)) {
      this.#time = isText && end >= 0 ? this.#times.read(this.#bytes, start + 1, end - 1) : UNKNOWN_TIME;
    }
    return end;
  }

  #readPath(start: number): number {
    const end = this.#readText(start);
    this.#path.start = start + 1;
    this.#path.end = end - 1;
    return end;
  }

  #readSize(start: number): number {
    const end = this.#readNumberOrNull(start);
    this.#size = end < 0 || this.#bytes[start] === NULL[0] ? NaN : this.#numberOf(start, end);
    return end;
  }

  #readText(start: number): number {
    const bytes = this.#bytes;
    let at = start + 1;
    while (IS_PLAIN[bytes[at] ?? 0] === 1) {
      at++;
    }
    return bytes[start] === QUOTE && bytes[at] === QUOTE ? at + 1 : -1;
  }

  #readNumberOrNull(start: number): number {
    if (this.#bytes[start] === NULL[0]) {
      const end = start + NULL.length;
      return this.#is(NULL, start, end) ? end : -1;
    }
    const end = this.#skipDigits(start);
    const isWhole = end - start <= MOST_DIGITS && (end - start === 1 || this.#bytes[start] !== ZERO);
    return isWhole && end > start && isNumberEnd(this.#bytes[end]) ? end : -1;
  }

  #skipDigits(start: number): number {
    let at = start;
    while (isDigit(this.#bytes[at])) {
      at++;
    }
    return at;
  }

  #numberOf(start: number, end: number): number {
    let number = 0;
    for (let at = start; at < end; at++) {
      number = 10 * number + (this.#bytes[at] ?? 0) - ZERO;
    }
    return number;
  }

  #skipBlank(start: number): number {
    let at = start;
    while (isBlank(this.#bytes[at])) {
      at++;
    }
    return at;
  }

  #is(word: Uint8Array, start: number, end: number): boolean {
    if (end - start !== word.length) {
      return false;
    }
    for (let at = 0; at < word.length; at++) {
      if (this.#bytes[start + at] !== word[at]) {
        return false;
      }
    }
    return true;
  }
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= ZERO && byte <= 0x39;
}

/** A number whose bytes end here may go on. */
function isNumberEnd(byte: number | undefined): boolean {
  return byte === COMMA || byte === RIGHT_BRACE || isBlank(byte);
}

function isBlank(byte: number | undefined): boolean {
  return byte === SPACE || byte === 0x0a || byte === 0x0d || byte === 0x09;
}
