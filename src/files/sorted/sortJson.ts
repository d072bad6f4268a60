import { layOutJson } from "../../text/jsonText";
import { walkJson, type JsonStep } from "../../text/walkJson";
import { Unsortable } from "./unsortable";

/** An object or a list that is being read. */
interface Level {
  readonly isObject: boolean;
  /** Each as it is written, with its name where it has one. */
  readonly members: { readonly name: string; readonly text: string }[];
  readonly names: Set<string>;
  key: { readonly name: string; readonly text: string } | undefined;
}

const DEEPEST = 5_000;
const TOO_DEEP = "it is nested too deeply";

/**
 * JSON with the keys of every object sorted, two spaces a level. Strings and numbers stay as they are written, digit by digit.
 * @throws Unsortable for what is no JSON, or says a key twice.
 */
export function sortJson(text: string): string {
  const sorter = new JsonSorter(text);
  const problem = walkJson(text, (step) => {
    sorter.take(step);
    return true;
  });
  if (problem !== undefined) {
    const reason = problem.at === text.length ? "it ends too early" : "it is no JSON there";
    throw new Unsortable(`line ${lineAt(text, problem.at)}: ${reason}`);
  }
  const sorted = layOutJson(sorter.sorted);
  if (sorted === undefined) {
    throw new Unsortable(TOO_DEEP);
  }
  return `${sorted}\n`;
}

class JsonSorter {
  /** The whole, in one line, once all of it is taken. */
  sorted = "";
  readonly #text: string;
  readonly #levels: Level[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  take(step: JsonStep): void {
    const text = this.#text.slice(step.start, step.end);
    if (step.isKey) {
      this.#takeKey(text, step.start);
    } else if (step.kind === "open") {
      this.#open(text);
    } else if (step.kind === "close") {
      this.#close();
    } else if (step.kind === "string" || step.kind === "plain") {
      this.#add(text);
    }
  }

  #open(bracket: string): void {
    if (this.#levels.length === DEEPEST) {
      throw new Unsortable(TOO_DEEP);
    }
    this.#levels.push({ isObject: bracket === "{", members: [], names: new Set(), key: undefined });
  }

  #takeKey(text: string, at: number): void {
    const level = this.#levels.at(-1);
    const name = JSON.parse(text) as string;
    if (level === undefined || level.names.has(name)) {
      throw new Unsortable(`line ${lineAt(this.#text, at)}: the key ${text} is there twice`);
    }
    level.names.add(name);
    level.key = { name, text };
  }

  #close(): void {
    const { isObject, members } = this.#levels.pop() ?? { isObject: false, members: [] };
    const sorted = isObject ? members.sort(byName) : members;
    const text = sorted.map((member) => member.text).join(",");
    this.#add(isObject ? `{${text}}` : `[${text}]`);
  }

  #add(text: string): void {
    const level = this.#levels.at(-1);
    if (level === undefined) {
      this.sorted = text;
      return;
    }
    const { key } = level;
    level.members.push(key === undefined ? { name: "", text } : { name: key.name, text: `${key.text}:${text}` });
  }
}

function lineAt(text: string, at: number): number {
  return text.slice(0, at).split("\n").length;
}

function byName({ name: a }: { readonly name: string }, { name: b }: { readonly name: string }): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
