import { html, type TemplateResult } from "lit";
import { ref } from "lit/directives/ref.js";
import { type GridKeys, keyStep, type KeyStep } from "./gridKeys";
import { headView } from "./headView";
import { LineCache } from "./lineCache";
import { lineView } from "./lineViews";
import type { RunTableRequest, ShownColumn, TableShown } from "./messages";
import { addedColumn, drawnColumns } from "./drawnColumns";
import { placeToShow } from "./tracks";

interface GridOptions {
  readonly post: (request: RunTableRequest) => void;
  readonly onChange: () => void;
}

/** Lines drawn beyond both edges. */
const OVERSCAN = 10;
const LEAST_LINE_HEIGHT = 22;
const LINE_HEIGHT = 1.6;

/** A table of any length and width: lines have one height, and only cells in sight are in the document. */
export class RunGrid {
  readonly lines = new LineCache();
  readonly #options: GridOptions;
  readonly #resized: ResizeObserver;
  /** One function for good: another would take the element away and give it back. */
  readonly #take = (element: Element | undefined) => this.#observe(element);
  #element: HTMLElement | undefined;
  #shown: TableShown | undefined;
  #active = { position: 0, column: 0 };
  #sized: { readonly id: string; readonly width: number } | undefined;
  #dragged: ShownColumn | undefined;
  #lineHeight = LEAST_LINE_HEIGHT;
  #isFrameAsked = false;

  constructor(options: GridOptions) {
    this.#options = options;
    this.#resized = new ResizeObserver(([entry]) => this.#measure(entry?.target));
  }

  focus(): void {
    this.#element?.focus();
  }

  get scrollTop(): number {
    return this.#element?.scrollTop ?? 0;
  }

  scrollTo(top: number): void {
    this.#element?.scrollTo({ top });
  }

