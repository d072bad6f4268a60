/** A click or a key makes one row the selection, extends it to there, or adds and removes one. */
export type SelectionStep = "replace" | "extend" | "toggle";

/**
 * Tracks the selected rows, and the one that the keyboard is at. Rows have names that stay; their positions change
 * with filter and order.
 */
export class RowSelection {
  #shown: readonly number[] = [];
  #selected: ReadonlySet<number> = new Set();
  /** Positions. */
  #active = 0;
  #anchor = 0;

  /** The position that the keyboard is at; 0 in an empty table. */
  get active(): number {
    return this.#active;
  }

  /** The selected rows, as they are shown. */
  get rows(): readonly number[] {
    return this.#shown.filter((row) => this.#selected.has(row));
  }

  get size(): number {
    return this.#selected.size;
  }

  has(row: number): boolean {
    return this.#selected.has(row);
  }

  /** Takes what a filter and an order leave. Rows out of sight are not selected: the user would not notice. */
  show(rows: readonly number[]): void {
    const activeRow = this.#shown[this.#active];
    this.#shown = rows;
    this.#selected = new Set(this.rows);
    this.#active = Math.max(0, activeRow === undefined ? 0 : rows.indexOf(activeRow));
    this.#anchor = this.#active;
  }

  moveTo(position: number, step: SelectionStep): void {
    const last = this.#shown.length - 1;
    if (last < 0) {
      return;
    }
    this.#active = Math.max(0, Math.min(position, last));
    if (step !== "extend") {
      this.#anchor = this.#active;
    }
    this.#selected = this.#after(step);
  }

  selectAll(): void {
    this.#selected = new Set(this.#shown);
  }

  clear(): void {
    this.#selected = new Set();
  }

  #after(step: SelectionStep): ReadonlySet<number> {
    const [first, last] = [Math.min(this.#anchor, this.#active), Math.max(this.#anchor, this.#active)];
    const range = this.#shown.slice(first, last + 1);
    if (step !== "toggle") {
      return new Set(range);
    }
    const rest = [...this.#selected].filter((row) => !range.includes(row));
    return new Set([...rest, ...range.filter((row) => !this.#selected.has(row))]);
  }
}
