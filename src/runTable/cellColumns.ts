/** Texts by numbers, each kept once however many cells hold it. 0 stands for no text. */
export class Texts {
  readonly #codes = new Map<string, number>();
  readonly #texts: string[] = [""];

  codeOf(text: string): number {
    const known = this.#codes.get(text);
    if (known !== undefined) {
      return known;
    }
    const code = this.#texts.push(text) - 1;
    this.#codes.set(text, code);
    return code;
  }

  textOf(code: number): string {
    return this.#texts[code] ?? "";
  }
}

const LEAST_ROOM = 128;

/** As much room as is needed, and a quarter more, so that rows that come page by page do not copy all each time. */
function roomFor(row: number, size: number): number {
  return Math.max(LEAST_ROOM, row + 1, Math.ceil(size * 1.25));
}

/** Numbers by rows, 8 bytes each. */
export class NumberColumn {
  readonly type = "number";
  #values = new Float64Array(0);
  /** Rows whose value is NaN; elsewhere NaN stands for none. */
  readonly #nans = new Set<number>();
  #count = 0;

  /** How many rows have a value, NaN among them. */
  get count(): number {
    return this.#count;
  }

  at(row: number): number | undefined {
    const value = this.#values[row] ?? NaN;
    return Number.isNaN(value) && !this.#nans.has(row) ? undefined : value;
  }

  set(row: number, value: number | undefined): void {
    this.#count += Number(value !== undefined) - Number(this.at(row) !== undefined);
    if (row >= this.#values.length && value !== undefined) {
      const grown = new Float64Array(roomFor(row, this.#values.length)).fill(NaN);
      grown.set(this.#values);
      this.#values = grown;
    }
    this.#values[row] = value ?? NaN;
    if (value !== undefined && Number.isNaN(value)) {
      this.#nans.add(row);
    } else {
      this.#nans.delete(row);
    }
  }
}

/** Texts by rows, 4 bytes each beside the texts themselves. */
export class TextColumn {
  readonly type = "text";
  readonly #texts: Texts;
  #codes = new Int32Array(0);
  #count = 0;

  constructor(texts: Texts) {
    this.#texts = texts;
  }

  get count(): number {
    return this.#count;
  }

  /** 0 for a row without a text. */
  codeAt(row: number): number {
    return this.#codes[row] ?? 0;
  }

  at(row: number): string | undefined {
    const code = this.codeAt(row);
    return code === 0 ? undefined : this.#texts.textOf(code);
  }

  set(row: number, text: string | undefined): void {
    const code = text === undefined ? 0 : this.#texts.codeOf(text);
    this.#count += Number(code !== 0) - Number(this.codeAt(row) !== 0);
    if (row >= this.#codes.length && code !== 0) {
      const grown = new Int32Array(roomFor(row, this.#codes.length));
      grown.set(this.#codes);
      this.#codes = grown;
    }
    this.#codes[row] = code;
  }
}

export type CellColumn = NumberColumn | TextColumn;
