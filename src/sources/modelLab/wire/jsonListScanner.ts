import { ApiError } from "../../../http/apiError";

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const LEFT_BRACKET = 0x5b;
const BACKSLASH = 0x5c;
const RIGHT_BRACKET = 0x5d;
const LEFT_BRACE = 0x7b;
const RIGHT_BRACE = 0x7d;

const LIST_START = Buffer.from("[");
const LIST_END = Buffer.from("]");
/** No list: a comma with nothing before or behind it. */
const LONE_COMMA = Buffer.from("[,]");

/** The keys that lead to a list are short, and what is nested deeper does not lead to one. */
const LONGEST_KEY = 100;
const DEEPEST = 1_000;

interface JsonListOptions {
  /** The keys of the objects that lead to the list. */
  readonly path: readonly string[];
  /** Takes elements of the list as they come, as the text of a list of its own, which is JSON if the whole text is. */
  readonly take: (list: Buffer) => void;
  /** The most bytes of one element, and of all that is not of the list. */
  readonly most: number;
  /**
   * Reads elements by itself, from where one begins, each with the comma behind it. Returns where the first begins that it
   * leaves to be taken.
   */
  readonly readAhead?: (bytes: Uint8Array, start: number) => number;
}

/** Cuts a JSON text, as its bytes come, into the elements of one of its lists and all the rest. */
export class JsonListScanner {
  readonly #options: JsonListOptions;
  /** All but what is in the list. */
  readonly #rest: Uint8Array[] = [];
  #restSize = 0;
  /** Of the element that is not complete yet. */
  #pending: Uint8Array[] = [];
  #pendingSize = 0;
  #isInList = false;
  #isInString = false;
  #isEscaped = false;
  /** How deep values nest at this place in an element of the list. */
  #depth = 0;
  #hasComma = false;
  /** The values that are open in the rest, with the latest key of those that are objects. */
  readonly #open: { readonly isObject: boolean; key: string }[] = [];
  #isAtKey = false;
  #key: number[] = [];

  constructor(options: JsonListOptions) {
    this.#options = options;
  }

  /** The bytes are kept: they must not change. @throws ApiError, and what `take` throws. */
  write(bytes: Uint8Array): void {
    let at = 0;
    while (at < bytes.length) {
      at = this.#isInList ? this.#scanList(bytes, at) : this.#scanRest(bytes, at);
    }
  }

  /** The text with an empty list; with the start of an element, when it did not end. */
  end(): Buffer {
    return Buffer.concat([...this.#rest, ...this.#pending]);
  }

  /** Returns where the list ends, where elements may be read ahead again, or where the bytes end. */
  #scanList(bytes: Uint8Array, start: number): number {
    const isBegun = this.#pendingSize > 0;
    const first = isBegun ? start : this.#readAhead(bytes, start);
    let comma = -1;
    for (let at = this.#nextMark(bytes, first); at < bytes.length; at = this.#nextMark(bytes, at + 1)) {
      if (bytes[at] === RIGHT_BRACKET) {
        this.#endList(bytes.subarray(first, at));
        return at;
      }
      comma = at;
      if (isBegun) {
        this.#takeUntil(bytes, first, comma);
        return comma + 1;
      }
    }
    this.#holdList(bytes, first, comma);
    return bytes.length;
  }

  #readAhead(bytes: Uint8Array, start: number): number {
    const next = this.#options.readAhead?.(bytes, start) ?? start;
    this.#hasComma ||= next > start;
    return next;
  }