  show(shown: TableShown): void {
    this.#showAdded(this.#shown?.columns ?? [], shown);
    this.#shown = shown;
    this.#sized = undefined;
    this.lines.show(shown.version, shown.window);
    this.#active = {
      position: Math.min(this.#active.position, Math.max(0, shown.lineCount - 1)),
      column: Math.min(this.#active.column, Math.max(0, shown.columns.length - 1)),
    };
  }

  template(shown: TableShown): TemplateResult {
    const scrolled = this.#element ?? { scrollLeft: 0, clientWidth: window.innerWidth };
    const { columns, first, style } = drawnColumns(this.#columnsOf(shown), scrolled);
    const { position, column } = this.#active;
    return html`<div
      class="grid"
      role=${shown.group === undefined ? "grid" : "treegrid"}
      tabindex="0"
      aria-label="Runs"
      aria-busy=${shown.progress.isLoading}
      aria-rowcount=${shown.lineCount + 1}
      aria-colcount=${shown.columns.length}
      aria-multiselectable="true"
      aria-activedescendant=${`cell-${position}-${column}`}
      .style=${`${style};--line-height:${this.#lineHeight}px`}
      data-vscode-context='{"preventDefaultContextMenuItems":true}'
      ${ref(this.#take)}
      @scroll=${() => this.#askFrame()}
      @keydown=${(event: KeyboardEvent) => this.#onKey(event)}
    >
      ${this.#head(shown, { columns, first })} ${this.#drawn(shown, columns, first)}
    </div>`;
  }

  #head(
    shown: TableShown,
    drawn: { readonly columns: readonly ShownColumn[]; readonly first: number },
  ): TemplateResult {
    const { post } = this.#options;
    const [name] = this.#columnsOf(shown);
    const active = this.#active.position === -1 ? this.#active.column : undefined;
    const isSortedByMany = shown.columns.filter(({ sort }) => sort !== undefined).length > 1;
    return headView(
      { name, ...drawn, active, isSortedByMany },
      {
        onSort: ({ id }, isAdded) => post({ kind: "sort", column: id, isAdded }),
        onSize: ({ id }, width, isDone) => this.#size(id, width, isDone),
        onDrag: (column) => (this.#dragged = column),
        onDrop: (before) => {
          if (this.#dragged !== undefined && before !== undefined) {
            post({ kind: "moveColumn", column: this.#dragged.id, before: before.id });
          }
          this.#dragged = undefined;
        },
      },
    );
  }

  #drawn(shown: TableShown, columns: readonly ShownColumn[], first: number): TemplateResult {
    const height = this.#element?.clientHeight ?? window.innerHeight;
    const start = Math.max(0, Math.floor(this.scrollTop / this.#lineHeight) - OVERSCAN);
    const end = Math.min(shown.lineCount, start + Math.ceil(height / this.#lineHeight) + 2 * OVERSCAN);
    this.#ask(start, end, shown.lineCount);
    const lines: TemplateResult[] = [];
    for (let position = start; position < end; position++) {
      lines.push(
        lineView(this.lines.at(position), {
          position,
          active: position === this.#active.position ? this.#active.column : undefined,
          columns,
          first,
          isGrouped: shown.group !== undefined,
          onClick: (event, column) => this.#onClick(event, position, column),
          onOpen: () => this.#open(position),
        }),
      );
    }
    const top = `transform:translateY(${start * this.#lineHeight}px)`;
    return html`<div class="lines" role="rowgroup" .style=${`height:${shown.lineCount * this.#lineHeight}px`}>
      <div class="drawn" role="presentation" .style=${top}>${lines}</div>
    </div>`;
  }

  #columnsOf({ columns }: TableShown): readonly ShownColumn[] {
    const sized = this.#sized;
    return columns.map((column) => (column.id === sized?.id ? { ...column, width: sized.width } : column));
  }

  #ask(start: number, end: number, count: number): void {
    const wanted = this.lines.wanted(start, end, count);
    if (wanted !== undefined) {
      this.#options.post({ kind: "window", ...wanted });
    }
  }

  #size(id: string, width: number, isDone: boolean): void {
    this.#sized = { id, width: Math.max(48, width) };
    if (isDone) {
      this.#options.post({ kind: "sizeColumn", column: id, width: this.#sized.width });
    }
    this.#askFrame();
  }

  #onClick(event: MouseEvent, position: number, column: number): void {
    this.#active = { position, column };
    const line = this.lines.at(position);
    if (line?.kind === "group") {
      this.#options.post({ kind: "toggleGroup", text: line.text });
    } else if (line !== undefined) {
      const step = event.shiftKey ? "extend" : event.ctrlKey || event.metaKey ? "toggle" : "replace";
      this.#options.post({ kind: "select", step, row: line.row });
    }
    this.#options.onChange();
  }

  #open(position: number): void {
    const line = this.lines.at(position);
    if (line?.kind === "run") {
      this.#options.post({ kind: "openRun", row: line.row });
    } else if (line !== undefined) {
      this.#options.post({ kind: "toggleGroup", text: line.text });
    }
  }

  #onKey(event: KeyboardEvent): void {
    const shown = this.#shown;
    const step = shown && event.target === event.currentTarget ? keyStep(event, this.#keys(shown)) : undefined;
    if (shown !== undefined && step !== undefined) {
      event.preventDefault();
      this.#follow(shown, step);
    }
  }

  #follow(shown: TableShown, { active, opens, selects, requests = [] }: KeyStep): void {
    if (active !== undefined) {
      this.#active = active;
      this.#reveal(shown);
    }
    if (opens === true) {
      this.#open(this.#active.position);
    }
    const line = this.lines.at(this.#active.position);
    if (selects !== undefined && line?.kind === "run") {
      this.#options.post({ kind: "select", step: selects, row: line.row });
    }
    requests.forEach((request) => this.#options.post(request));
    this.#options.onChange();
  }

  #keys(shown: TableShown): GridKeys {
    const page = Math.max(1, Math.floor((this.#element?.clientHeight ?? 0) / this.#lineHeight) - 2);
    return { active: this.#active, lineCount: shown.lineCount, columns: this.#columnsOf(shown), page };
  }

  #reveal(shown: TableShown, cell = this.#active): void {
    if (this.#element !== undefined) {
      const widths = this.#columnsOf(shown).map(({ width }) => width);
      this.#element.scrollTo(placeToShow(cell, { widths, lineHeight: this.#lineHeight }, this.#element));
    }
  }

  /** A column that was just chosen may stand far to the right: it is brought in sight once it is drawn. */
  #showAdded(before: readonly ShownColumn[], shown: TableShown): void {
    const column = addedColumn(before, shown.columns);
    const position = Math.ceil(this.scrollTop / this.#lineHeight);
    if (column > 0) {
      requestAnimationFrame(() => this.#reveal(shown, { position, column }));
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
      this.#lineHeight = Math.max(LEAST_LINE_HEIGHT, Math.ceil(size * LINE_HEIGHT));
      this.#askFrame();
    }
  }

  /** Draws once a frame, however many events there are. */
  #askFrame(): void {
    if (!this.#isFrameAsked) {
      this.#isFrameAsked = true;
      requestAnimationFrame(() => {
        this.#isFrameAsked = false;
        this.#options.onChange();
      });
    }
  }
}
