import { isLoose } from "./looseValues";
import { RawJson } from "./rawValue";
import { walkJson, type JsonStep } from "./walkJson";

/** Names of members from the top down; "*" stands for each place of a list and each member of an object. */
type JsonPattern = readonly string[];

/**
 * A parsed answer in which the values at some places are `RawJson`: as its text has them. Elsewhere it stays as it was parsed. The
 * answer itself is changed. The text is walked through once, and what nests deeply costs no stack.
 */
export function withRawJson(body: unknown, text: string, ...patterns: readonly JsonPattern[]): unknown {
  const finder = new RawFinder(text, patterns, (place, raw) => put(body, place, raw));
  walkJson(text, (step) => finder.take(step));
  return body;
}

type Place = readonly (string | number)[];

/** Follows where each token stands. */
class RawFinder {
  readonly #text: string;
  readonly #patterns: readonly JsonPattern[];
  readonly #deepest: number;
  readonly #found: (place: Place, raw: RawJson) => void;
  /** The key or index at each depth; that of depth 1 is first. */
  readonly #place: (string | number)[] = [];
  /** Where a wanted value begins, and at which depth. */
  #start: number | undefined;
  #startDepth = 0;

  constructor(text: string, patterns: readonly JsonPattern[], found: (place: Place, raw: RawJson) => void) {
    this.#text = text;
    this.#patterns = patterns;
    this.#deepest = Math.max(...patterns.map(({ length }) => length));
    this.#found = found;
  }

  take(step: JsonStep): undefined {
    const { kind, depth, isKey, start, end } = step;
    if (depth > this.#limit) {
      return;
    }
    if (isKey) {
      this.#place[depth - 1] = keyOf(this.#text.slice(start, end));
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

  /** No pattern is as long as what lies below, or all of it belongs to a value that was found. */
  get #limit(): number {
    return this.#start === undefined ? this.#deepest : this.#startDepth;
  }

  #begin(start: number, depth: number): void {
    this.#place[depth] = 0;
    if (this.#fits(depth)) {
      this.#start = start;
      this.#startDepth = depth;
    }
  }

  #finish(end: number, depth: number): void {
    if (this.#start !== undefined && depth === this.#startDepth) {
      this.#found(this.#place.slice(0, depth), new RawJson(this.#text.slice(this.#start, end)));
      this.#start = undefined;
    }
  }

  #next(depth: number): void {
    const last = this.#place[depth - 1];
    this.#place[depth - 1] = typeof last === "number" ? last + 1 : (last ?? 0);
  }

  #fits(depth: number): boolean {
    return this.#patterns.some((pattern) => pattern.length === depth && this.#fitsPattern(pattern));
  }

  #fitsPattern(pattern: JsonPattern): boolean {
    return pattern.every((name, index) => name === "*" || name === this.#place[index]);
  }
}

/** Most keys have no escapes. */
function keyOf(json: string): string {
  return json.includes("\\") ? (JSON.parse(json) as string) : json.slice(1, -1);
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
