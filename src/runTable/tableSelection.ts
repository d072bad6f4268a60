/** A click or a key makes one row the selection, extends it to there, or adds and removes one. */
export type SelectionStep = "replace" | "extend" | "toggle";

/** The rows of a table by their positions on show; a group's head is no row. */
interface ShownPositions {
  rowAt(position: number): number | undefined;
  /** Negative for a row that is not on show. */
  positionOf(row: number): number;
}

/** The selected rows of a table. Rows are numbers that stay; their positions change with order and filter. */
export class TableSelection {
  #selected: ReadonlySet<number> = new Set();
  /** The row from which a selection is extended. */
  #anchor: number | undefined;

  get size(): number {
    return this.#selected.size;
  }

  has(row: number): boolean {
    return this.#selected.has(row);
  }

  /** The selected among some rows, in their order. */
  among(shown: readonly number[]): readonly number[] {
    return shown.filter((row) => this.#selected.has(row));
  }

  step(step: SelectionStep, row: number, shown: ShownPositions): void {
    const start = shown.positionOf(this.#anchor ?? row);
    if (step === "extend" && start >= 0) {
      const end = shown.positionOf(row);
      const [first, last] = [Math.min(start, end), Math.max(start, end)];
      this.#selected = new Set(
        Array.from({ length: last - first + 1 }, (_, at) => shown.rowAt(first + at) ?? []).flat(),
      );
      return;
    }
    this.#anchor = row;
    const others = step === "toggle" ? [...this.#selected].filter((other) => other !== row) : [];
    this.#selected = new Set(step === "toggle" && this.#selected.has(row) ? others : [...others, row]);
  }

  add(row: number): void {
    this.#selected = new Set([...this.#selected, row]);
  }

  select(rows: Iterable<number>): void {
    this.#selected = new Set(rows);
  }

  clear(): void {
    this.#selected = new Set();
    this.#anchor = undefined;
  }

  /** Rows that are gone are not selected: the user would not notice. */
  keepOnly(isThere: (row: number) => boolean): void {
    this.#selected = new Set([...this.#selected].filter(isThere));
  }
}
