import { html, nothing, type TemplateResult } from "lit";
import { ref } from "lit/directives/ref.js";
import { columnWidths, rowTemplate } from "./gridRows";
import type { ModelFileTable } from "./modelFileTable";
import { RowSelection, type SelectionStep } from "./rowSelection";
import { nextOrder, type RowOrder } from "./tableRows";

interface GridEvents {
  /** Something that is drawn has changed. */
  readonly onChange: () => void;
  readonly onOrder: (order: RowOrder | undefined) => void;
  readonly onCopy: () => void;
}

/** Rows drawn beyond both edges, so that a quick scroll shows no gap. */
const OVERSCAN = 12;
const LEAST_ROW_HEIGHT = 22;
const LINE_HEIGHT = 1.6;
const NO_WIDTHS = "";

/** A table of any length: rows have one height, and only those in sight are in the document. */
export class RowGrid {
  readonly selection = new RowSelection();
  readonly #events: GridEvents;
  readonly #resized: ResizeObserver;
  /** One function for good, or else each drawing would take the element away and give it back. */
  readonly #take = (element: Element | undefined) => this.#observe(element);
  #element: HTMLElement | undefined;
  #table: ModelFileTable | undefined;
  #rows: readonly number[] = [];
  #widths = NO_WIDTHS;
  #rowHeight = LEAST_ROW_HEIGHT;
  #isFrameAsked = false;

  constructor(events: GridEvents) {
    this.#events = events;
    this.#resized = new ResizeObserver(([entry]) => this.#measure(entry?.target));
  }

  /** The rows on show, in their order. */
  get rows(): readonly number[] {
    return this.#rows;
  }

  get scrollTop(): number {
    return this.#element?.scrollTop ?? 0;
  }

  scrollTo(top: number): void {
    this.#element?.scrollTo({ top });
  }

  focus(): void {
    this.#element?.focus();
  }

  show(table: ModelFileTable, rows: readonly number[]): void {
    if (table !== this.#table) {
      this.#widths = columnWidths(table);
    }
    this.#table = table;
    this.#rows = rows;
    this.selection.show(rows);
  }

