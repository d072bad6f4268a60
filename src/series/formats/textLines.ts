import { TextPieces } from "./textPieces";

/** Longer lines are no records of a training. */
const LONGEST_LINE = 1_000_000;

/** The lines of a text that comes in pieces. */
export class TextLines {
  readonly #text = new TextPieces();
  #rest = "";
  #isBroken = false;

  get position(): number {
    return this.#text.position;
  }

  /** The begun line behind the last whole one. */
  get rest(): string {
    return this.#rest;
  }

  /** True when the text has no lines, or none that end: no more are given. */
  get isBroken(): boolean {
    return this.#isBroken;
  }

  /** The lines that the next bytes complete, without their ends. */
  take(bytes: Uint8Array): readonly string[] {
    if (this.#isBroken) {
      return [];
    }
    const lines = (this.#rest + this.#text.take(bytes)).split("\n");
    this.#rest = lines.pop() ?? "";
    const bad = lines.findIndex((line) => !isLine(line));
    this.#isBroken ||= bad >= 0 || !isLine(this.#rest);
    return lines.slice(0, bad < 0 ? lines.length : bad).map(withoutReturn);
  }
}

function isLine(text: string): boolean {
  return text.length <= LONGEST_LINE && !text.includes("\0");
}

function withoutReturn(line: string): string {
  return line.endsWith("\r") ? line.slice(0, -1) : line;
}
