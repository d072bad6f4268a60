import { existsSync, readFileSync } from "node:fs";

/** Follows the file in which tests inside VS Code record what happens, a line of JSON at a time. */
export class RecordTail {
  readonly #file: string;
  #lines = 0;
  #hasEnded = false;
  #lastNews = Date.now();

  constructor(file: string) {
    this.#file = file;
  }

  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  get silentMs(): number {
    return Date.now() - this.#lastNews;
  }

  /** The lines of text that were written since the last call. */
  read(): string[] {
    if (!existsSync(this.#file)) return [];
    // The last line has no end yet, or is empty.
    const lines = readFileSync(this.#file, "utf8").split("\n").slice(0, -1);
    const fresh = lines.slice(this.#lines).map((line) => JSON.parse(line) as { event: string; text?: string });
    this.#lines = lines.length;
    if (fresh.length > 0) this.#lastNews = Date.now();
    if (fresh.some(({ event }) => event === "end")) this.#hasEnded = true;
    return fresh.flatMap(({ text }) => (text === undefined ? [] : [text]));
  }
}
