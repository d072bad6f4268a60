import { badFile } from "./badFile";

/** Tuples are lists, dicts are maps, and None is null. */
export type PythonValue = string | number | boolean | null | readonly PythonValue[] | ReadonlyMap<string, PythonValue>;

const DEEPEST = 16;
const TOKEN =
  /\s*(?:([[\](){},:])|[ub]?'([^'\\]*(?:\\.[^'\\]*)*)'|[ub]?"([^"\\]*(?:\\.[^"\\]*)*)"|(-?\d+)L?|(True|False|None)\b)/suy;
/** Escapes that Python reads in a text; any other backslash stands for itself. */
const ESCAPE = /\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|([0-7]{1,3})|([\\'"abfnrtv\n]))/gu;
const SINGLE_ESCAPES: Readonly<Record<string, string>> = {
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
  "\n": "",
};
const LAST_CODE_POINT = 0x10ffff;
const WORDS: Readonly<Record<string, boolean | null>> = { True: true, False: false, None: null };
const CLOSING: Readonly<Record<string, string>> = { "[": "]", "(": ")", "{": "}" };

interface Token {
  readonly mark?: string;
  readonly value?: PythonValue;
}

/** The literals that NumPy writes in a header: dicts, tuples, lists, strings, whole numbers and words. Runs nothing. */
export function parsePythonLiteral(text: string): PythonValue {
  const parser = new LiteralParser(tokensOf(text));
  return parser.value(0);
}

function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  const end = text.trimEnd().length;
  for (TOKEN.lastIndex = 0; TOKEN.lastIndex < end;) {
    const match = TOKEN.exec(text);
    if (match === null) {
      throw badFile("its header is not the Python dict that NumPy writes");
    }
    const [, mark, single, double, digits, word] = match;
    tokens.push(mark === undefined ? { value: valueOf(single ?? double, digits, word) } : { mark });
  }
  return tokens;
}

function valueOf(quotedText?: string, digits?: string, word?: string): PythonValue {
  if (quotedText !== undefined) {
    return unescaped(quotedText);
  }
  return digits === undefined ? (WORDS[word ?? ""] ?? null) : Number(digits);
}

function unescaped(text: string): string {
  return text.replace(ESCAPE, (_, ...groups: (string | undefined)[]) => {
    const [byte, short, long, octal, single] = groups;
    if (single !== undefined) {
      return SINGLE_ESCAPES[single] ?? single;
    }
    const code = octal === undefined ? Number.parseInt(byte ?? short ?? long ?? "", 16) : Number.parseInt(octal, 8);
    if (code > LAST_CODE_POINT) {
      throw badFile("its header is not the Python dict that NumPy writes");
    }
    return String.fromCodePoint(code);
  });
}

class LiteralParser {
  readonly #tokens: readonly Token[];
  #next = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  value(depth: number): PythonValue {
    const token = this.#tokens[this.#next++];
    if (token?.value !== undefined) {
      return token.value;
    }
    const closing = CLOSING[token?.mark ?? ""];
    if (closing === undefined || depth > DEEPEST) {
      throw badFile("its header is not the Python dict that NumPy writes");
    }
    return closing === "}" ? this.#dict(depth) : this.#list(closing, depth);
  }

  #list(closing: string, depth: number): PythonValue {
    const items: PythonValue[] = [];
    let hasComma = false;
    while (!this.#take(closing)) {
      items.push(this.value(depth + 1));
      hasComma = this.#separate(closing) || hasComma;
    }
    const [only] = items;
    // "(3)" is 3 and "(3,)" a tuple.
    return closing === ")" && items.length === 1 && !hasComma && only !== undefined ? only : items;
  }

  #dict(depth: number): PythonValue {
    const fields = new Map<string, PythonValue>();
    while (!this.#take("}")) {
      const key = this.value(depth + 1);
      if (typeof key !== "string" || !this.#take(":")) {
        throw badFile("its header is not the Python dict that NumPy writes");
      }
      fields.set(key, this.value(depth + 1));
      this.#separate("}");
    }
    return fields;
  }

  /** True after a comma; without one, the list must end. */
  #separate(closing: string): boolean {
    const isComma = this.#take(",");
    if (!isComma && this.#tokens[this.#next]?.mark !== closing) {
      throw badFile("its header is not the Python dict that NumPy writes");
    }
    return isComma;
  }

  #take(mark: string): boolean {
    const isThere = this.#tokens[this.#next]?.mark === mark;
    this.#next += isThere ? 1 : 0;
    return isThere;
  }
}