  template(table: ModelFileTable, order: RowOrder | undefined): TemplateResult {
    const { active } = this.selection;
    const height = `height:${this.#rows.length * this.#rowHeight}px`;
    return html`<div
      class="grid"
      role="grid"
      tabindex="0"
      aria-label="Content of the file"
      aria-rowcount=${this.#rows.length + 1}
      aria-colcount=${table.columns.length}
      aria-multiselectable="true"
      aria-activedescendant=${this.#rows.length === 0 ? nothing : `row-${active}`}
      .style=${`${this.#widths};--row-height:${this.#rowHeight}px`}
      data-vscode-context='{"preventDefaultContextMenuItems":true}'
      ${ref(this.#take)}
      @scroll=${() => this.#askFrame()}
      @keydown=${(event: KeyboardEvent) => this.#onKey(event)}
    >
      ${this.#head(table, order)}
      <div class="rows" role="rowgroup" .style=${height}>${this.#drawnRows(table)}</div>
    </div>`;
  }

  #head(table: ModelFileTable, order: RowOrder | undefined): TemplateResult {
    return html`<div class="head" role="rowgroup">
      <div class="cells" role="row" aria-rowindex="1">
        ${table.columns.map(({ name, holds }, column) => {
          const sort = order?.column !== column ? "none" : order.isDescending ? "descending" : "ascending";
          return html`<div role="columnheader" class=${holds} aria-sort=${sort}>
            <button @click=${() => this.#events.onOrder(nextOrder(table, column, order))}>
              ${name}<span class="codicon ${ARROWS[sort]}" aria-hidden="true"></span>
            </button>
          </div>`;
        })}
      </div>
    </div>`;
  }

  #drawnRows(table: ModelFileTable): TemplateResult {
    const height = this.#element?.clientHeight ?? window.innerHeight;
    const first = Math.max(0, Math.floor(this.scrollTop / this.#rowHeight) - OVERSCAN);
    const last = first + Math.ceil(height / this.#rowHeight) + 2 * OVERSCAN;
    const drawn = this.#rows.slice(first, last).map((row, index) => {
      const position = first + index;
      return rowTemplate(table, row, {
        position,
        isActive: position === this.selection.active,
        isSelected: this.selection.has(row),
        onClick: (event) => this.#onClick(position, event),
      });
    });
    const top = `transform:translateY(${first * this.#rowHeight}px)`;
    return html`<div class="drawn" role="presentation" .style=${top}>${drawn}</div>`;
  }

  #onClick(position: number, event: MouseEvent): void {
    this.selection.moveTo(position, event.shiftKey ? "extend" : isCommand(event) ? "toggle" : "replace");
    this.#events.onChange();
  }

  #onKey(event: KeyboardEvent): void {
    if (event.target !== event.currentTarget && event.key !== "Escape") {
      return;
    }
    if (isCommand(event) ? this.#onCommandKey(event.key) : this.#onPlainKey(event)) {
      event.preventDefault();
      this.#events.onChange();
    }
  }

  #onCommandKey(key: string): boolean {
    switch (key.toLowerCase()) {
      case "a":
        this.selection.selectAll();
        return true;
      case "c":
        this.#events.onCopy();
        return true;
      default:
        return false;
    }
  }

  #onPlainKey({ key, shiftKey }: KeyboardEvent): boolean {
    if (key === "Escape" && this.selection.size > 0) {
      this.selection.clear();
      return true;
    }
    const target = this.#targetOf(key);
    if (target === undefined) {
      return false;
    }
    this.selection.moveTo(target, stepOf(key, shiftKey));
    this.#reveal(this.selection.active);
    return true;
  }

  #targetOf(key: string): number | undefined {
    const { active, size } = this.selection;
    // The first arrow selects the row that the keyboard is at.
    const step = size === 0 ? 0 : 1;
    const page = Math.max(1, Math.floor(this.#innerHeight / this.#rowHeight) - 1);
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: active + step,
      ArrowUp: active - step,
      PageDown: active + page,
      PageUp: active - page,
      Home: 0,
      End: this.#rows.length - 1,
      " ": active,
    };
    return moves[key];
  }

  get #innerHeight(): number {
    return (this.#element?.clientHeight ?? 0) - this.#rowHeight;
  }

  #reveal(position: number): void {
    const top = position * this.#rowHeight;
    const least = top + this.#rowHeight - this.#innerHeight;
    if (this.scrollTop > top) {
      this.scrollTo(top);
    } else if (this.scrollTop < least) {
      this.scrollTo(least);
    }
  }

  #observe(element: Element | undefined): void {
    this.#resized.disconnect();
    this.#element = element instanceof HTMLElement ? element : undefined;
    if (element !== undefined) {
      this.#resized.observe(element);
    }
  }

  #measure(element: Element | undefined): void {
    if (element !== undefined) {
      const size = Number.parseFloat(getComputedStyle(element).fontSize);
      this.#rowHeight = Math.max(LEAST_ROW_HEIGHT, Math.ceil(size * LINE_HEIGHT));
      this.#askFrame();
    }
  }

  /** Draws once a frame, however many events there are. */
  #askFrame(): void {
    if (!this.#isFrameAsked) {
      this.#isFrameAsked = true;
      requestAnimationFrame(() => {
        this.#isFrameAsked = false;
        this.#events.onChange();
      });
    }
  }
}

const ARROWS = { none: "", ascending: "codicon-arrow-up", descending: "codicon-arrow-down" } as const;

function stepOf(key: string, isShift: boolean): SelectionStep {
  if (key === " ") {
    return "toggle";
  }
  return isShift ? "extend" : "replace";
}

function isCommand({ ctrlKey, metaKey }: KeyboardEvent | MouseEvent): boolean {
  return ctrlKey || metaKey;
}
