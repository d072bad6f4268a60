import { isLoose } from "./looseValues";
import { RawJson } from "./rawValue";
import { walkJson, type JsonStep } from "./walkJson";

/** Names of members from the top down; "*" stands for each place of a list and each member of an object. */
type JsonPattern = readonly string[];

/**
 * A parsed answer in which the values at some places are `RawJson`: as its text has them. Elsewhere it stays as it was parsed. The
 * answer itself is changed. What nests deeply costs no stack.
 */
export function withRawJson(body: unknown, text: string, pattern: JsonPattern): unknown {
  const finder = new RawFinder(text, pattern, (place, raw) => put(body, place, raw));
  walkJson(text, (step) => finder.take(step));
  return body;
}

type Place = readonly (string | number)[];

/** Follows where each token stands. */
class RawFinder {
  readonly #text: string;
  readonly #pattern: JsonPattern;
  readonly #found: (place: Place, raw: RawJson) => void;
  /** The key or index at each depth; that of depth 1 is first. */
  readonly #place: (string | number)[] = [];
  #start: number | undefined;

  constructor(text: string, pattern: JsonPattern, found: (place: Place, raw: RawJson) => void) {
    this.#text = text;
    this.#pattern = pattern;
    this.#found = found;
  }

  take(step: JsonStep): undefined {
    const { kind, depth, isKey, start, end } = step;
    if (depth > this.#pattern.length) {
      return;
    }
    if (isKey) {
      this.#place[depth - 1] = JSON.parse(this.#text.slice(start, end)) as string;
    } else if (kind === "open") {
      this.#begin(start, depth);
    } else if (kind === "close") {
      this.#finish(end, depth);
    } else if (kind === "comma") {
      this.#next(depth);
    } else if (kind !== "colon") {
      this.#begin(start, depth);
      this.#finish(end, depth);
    }
  }

  #begin(start: number, depth: number): void {
    this.#place[depth] = 0;
    this.#start = depth === this.#pattern.length && this.#fits() ? start : this.#start;
  }

  #finish(end: number, depth: number): void {
    if (this.#start !== undefined && depth === this.#pattern.length) {
      this.#found(this.#place.slice(0, depth), new RawJson(this.#text.slice(this.#start, end)));
      this.#start = undefined;
    }
  }

  #next(depth: number): void {
    const last = this.#place[depth - 1];
    this.#place[depth - 1] = typeof last === "number" ? last + 1 : (last ?? 0);
  }

  #fits(): boolean {
    return this.#pattern.every((name, index) => name === "*" || name === this.#place[index]);
  }
}

/** Only in the place of a value that the parser gave: the last one of a repeated key. */
function put(body: unknown, place: Place, raw: RawJson): void {
  const holder = place.slice(0, -1).reduce<unknown>(memberOf, body);
  const key = place.at(-1);
  if (key !== undefined && memberOf(holder, key) !== undefined && typeof holder === "object" && holder !== null) {
    Object.defineProperty(holder, key, { value: raw, enumerable: true, configurable: true, writable: true });
  }
}

function memberOf(holder: unknown, key: string | number): unknown {
  if (Array.isArray(holder)) {
    return typeof key === "number" ? (holder[key] as unknown) : undefined;
  }
  return isLoose(holder) && Object.hasOwn(holder, key) ? holder[key] : undefined;
}

/** JSON with another text for each of its strings that `change` changes; all else stays as it is written. */
export function withStrings(json: string, change: (text: string) => string): string {
  const parts: string[] = [];
  let done = 0;
  walkJson(json, ({ kind, start, end }) => {
    const before = kind === "string" ? (JSON.parse(json.slice(start, end)) as string) : "";
    const after = before === "" ? before : change(before);
    if (after !== before) {
      parts.push(json.slice(done, start), JSON.stringify(after));
      done = end;
    }
    return true;
  });
  return parts.join("") + json.slice(done);
}

/** Replaces words outside strings. Gives undefined when none of them stands there. */
export function replaceBareWords(text: string, words: Readonly<Record<string, string>>): string | undefined {
  // Sticky, with an unclosed string as a match of its own: it takes linear time whatever the text holds.
  const token = /"[^"\\]*(?:\\[^][^"\\]*)*(?:"|\\?$)|[A-Za-z]+|[^"A-Za-z]+/gy;
  let count = 0;
  const replaced = text.replace(token, (found) => {
    const word = Object.hasOwn(words, found) ? words[found] : undefined;
    count += word === undefined ? 0 : 1;
    return word ?? found;
  });
  return count > 0 ? replaced : undefined;
}
