const DOUBLE_CLICK_MS = 500;

/** VS Code runs a row's command for each of two clicks, and does not say that they were a double click. */
export class DoubleClick {
  readonly #now: () => number;
  #first: { readonly row: object; readonly at: number } | undefined;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** True for the second of two quick clicks on a row. */
  isSecond(row: object): boolean {
    const at = this.#now();
    const isSecond = this.#first?.row === row && at - this.#first.at < DOUBLE_CLICK_MS;
    this.#first = isSecond ? undefined : { row, at };
    return isSecond;
  }
}
