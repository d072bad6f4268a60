type JsonTokenKind = "open" | "close" | "comma" | "colon" | "string" | "plain";

/** Where a token stands: from `start` to before `end`. */
export interface JsonToken {
  readonly kind: JsonTokenKind;
  readonly start: number;
  readonly end: number;
}

/** `NaN` and the infinities are no JSON, but Python writes them. */
const PLAIN = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null|NaN|-?Infinity)(?![\w.+-])/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4})/y;
/** Up to a quote, an escape or what no string may hold. */
const CHARACTERS = /[^"\\\0-\x1f]*/y;
const SPACE = /[ \t\r\n]*/y;
const MARKS: Readonly<Record<string, JsonTokenKind>> = {
  "{": "open",
  "[": "open",
  "}": "close",
  "]": "close",
  ",": "comma",
  ":": "colon",
};

/** The tokens of a JSON text, one after the other: no recursion, and no pattern that goes back. */
export class JsonScanner {
  readonly #text: string;
  #at: number;

  constructor(text: string) {
    this.#text = text;
    this.#at = endOf(SPACE, text, text.startsWith("\ufeff") ? 1 : 0);
  }

  /** Where the next token starts, or what is none. */
  get position(): number {
    return this.#at;
  }

  get isAtEnd(): boolean {
    return this.#at === this.#text.length;
  }

  /** Undefined at the text's end, and for what is no JSON. */
  next(): JsonToken | undefined {
    const start = this.#at;
    const first = this.#text[start] ?? "";
    const mark = MARKS[first];
    const kind = mark ?? (first === '"' ? "string" : "plain");
    const end = mark === undefined ? this.#valueEnd(start, first) : start + 1;
    if (end === start) {
      return undefined;
    }
    this.#at = endOf(SPACE, this.#text, end);
    return { kind, start, end };
  }

  #valueEnd(start: number, first: string): number {
    return first === '"' ? this.#stringEnd(start) : endOf(PLAIN, this.#text, start);
  }

  /** The start itself for a string that does not end, or holds what none may. */
  #stringEnd(start: number): number {
    let at = endOf(CHARACTERS, this.#text, start + 1);
    while (this.#text[at] === "\\") {
      const escaped = endOf(ESCAPE, this.#text, at);
      if (escaped === at) {
        return start;
      }
      at = endOf(CHARACTERS, this.#text, escaped);
    }
    return this.#text[at] === '"' ? at + 1 : start;
  }
}

/** Where a sticky pattern ends that begins here; here, when it does not. */
function endOf(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}
