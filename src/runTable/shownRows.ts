import { groupRows, type RunGroup } from "./groupRows";
import type { RunColumns } from "./runColumns";
import { type SortKey, sortRows } from "./sortRows";

/** A line of the table: a run, or the head of a group. */
type ShownRow =
  | { readonly kind: "run"; readonly row: number }
  | { readonly kind: "group"; readonly group: RunGroup; readonly isOpen: boolean };

interface ShownOptions {
  readonly sort: readonly SortKey[];
  readonly group?: string | undefined;
}

/** Stands for runs without a value among the groups that are closed. */
const NO_VALUE = "\0";

/** The rows of a table in their order, in groups where it has some. */
export class ShownRows {
  #order: readonly number[] = [];
  #groups: readonly RunGroup[] | undefined;
  /** Closed groups, by their texts. */
  readonly #closed = new Set<string>();
  #grouping: string | undefined;
  /** Rows as numbers, heads of groups as -1 for the first, -2 for the second. */
  #lines: Int32Array = new Int32Array(0);

  /** Puts the rows in order. */
  arrange(data: RunColumns, { sort, group }: ShownOptions): void {
    if (group !== this.#grouping) {
      this.#grouping = group;
      this.#closed.clear();
    }
    this.#order = sortRows(data, data.rows, sort);
    this.#groups = group === undefined ? undefined : groupRows(data, this.#order, group);
    this.#layOut();
  }

  /** Lines, heads of groups among them. */
  get length(): number {
    return this.#lines.length;
  }

  get groupCount(): number {
    return this.#groups?.length ?? 0;
  }

  /** All runs in their order, those of closed groups too. */
  get runs(): readonly number[] {
    return this.#groups?.flatMap(({ rows }) => rows) ?? this.#order;
  }

  at(position: number): ShownRow | undefined {
    const line = this.#lines[position];
    if (line === undefined) {
      return undefined;
    }
    const group = line < 0 ? this.#groups?.[-line - 1] : undefined;
    return group === undefined ? { kind: "run", row: line } : { kind: "group", group, isOpen: this.#isOpen(group) };
  }

  rowAt(position: number): number | undefined {
    const line = this.#lines[position];
    return line === undefined || line < 0 ? undefined : line;
  }

  positionOf(row: number): number {
    return this.#lines.indexOf(row);
  }

  /** Opens or closes the group of a text, undefined for runs without a value. */
  toggle(text: string | undefined): void {
    const name = text ?? NO_VALUE;
    if (!this.#closed.delete(name)) {
      this.#closed.add(name);
    }
    this.#layOut();
  }

  toggleAll(): void {
    const names = this.#groups?.map(nameOf) ?? [];
    const isAnyOpen = names.some((name) => !this.#closed.has(name));
    this.#closed.clear();
    (isAnyOpen ? names : []).forEach((name) => this.#closed.add(name));
    this.#layOut();
  }

  #isOpen(group: RunGroup): boolean {
    return !this.#closed.has(nameOf(group));
  }

  #layOut(): void {
    const lines = this.#groups?.flatMap((group, index) => [-index - 1, ...(this.#isOpen(group) ? group.rows : [])]);
    this.#lines = Int32Array.from(lines ?? this.#order);
  }
}

function nameOf({ text }: RunGroup): string {
  return text ?? NO_VALUE;
}