  /** The place of the next comma or closing bracket of the list itself, or the bytes' end. */
  #nextMark(bytes: Uint8Array, start: number): number {
    let depth = this.#depth;
    let at = this.#isInString ? this.#skipString(bytes, start) : start;
    for (; at < bytes.length; at++) {
      const byte = bytes[at];
      if (byte === QUOTE) {
        this.#isInString = true;
        at = this.#skipString(bytes, at + 1) - 1;
      } else if (depth === 0 && (byte === COMMA || byte === RIGHT_BRACKET)) {
        break;
      } else {
        depth += nesting(byte);
      }
    }
    this.#depth = depth;
    return at;
  }

  /** Returns the place behind the string that is open, or the bytes' end. */
  #skipString(bytes: Uint8Array, start: number): number {
    let at = this.#isEscaped ? start + 1 : start;
    while (at < bytes.length && bytes[at] !== QUOTE) {
      at += bytes[at] === BACKSLASH ? 2 : 1;
    }
    this.#isInString = at >= bytes.length;
    this.#isEscaped = at > bytes.length;
    return Math.min(at + 1, bytes.length);
  }

  /** Takes the elements before the last comma, and keeps what follows it. */
  #holdList(bytes: Uint8Array, start: number, comma: number): void {
    if (comma >= 0) {
      this.#takeUntil(bytes, start, comma);
    }
    const left = bytes.subarray(comma >= 0 ? comma + 1 : start);
    this.#pending.push(left);
    this.#pendingSize += left.length;
    this.#assertShort(this.#pendingSize);
  }

  #takeUntil(bytes: Uint8Array, start: number, comma: number): void {
    this.#hasComma = true;
    this.#takeElements(bytes.subarray(start, comma), false);
  }

  #endList(last: Uint8Array): void {
    this.#takeElements(last, !this.#hasComma);
    this.#isInList = false;
    this.#hasComma = false;
  }

  #takeElements(last: Uint8Array, mayBeEmpty: boolean): void {
    const list = Buffer.concat([LIST_START, ...this.#pending, last, LIST_END]);
    [this.#pending, this.#pendingSize] = [[], 0];
    const isEmpty = list.subarray(1, -1).every((byte) => byte <= 0x20);
    if (!isEmpty || !mayBeEmpty) {
      this.#options.take(isEmpty ? LONE_COMMA : list);
    }
  }

  /** Returns where the list begins, or the bytes end. */
  #scanRest(bytes: Uint8Array, start: number): number {
    let at = start;
    for (; at < bytes.length && !this.#isInList; at++) {
      const byte = bytes[at] ?? 0;
      if (this.#isInString) {
        this.#readString(byte);
      } else if (byte === LEFT_BRACKET && this.#isAtList) {
        this.#open.push({ isObject: false, key: "" });
        this.#isInList = true;
      } else if (this.#open.length <= DEEPEST) {
        this.#readMark(byte);
      }
    }
    this.#rest.push(bytes.subarray(start, at));
    this.#restSize += at - start;
    this.#assertShort(this.#restSize);
    return at;
  }

  get #isAtList(): boolean {
    const { path } = this.#options;
    return this.#open.length === path.length && path.every((key, depth) => this.#open[depth]?.key === key);
  }

  #readString(byte: number): void {
    if (this.#isEscaped) {
      this.#isEscaped = false;
    } else if (byte === BACKSLASH) {
      this.#isEscaped = true;
    } else if (byte === QUOTE) {
      this.#isInString = false;
      this.#endKey();
      return;
    }
    if (this.#isAtKey && this.#key.length < LONGEST_KEY) {
      this.#key.push(byte);
    }
  }

  #endKey(): void {
    const object = this.#open.at(-1);
    if (this.#isAtKey && object !== undefined) {
      object.key = Buffer.from(this.#key).toString("utf8");
      this.#key = [];
    }
  }

  #readMark(byte: number): void {
    switch (byte) {
      case QUOTE:
        this.#isInString = true;
        break;
      case LEFT_BRACE:
      case LEFT_BRACKET:
        this.#open.push({ isObject: byte === LEFT_BRACE, key: "" });
        this.#isAtKey = byte === LEFT_BRACE;
        break;
      case RIGHT_BRACE:
      case RIGHT_BRACKET:
        this.#open.pop();
        break;
      case COLON:
        this.#isAtKey = false;
        break;
      case COMMA:
        this.#isAtKey = this.#open.at(-1)?.isObject === true;
    }
  }

  #assertShort(size: number): void {
    if (size > this.#options.most) {
      throw new ApiError("badResponse", "the answer is too long");
    }
  }
}

function nesting(byte: number | undefined): number {
  if (byte === LEFT_BRACE || byte === LEFT_BRACKET) {
    return 1;
  }
  return byte === RIGHT_BRACE || byte === RIGHT_BRACKET ? -1 : 0;
}
