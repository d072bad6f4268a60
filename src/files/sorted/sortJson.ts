import { Unsortable } from "./unsortable";

/** A string, a mark, or a plain value. `NaN` and the infinities are no JSON, but Python writes them. */
const TOKEN =
  /[ \t\r\n]*(?:("[^"\\\0-\x1f]*(?:\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4})[^"\\\0-\x1f]*)*")|([{}[\],:])|((?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null|NaN|-?Infinity)(?![\w.+-])))/y;
const INDENT = "  ";

/**
 * JSON with the keys of every object sorted, two spaces a level. Strings and numbers stay as they are written, digit by digit.
 * @throws Unsortable for what is no JSON, or says a key twice.
 */
export function sortJson(text: string): string {
  return `${new JsonSorter(text).sort()}\n`;
}

class JsonSorter {
  readonly #text: string;
  /** Where the next token starts, and it; an empty one at the end. */
  #at = 0;
  #token = "";

  constructor(text: string) {
    this.#text = text;
    this.#advance();
  }

  sort(): string {
    const sorted = this.#value("");
    if (this.#token !== "") {
      throw this.#unexpected();
    }
    return sorted;
  }

  #value(indent: string): string {
    const token = this.#token;
    if (token === "{" || token === "[") {
      this.#advance();
      return token === "{" ? this.#object(indent) : this.#array(indent);
    }
    if (token === "" || "}],:".includes(token)) {
      throw this.#unexpected();
    }
    this.#advance();
    return token;
  }

  #object(indent: string): string {
    const members = new Map<string, string>();
    this.#each("}", () => {
      const key = this.#token;
      if (!key.startsWith('"')) {
        throw this.#unexpected();
      }
      const name = JSON.parse(key) as string;
      if (members.has(name)) {
        throw this.#problem(`the key ${key} is there twice`);
      }
      this.#advance();
      this.#take(":");
      members.set(name, `${key}: ${this.#value(indent + INDENT)}`);
    });
    return layOut(
      "{",
      [...members].sort(byKey).map(([, member]) => member),
      "}",
      indent,
    );
  }

  #array(indent: string): string {
    const items: string[] = [];
    this.#each("]", () => items.push(this.#value(indent + INDENT)));
    return layOut("[", items, "]", indent);
  }

  /** Reads what stands between commas, to the closing mark and over it. */
  #each(close: string, read: () => void): void {
    if (this.#token !== close) {
      read();
      while (this.#token === ",") {
        this.#advance();
        read();
      }
    }
    this.#take(close);
  }

  #take(mark: string): void {
    if (this.#token !== mark) {
      throw this.#unexpected();
    }
    this.#advance();
  }

  #advance(): void {
    const start = this.#at + this.#token.length;
    TOKEN.lastIndex = start;
    const [, string, mark, plain] = TOKEN.exec(this.#text) ?? [];
    this.#token = string ?? mark ?? plain ?? "";
    this.#at = this.#token === "" ? this.#skipSpace(start) : TOKEN.lastIndex - this.#token.length;
    if (this.#token === "" && this.#at < this.#text.length) {
      throw this.#problem("it is no JSON there");
    }
  }

  #skipSpace(start: number): number {
    const space = /[ \t\r\n]*/y;
    space.lastIndex = start;
    space.exec(this.#text);
    return space.lastIndex;
  }

  #unexpected(): Unsortable {
    return this.#problem(this.#token === "" ? "it ends too early" : "it is no JSON there");
  }

  #problem(reason: string): Unsortable {
    const line = this.#text.slice(0, this.#at).split("\n").length;
    return new Unsortable(`line ${line}: ${reason}`);
  }
}

function layOut(open: string, parts: readonly string[], close: string, indent: string): string {
  const inner = indent + INDENT;
  return parts.length === 0 ? open + close : `${open}\n${inner}${parts.join(`,\n${inner}`)}\n${indent}${close}`;
}

function byKey([a]: readonly [string, string], [b]: readonly [string, string]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
