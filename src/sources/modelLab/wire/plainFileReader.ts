import type { PathBuilder } from "../../shared/paths/pathBuilder";
import type { ByteName } from "../../shared/paths/pathColumns";
import { FileForm } from "./fileForm";
import type { FieldKind } from "./fileForm";
import { isWritten } from "./runs/bytes";
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
  readonly #form = new FileForm();
  #bytes: Uint8Array = new Uint8Array();
  #view: DataView = new DataView(new ArrayBuffer(0));
  #time = UNKNOWN_TIME;
  #size = NaN;

  constructor(files: PathBuilder) {
    this.#files = files;
  }

  /** Adds files from where one begins, each with the comma behind it. Returns where the first begins that it can't read. */
  read(bytes: Uint8Array, start: number): number {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
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
    const end = this.#form.isKnown ? this.#readAlike(start) : -1;
    return end >= 0 ? end : this.#readOther(start);
  }

  /** Reads a file that is written as the one before it. */
  #readAlike(start: number): number {
    this.#forget();
    let at = start;
    for (const { kind, lead } of this.#form.fields) {
      if (!isWritten(this.#view, at, lead)) {
        return -1;
      }
      at = this.#readKnown(kind, at + lead.byteLength);
    }
    const { end } = this.#form;
    const isWhole = this.#path.end > this.#path.start && isWritten(this.#view, at, end);
    return isWhole ? at + end.byteLength : -1;
  }

  /** Returns the place at which the value ends, where there is one. */
  #readKnown(kind: FieldKind, start: number): number {
    if (kind === "size" || kind === "noTime" || kind === "otherNumber") {
      return this.#readKnownNumber(kind, start);
    }
    const end = this.#lettersEnd(kind === "path" ? start + this.#knownPath(start) : start);
    if (kind === "path") {
      this.#path.start = start;
      this.#path.end = end;
    } else if (kind === "time") {
      this.#time = this.#times.read(this.#bytes, start, end);
    }
    return end;
  }

  #readKnownNumber(kind: FieldKind, start: number): number {
    const end = this.#readNumberOrNull(start);
    if (kind === "size") {
      this.#size = end < 0 || this.#bytes[start] === NULL[0] ? NaN : this.#numberOf(start, end);
    } else if (kind === "noTime") {
      this.#time = UNKNOWN_TIME;
    }
    return end < 0 ? start : end;
  }

  #forget(): void {
    this.#path.end = 0;
    this.#time = UNKNOWN_TIME;
    this.#size = NaN;
  }

  #readOther(start: number): number {
    this.#forget();
    this.#form.begin();
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
    if (this.#bytes[end] !== COMMA) {
      return -1;
    }
    this.#form.learn(this.#bytes, start, end + 1);
    return end + 1;
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
    const isText = this.#bytes[start] === QUOTE;
    const end = isText ? this.#readText(start) : this.#readNumberOrNull(start);
    const kind = this.#kindOf(key, keyEnd, isText);
    if (end < 0 || kind === undefined) {
      return -1;
    }
    const quote = isText ? 1 : 0;
    this.#form.note(kind, start + quote, end - quote);
    return this.#readKnown(kind, start + quote) + quote;
  }

  /** A path is a text, and a size is none; a time that is none is not known. */
  #kindOf(key: number, keyEnd: number, isText: boolean): FieldKind | undefined {
    if (this.#is(PATH, key, keyEnd)) {
      return isText ? "path" : undefined;
    }
    if (this.#is(SIZE, key, keyEnd)) {
      return isText ? undefined : "size";
    }
    if (this.#is(TIME, key, keyEnd)) {
      return isText ? "time" : "noTime";
    }
    return isText ? "otherText" : "otherNumber";
  }

  /** The length of what a path begins with as the one before it, which is known to be plain. */
  #knownPath(start: number): number {
    return this.#files.latestDirectoryIn(this.#bytes, start, this.#bytes.length);
  }

  #readText(start: number): number {
    const end = this.#lettersEnd(start + 1);
    return this.#bytes[start] === QUOTE && this.#bytes[end] === QUOTE ? end + 1 : -1;
  }

  /** The place behind letters that stand for themselves. */
  #lettersEnd(start: number): number {
    const bytes = this.#bytes;
    let at = start;
    while (IS_PLAIN[bytes[at] ?? 0] === 1) {
      at++;
    }
    return at;
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
