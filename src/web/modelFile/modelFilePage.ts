import { html, nothing, type TemplateResult } from "lit";
import { createRef, ref } from "lit/directives/ref.js";
import { formatCount } from "../../text/formatNumbers";
import type { ExtensionSide } from "../extensionSide";
import { iconBefore, codicon } from "../parts/pieces";
import { type KeptView, keptView } from "./keptView";
import type { ModelFileMessage, ModelFileRequest } from "./messages";
import { metadataTemplate } from "./metadataView";
import type { ModelFileTable } from "./modelFileTable";
import { failureTemplate, headerTemplate, loadingTemplate, type PageActions } from "./pageView";
import { RowGrid } from "./rowGrid";
import { csvHead, csvOf, matchingRows, searchTexts, sortedRows } from "./tableRows";

export class ModelFilePage {
  readonly #extension: ExtensionSide<ModelFileRequest, ModelFileMessage>;
  readonly #draw: (content: TemplateResult) => void;
  readonly #filterBox = createRef<HTMLInputElement>();
  readonly #grid: RowGrid;
  readonly #actions: PageActions;
  #view: KeptView;
  #message: ModelFileMessage | undefined;
  #texts: readonly string[] = [];
  #whole: ReadonlySet<string> = new Set();
  #notice = "";

  constructor(extension: ExtensionSide<ModelFileRequest, ModelFileMessage>, draw: (content: TemplateResult) => void) {
    this.#extension = extension;
    this.#draw = draw;
    this.#view = keptView(extension.kept);
    this.#grid = new RowGrid({
      onChange: () => this.#update({ scrollTop: this.#grid.scrollTop }),
      onOrder: (order) => this.#narrow({ order }),
      onCopy: () => this.#copyRows(""),
    });
    this.#actions = {
      refresh: () => extension.post({ kind: "refresh" }),
      download: () => extension.post({ kind: "download" }),
      setKeys: () => extension.post({ kind: "setKeys" }),
    };
  }

  start(): void {
    this.#extension.listen((message) => this.#receive(message));
    document.addEventListener("keydown", (event) => this.#onKey(event));
    // Not before: a file that is opened from the tree leaves the focus there.
    window.addEventListener("focus", () => {
      if (document.activeElement === document.body) {
        this.#grid.focus();
      }
    });
    this.#extension.post({ kind: "ready" });
  }

  #receive(message: ModelFileMessage): void {
    const isFirst = this.#message?.content === undefined;
    this.#message = message;
    const table = message.content?.table;
    if (table === undefined) {
      this.#draw(this.#template(message));
      return;
    }
    const { scrollTop } = this.#view;
    this.#texts = searchTexts(table);
    this.#narrow({});
    if (isFirst) {
      this.#grid.scrollTo(scrollTop);
    }
  }

  get #table(): ModelFileTable | undefined {
    return this.#message?.content?.table;
  }

  /** Changes which rows there are, or their order. */
  #narrow(change: Partial<KeptView>): void {
    const view = { ...this.#view, ...change };
    const table = this.#table;
    if (table !== undefined) {
      this.#grid.show(table, sortedRows(table, matchingRows(this.#texts, view.filter), view.order));
    }
    this.#notice = "";
    this.#update(change);
  }

  #update(change: Partial<KeptView>): void {
    this.#view = { ...this.#view, ...change };
    this.#extension.keep(this.#view);
    if (this.#message !== undefined) {
      this.#draw(this.#template(this.#message));
    }
  }

  #template(message: ModelFileMessage): TemplateResult {
    const { name, content, isReading } = message;
    const isLoading = content === undefined && isReading;
    return html`<main aria-busy=${isReading}>
      ${headerTemplate(message, this.#actions)} ${isReading ? nothing : failureTemplate(message, this.#actions)}
      ${isLoading ? loadingTemplate(name) : nothing} ${content === undefined ? nothing : this.#content(content.table)}
    </main>`;
  }

  #content(table: ModelFileTable): TemplateResult {
    const metadata = metadataTemplate({
      metadata: table.metadata,
      isOpen: this.#view.isMetadataOpen,
      filter: this.#view.metadataFilter,
      whole: this.#whole,
      onToggle: (isMetadataOpen) => this.#update({ isMetadataOpen }),
      onFilter: (metadataFilter) => this.#update({ metadataFilter }),
      onWhole: (key) => {
        this.#whole = new Set(
          this.#whole.has(key) ? [...this.#whole].filter((other) => other !== key) : [...this.#whole, key],
        );
        this.#update({});
      },
    });
    if (table.rows.length === 0) {
      return html`${metadata}
        <p class="nothing">There is nothing in this file beside its header.</p>`;
    }
    return html`${metadata} ${this.#filterBar(table)} ${this.#grid.template(table, this.#view.order)}
    ${this.#grid.rows.length === 0 ? this.#noMatch() : nothing}`;
  }

  #filterBar(table: ModelFileTable): TemplateResult {
    const [shown, all] = [this.#grid.rows.length, table.rows.length];
    const { size } = this.#grid.selection;
    const counted = shown === all ? `${formatCount(all)} rows` : `${formatCount(shown)} of ${formatCount(all)}`;
    const selected = size > 1 ? `, ${formatCount(size)} selected` : "";
    const which = size > 0 ? "the selected rows" : "all rows shown";
    return html`<div class="bar">
      <vscode-textfield
        class="filter"
        .label=${"Filter the table"}
        placeholder="Filter by name, type or shape"
        .value=${this.#view.filter}
        ${ref(this.#filterBox)}
        @input=${({ target }: Event) => this.#narrow({ filter: (target as HTMLInputElement).value })}
        @keydown=${(event: KeyboardEvent) => this.#onFilterKey(event)}
      >
        ${iconBefore("search")}
      </vscode-textfield>
      <span class="quiet" role="status">${this.#notice || `${counted}${selected}`}</span>
      <div class="actions">
        ${
          this.#hasNames(table)
            ? html`<vscode-toolbar-button title="Copy the names of ${which}" @click=${() => this.#copyNames()}
                >${codicon("copy")}Copy Names</vscode-toolbar-button
              >`
            : nothing
        }
        <vscode-toolbar-button title="Copy ${which} as CSV" @click=${() => this.#copyRows(csvHead(table))}
          >${codicon("table")}Copy as CSV</vscode-toolbar-button
        >
      </div>
    </div>`;
  }

  #noMatch(): TemplateResult {
    return html`<div class="nothing">
      <p>No row has all of these words.</p>
      <vscode-button secondary @click=${() => this.#clearFilter()}>Clear Filter</vscode-button>
    </div>`;
  }

  #hasNames({ columns }: ModelFileTable): boolean {
    return columns[0]?.name === "Name";
  }

  #copiedRows(): readonly number[] {
    const { selection, rows } = this.#grid;
    return selection.size > 0 ? selection.rows : rows;
  }

  #copyNames(): void {
    const rows = this.#copiedRows();
    this.#copy(rows.map((row) => String(this.#table?.rows[row]?.[0] ?? "")).join("\n"), rows.length, "name");
  }

  #copyRows(head: string): void {
    const rows = this.#copiedRows();
    if (this.#table !== undefined) {
      this.#copy(head + csvOf(this.#table, rows), rows.length, "row");
    }
  }

  #copy(text: string, count: number, noun: string): void {
    this.#extension.post({ kind: "copy", text });
    this.#notice = `Copied ${formatCount(count)} ${noun}${count === 1 ? "" : "s"}`;
    this.#update({});
  }

  #clearFilter(): void {
    this.#narrow({ filter: "" });
    this.#filterBox.value?.focus();
  }

  #onFilterKey(event: KeyboardEvent): void {
    if (event.key === "Escape" && this.#view.filter !== "") {
      this.#clearFilter();
    } else if (event.key === "ArrowDown" || event.key === "Enter") {
      event.preventDefault();
      this.#grid.focus();
    }
  }

  /** Ctrl+F goes to the filter; so does typing, wherever nothing else takes text. */
  #onKey(event: KeyboardEvent): void {
    const isFind = isCommand(event) && event.key.toLowerCase() === "f";
    if (isFind) {
      event.preventDefault();
    }
    if (isFind || isTyping(event)) {
      this.#filterBox.value?.focus();
    }
  }
}

function isTyping(event: KeyboardEvent): boolean {
  const isText = /^\S$/u.test(event.key) && !isCommand(event) && !event.altKey;
  return isText && !event.composedPath().some((target) => target instanceof HTMLInputElement);
}

function isCommand({ ctrlKey, metaKey }: KeyboardEvent): boolean {
  return ctrlKey || metaKey;
}
