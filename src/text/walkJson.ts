import { JsonScanner, type JsonToken } from "./jsonScanner";

/** Where a text stops to be JSON; at its length where it ends too early. */
interface JsonProblem {
  readonly at: number;
}

export interface JsonStep extends JsonToken {
  /** A string that names a member. */
  readonly isKey: boolean;
  /** How many objects and lists are open around the token; their own brackets lie outside. */
  readonly depth: number;
}

type Expected = "value" | "valueOrClose" | "key" | "keyOrClose" | "colon" | "commaOrClose" | "end";

/** Calls back for each token of a JSON text, in order, until `visit` says false. Nesting costs no stack. */
export function walkJson(text: string, visit: (step: JsonStep) => boolean | undefined): JsonProblem | undefined {
  const scanner = new JsonScanner(text);
  const grammar = new JsonGrammar();
  while (!scanner.isAtEnd) {
    const at = scanner.position;
    const token = scanner.next();
    const step = token === undefined ? undefined : grammar.take(token, text[token.start] ?? "");
    if (step === undefined) {
      return { at };
    }
    if (visit(step) === false) {
      return undefined;
    }
  }
  return grammar.isComplete ? undefined : { at: text.length };
}

/** Knows the tokens that may follow each other. */
class JsonGrammar {
  readonly #open: string[] = [];
  #expected: Expected = "value";

  get isComplete(): boolean {
    return this.#expected === "end";
  }

  /** Undefined for a token that may not stand there. */
  take(token: JsonToken, first: string): JsonStep | undefined {
    const isKey = this.#expected === "key" || this.#expected === "keyOrClose";
    const isTaken = this.#takeKind(token, first, isKey);
    const depth = this.#open.length - (token.kind === "open" ? 1 : 0);
    const { kind, start, end } = token;
    return isTaken ? { kind, start, end, isKey: isKey && kind === "string", depth } : undefined;
  }

  #takeKind({ kind }: JsonToken, first: string, isKey: boolean): boolean {
    switch (kind) {
      case "open":
        return this.#takeOpen(first);
      case "close":
        return this.#takeClose(first);
      case "comma":
        return this.#move(this.#expected === "commaOrClose", this.#open.at(-1) === "{" ? "key" : "value");
      case "colon":
        return this.#move(this.#expected === "colon", "value");
      case "string":
        return isKey ? this.#move(true, "colon") : this.#takeValue();
      case "plain":
        return this.#takeValue();
    }
  }

  #takeOpen(bracket: string): boolean {
    const isValue = this.#expected === "value" || this.#expected === "valueOrClose";
    if (isValue) {
      this.#open.push(bracket);
    }
    return this.#move(isValue, bracket === "{" ? "keyOrClose" : "valueOrClose");
  }

  #takeClose(bracket: string): boolean {
    const isAllowed = this.#expected.endsWith("OrClose") && this.#open.at(-1) === (bracket === "}" ? "{" : "[");
    if (isAllowed) {
      this.#open.pop();
    }
    return this.#move(isAllowed, this.#afterValue);
  }

  #takeValue(): boolean {
    return this.#move(this.#expected === "value" || this.#expected === "valueOrClose", this.#afterValue);
  }

  get #afterValue(): Expected {
    return this.#open.length === 0 ? "end" : "commaOrClose";
  }

  #move(isAllowed: boolean, next: Expected): boolean {
    if (isAllowed) {
      this.#expected = next;
    }
    return isAllowed;
  }
}
