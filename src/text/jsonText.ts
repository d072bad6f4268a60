import { walkJson, type JsonStep } from "./walkJson";

/** A member of an object, or an item of a list. */
interface JsonMember {
  /** A member's name, or an item's place. */
  readonly key: string | number;
  /** The value as it is written: digits, escapes, order and repeated keys included. */
  readonly raw: string;
}

const LONGEST_LAYOUT = 50_000_000;

/**
 * JSON with a line for each member and item, and all else as it is written: digits, escapes, order, repeated keys.
 * Undefined for what is no JSON, and for what is nested so deeply that its indentation would fill the memory.
 */
export function layOutJson(text: string, indent = 2): string | undefined {
  const parts: string[] = [];
  let length = 0;
  let last: JsonStep | undefined;
  const problem = walkJson(text, (step) => {
    const part = spaceBefore(step, last, indent) + text.slice(step.start, step.end);
    last = step;
    length += part.length;
    parts.push(part);
    return length <= LONGEST_LAYOUT;
  });
  return problem === undefined && length <= LONGEST_LAYOUT ? parts.join("") : undefined;
}

function spaceBefore({ kind, depth }: JsonStep, last: JsonStep | undefined, indent: number): string {
  if (last?.kind === "colon") {
    return " ";
  }
  const isFirst = last?.kind === "open";
  const isLine = kind === "close" ? !isFirst : isFirst || last?.kind === "comma";
  return isLine ? `\n${" ".repeat(depth * indent)}` : "";
}

/** Lists the members of an object or a list, each value as it is written; undefined for any other value. */
export function jsonMembers(text: string): readonly JsonMember[] | undefined {
  const collector = new MemberCollector(text);
  const problem = walkJson(text, (step) => {
    collector.take(step);
    return collector.isNested;
  });
  return problem === undefined && collector.isNested ? collector.members : undefined;
}

class MemberCollector {
  readonly members: JsonMember[] = [];
  isNested = false;
  readonly #text: string;
  #key: string | undefined;
  /** Of the value that is being read. */
  #start: number | undefined;
  #end = 0;

  constructor(text: string) {
    this.#text = text;
  }

  take(step: JsonStep): void {
    if (step.depth === 0) {
      this.#takeBracket(step);
    } else if (step.depth > 1) {
      this.#end = step.end;
    } else {
      this.#takeOwn(step);
    }
  }

  #takeBracket({ kind }: JsonStep): void {
    this.isNested ||= kind === "open";
    this.#finish();
  }

  #takeOwn({ kind, isKey, start, end }: JsonStep): void {
    if (kind === "comma") {
      this.#finish();
    } else if (isKey) {
      this.#key = JSON.parse(this.#text.slice(start, end)) as string;
    } else if (kind !== "colon") {
      this.#start ??= start;
      this.#end = end;
    }
  }

  #finish(): void {
    if (this.#start !== undefined) {
      const raw = this.#text.slice(this.#start, this.#end);
      this.members.push({ key: this.#key ?? this.members.length, raw });
    }
    this.#start = undefined;
  }
}

/**
 * The text of the value at a path, as it is written: `rawJson(answer, ["runs", 0, "params"])`. The last one of a repeated
 * key, as a parser takes it. Undefined where there is none, and for what is no JSON.
 */
export function rawJson(text: string, path: readonly (string | number)[]): string | undefined {
  const [key, ...below] = path;
  if (key === undefined) {
    return walkJson(text, () => true) === undefined ? text.replace(/^\ufeff/, "").trim() : undefined;
  }
  const member = jsonMembers(text)?.findLast((candidate) => candidate.key === key);
  return member === undefined ? undefined : rawJson(member.raw, below);
}
