import { isWritten, written } from "./bytes";
import { QUOTE, LEFT_BRACKET, RIGHT_BRACKET, LEFT_BRACE, RIGHT_BRACE } from "./jsonBytes";

const PLUS = 0x2b;
const MINUS = 0x2d;
const DOT = 0x2e;
const ZERO = 0x30;
const NINE = 0x39;
const BACKSLASH = 0x5c;
const SPACE = 0x20;
const DELETE = 0x7f;
/** In lower case. */
const EXPONENT = 0x65;
const LOWER_CASE = 0x20;

/** Deeper values are left to the parser, which has a limit of its own. */
const DEEPEST = 100;

/** In digits: none that are fewer are infinite. */
const LONG_NUMBER = 100;

/** 1 for the bytes that stand for themselves in a JSON string. */
const IS_PLAIN = Uint8Array.from({ length: 256 }, (_, byte) =>
  Number(byte >= SPACE && byte < DELETE && byte !== QUOTE && byte !== BACKSLASH),
);
const WORDS = [
  { first: 0x6e, word: written("null"), value: null },
  { first: 0x74, word: written("true"), value: true },
  { first: 0x66, word: written("false"), value: false },
] as const;

/**
 * Goes through the bytes of a JSON text. All of it throws a SyntaxError where the text is no JSON, or of another form than is asked for:
 * the parser then has the last word.
 */
export class JsonCursor {
  readonly bytes: Buffer;
  at = 0;
  readonly #view: DataView;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** Steps over blanks, and gives the byte behind them. */
  toNext(): number | undefined {
    while (isBlank(this.bytes[this.at])) {
      this.at++;
    }
    return this.bytes[this.at];
  }

  /** Steps over a byte, if it is the next one. */
  takes(byte: number): boolean {
    const isNext = this.toNext() === byte;
    this.at += isNext ? 1 : 0;
    return isNext;
  }

  expect(byte: number): void {
    if (!this.takes(byte)) {
      throw otherForm();
    }
  }

  /** Steps over what is written in these bytes. */
  expectWord(word: DataView): void {
    this.toNext();
    if (!this.takesWord(word)) {
      throw otherForm();
    }
  }

  /** Steps over these bytes, if they are the next ones. */
  takesWord(word: DataView): boolean {
    const isNext = isWritten(this.#view, this.at, word);
    this.at += isNext ? word.byteLength : 0;
    return isNext;
  }

  /** Steps over a text. True for one that is ASCII without escapes, whose bytes are its letters. */
  skipText(): boolean {
    if (this.toNext() !== QUOTE) {
      throw otherForm();
    }
    const { bytes, at: start } = this;
    let at = start + 1;
    while (IS_PLAIN[bytes[at] ?? 0] === 1) {
      at++;
    }
    const isPlain = bytes[at] === QUOTE;
    this.at = isPlain ? at + 1 : stringEnd(bytes, at);
    if (!isPlain) {
      JSON.parse(this.textSince(start));
    }
    return isPlain;
  }

  readText(): string {
    this.toNext();
    const start = this.at;
    return this.skipText()
      ? this.bytes.toString("latin1", start + 1, this.at - 1)
      : (JSON.parse(this.textSince(start)) as string);
  }

  /** Steps over a number. True for one without an exponent, and not so long that it may be infinite. */
  skipNumber(): boolean {
    const { bytes, at: start } = this;
    const first = this.toNext() === MINUS ? this.at + 1 : this.at;
    let at = digitsEnd(bytes, first);
    if (bytes[first] === ZERO && at > first + 1) {
      throw otherForm();
    }
    if (bytes[at] === DOT) {
      at = digitsEnd(bytes, at + 1);
    }
    const hasExponent = ((bytes[at] ?? 0) | LOWER_CASE) === EXPONENT;
    this.at = hasExponent ? exponentEnd(bytes, at) : at;
    return !hasExponent && at - start < LONG_NUMBER;
  }

  readValue(): unknown {
    const first = this.toNext();
    const start = this.at;
    if (first === QUOTE) {
      return this.readText();
    }
    if (first === LEFT_BRACE || first === LEFT_BRACKET) {
      this.at = nestedEnd(this.bytes, start);
      return JSON.parse(this.textSince(start));
    }
    return this.#readWordOrNumber(first);
  }

  skipValue(): void {
    const first = this.toNext();
    if (first === QUOTE) {
      this.skipText();
    } else if (first === MINUS || isDigit(first)) {
      this.skipNumber();
    } else {
      this.readValue();
    }
  }

  /** The bytes since a place, as they are written. */
  textSince(start: number): string {
    return this.bytes.toString("utf8", start, this.at);
  }

  #readWordOrNumber(first: number | undefined): unknown {
    for (const { first: letter, word, value } of WORDS) {
      if (first === letter) {
        this.expectWord(word);
        return value;
      }
    }
    const start = this.at;
    this.skipNumber();
    return Number(this.bytes.toString("latin1", start, this.at));
  }
}

export function otherForm(): SyntaxError {
  return new SyntaxError("The JSON text is of another form");
}

/** The place behind the next quote that ends a string. */
function stringEnd(bytes: Uint8Array, start: number): number {
  let at = start;
  while (at < bytes.length && bytes[at] !== QUOTE) {
    at += bytes[at] === BACKSLASH ? 2 : 1;
  }
  if (at >= bytes.length) {
    throw otherForm();
  }
  return at + 1;
}

/** The place behind the bracket that closes the one at the start. */
function nestedEnd(bytes: Uint8Array, start: number): number {
  let depth = 0;
  let at = start;
  do {
    const byte = bytes[at];
    if (byte === QUOTE) {
      at = stringEnd(bytes, at + 1);
    } else {
      depth += byte === undefined ? DEEPEST : nesting(byte);
      at++;
    }
    if (depth > DEEPEST) {
      throw otherForm();
    }
  } while (depth > 0);
  return at;
}

function nesting(byte: number): number {
  if (byte === LEFT_BRACE || byte === LEFT_BRACKET) {
    return 1;
  }
  return byte === RIGHT_BRACE || byte === RIGHT_BRACKET ? -1 : 0;
}

function exponentEnd(bytes: Uint8Array, start: number): number {
  const sign = bytes[start + 1];
  return digitsEnd(bytes, start + (sign === PLUS || sign === MINUS ? 2 : 1));
}

/** There must be some. */
function digitsEnd(bytes: Uint8Array, start: number): number {
  let at = start;
  while (isDigit(bytes[at])) {
    at++;
  }
  if (at === start) {
    throw otherForm();
  }
  return at;
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= ZERO && byte <= NINE;
}

function isBlank(byte: number | undefined): boolean {
  return byte === SPACE || byte === 0x0a || byte === 0x0d || byte === 0x09;
}
