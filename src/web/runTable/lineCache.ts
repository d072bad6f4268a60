import type { TableLine, TableWindow } from "./messages";

/** So many lines are asked for beyond both edges of what is in sight. */
const AHEAD = 60;
const MOST_KEPT = 2_000;

/** The lines that the extension has sent, by their positions in one arrangement. */
export class LineCache {
  #lines = new Map<number, TableLine>();
  #version = -1;
  /** The lines that the extension takes for those in sight. */
  #told = { start: 0, end: 0 };
  #isAsked = false;

  at(position: number): TableLine | undefined {
    return this.#lines.get(position);
  }

  /** Takes lines as they are now: others may have changed, too, and are asked for when they come in sight. */
  show(version: number, window: TableWindow): void {
    this.#version = version;
    this.#isAsked = false;
    this.#told = { start: window.start, end: window.start + window.lines.length };
    this.#lines = new Map();
    this.#put(window);
  }

  /** Takes further lines; those of an arrangement that is no more are dropped. */
  add(version: number, window: TableWindow): void {
    if (version === this.#version) {
      this.#isAsked = false;
      if (this.#lines.size > MOST_KEPT) {
        this.#lines.clear();
      }
      this.#put(window);
    }
  }

  /**
   * Gives the lines to ask for, as some from `first` to before `end` are not here, or others were in sight when it was told last: runs
   * out of sight are not kept up to date. Undefined when there is nothing to tell, or it was told.
   */
  wanted(first: number, end: number, count: number): { readonly start: number; readonly count: number } | undefined {
    const [from, to] = [Math.max(0, first), Math.min(end, count)];
    let isMissing = false;
    for (let position = from; position < to; position++) {
      isMissing ||= !this.#lines.has(position);
    }
    const isTold = this.#told.start <= from && this.#told.end >= to;
    if (isTold && (!isMissing || this.#isAsked)) {
      return undefined;
    }
    const start = Math.max(0, from - AHEAD);
    this.#told = { start, end: to + AHEAD };
    this.#isAsked = true;
    return { start, count: to + AHEAD - start };
  }

  #put({ start, lines }: TableWindow): void {
    lines.forEach((line, index) => this.#lines.set(start + index, line));
  }
}
