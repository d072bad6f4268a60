import type { Locator, Page } from "playwright-core";
import type { PageElement } from "./pageElement";
import { waitUntil } from "./waitUntil";

/** VS Code scrolls 50 pixels for a wheel's notch of 120. */
const WHEEL_PER_PIXEL = 120 / 50;
const TOLERANCE_PX = 0.5;
const MARGIN_PX = 4;
const SCROLL_MS = 2_000;
const MOST_VAIN = 5;

/** A row as VS Code's lists and trees draw it. */
export interface ListRow {
  /** Position among all rows of the list, drawn or not. */
  readonly index: number;
  readonly isLast: boolean;
  readonly name: string;
  readonly description: string;
  /** What a screen reader says. */
  readonly label: string;
  /** Depth in a tree, from 1; 0 in a flat list. */
  readonly level: number;
  /** undefined when the row cannot be expanded. */
  readonly isExpanded: boolean | undefined;
  readonly isSelected: boolean;
  readonly isFocused: boolean;
  readonly isLoading: boolean;
  /** The classes of a row's theme icon, such as "codicon codicon-star-full"; empty without one. */
  readonly icon: string;
  /** Whether the row has the icon that the user's theme gives to files. */
  readonly isFile: boolean;
  /** Second line of a quick pick. */
  readonly detail: string;
  readonly isChecked: boolean | undefined;
}

/** VS Code draws only the rows in sight: this reads them, and scrolls as with a mouse wheel to reach the others. */
export class VirtualList {
  readonly #page: Page;
  readonly #list: Locator;

  constructor(page: Page, list: Locator) {
    this.#page = page;
    this.#list = list;
  }

  /** The rows in sight, in order; none when the list is not there. */
  async visibleRows(): Promise<ListRow[]> {
    const rows = await this.#list.locator(".monaco-list-rows > .monaco-list-row").evaluateAll(readRows);
    return rows.sort((a, b) => a.index - b.index);
  }

  /** A row by its place and its label: when rows move, this finds none rather than another. */
  rowLocator({ index, label }: Pick<ListRow, "index" | "label">): Locator {
    if (label === "") return this.locatorAt(index);
    return this.locatorAt(index).and(this.#page.locator(`[aria-label=${JSON.stringify(label)}]`));
  }

  locatorAt(index: number): Locator {
    return this.#list.locator(`.monaco-list-rows > .monaco-list-row[data-index="${index}"]`);
  }

  /** All rows from the first to the last, by scrolling through the list; stops early when `isEnough` says so. */
  async allRows(isEnough: (rows: readonly ListRow[]) => boolean = () => false): Promise<ListRow[]> {
    const seen = new Map<number, ListRow>();
    const collect = async () => {
      for (const row of await this.visibleRows()) seen.set(row.index, row);
      return [...seen.values()].sort((a, b) => a.index - b.index);
    };
    await this.#scrollToTop();
    let rows = await collect();
    let vain = 0;
    while (!isEnough(rows) && rows.length > 0 && rows.at(-1)?.isLast === false) {
      // A row that is revealed meanwhile scrolls the list back.
      vain = (await this.#scrollDown()) ? 0 : vain + 1;
      if (vain > MOST_VAIN) throw new Error("Scrolled down in vain.");
      rows = await collect();
    }
    return rows;
  }

  /** Scrolls, if need be, until the row is drawn whole, so that a click reaches it. */
  async bringIntoView(row: ListRow): Promise<void> {
    await waitUntil(async () => {
      const distance = await this.#distanceTo(row);
      if (distance !== 0) await this.#wheel(distance);
      return distance === 0;
    }, `row ${row.index} (${row.name}) to come into view`);
  }

  /** How far to scroll until the row is drawn whole. */
  async #distanceTo(row: ListRow): Promise<number> {
    const [box, view] = await Promise.all([this.#boxOf(row), this.#list.boundingBox()]);
    if (view === null) return 0;
    if (box === undefined) return row.index < (await this.#firstIndex()) ? -view.height / 2 : view.height / 2;
    const below = box.y + box.height - (view.y + view.height);
    const above = view.y - box.y;
    if (below > TOLERANCE_PX) return below + MARGIN_PX;
    return above > TOLERANCE_PX ? -above - MARGIN_PX : 0;
  }

  async #boxOf(row: ListRow) {
    const locator = this.locatorAt(row.index);
    if ((await locator.count()) === 0) return undefined;
    return (await locator.boundingBox({ timeout: 1000 }).catch(() => null)) ?? undefined;
  }

  /** Looks at the first row once a turn: a list that fills again meanwhile, as a quick pick does, is at its top by itself. */
  async #scrollToTop(): Promise<void> {
    for (let first = await this.#firstIndex(); first > 0; first = await this.#firstIndex()) {
      const seen = first;
      await this.#wheel(-100_000);
      await waitUntil(async () => (await this.#firstIndex()) !== seen, "the list to scroll up");
    }
  }

  async #scrollDown(): Promise<boolean> {
    const before = await this.#lastIndex();
    const height = (await this.#list.boundingBox())?.height ?? 0;
    await this.#wheel(Math.max(height - 66, 22));
    const hasMoved = async () => (await this.#lastIndex()) !== before;
    return waitUntil(hasMoved, "the list to scroll down", SCROLL_MS).catch(() => false);
  }

  async #firstIndex(): Promise<number> {
    return (await this.visibleRows())[0]?.index ?? 0;
  }

  async #lastIndex(): Promise<number> {
    return (await this.visibleRows()).at(-1)?.index ?? 0;
  }

  /** Sent to the list itself, not by the mouse: a mouse over the list would raise tooltips and buttons on the way. */
  async #wheel(pixels: number): Promise<void> {
    const delta = pixels * WHEEL_PER_PIXEL;
    const init = { deltaY: delta, wheelDeltaY: -delta, bubbles: true, cancelable: true };
    await this.#list.locator(".monaco-list-rows").dispatchEvent("wheel", init);
  }
}

/** Runs inside the page, and so cannot call anything outside itself. */
function readRows(elements: PageElement[]): ListRow[] {
  const text = (row: PageElement, selector: string) => row.querySelector(selector)?.textContent ?? "";
  const attribute = (row: PageElement, name: string) => row.getAttribute(name) ?? "";
  const truth: Readonly<Record<string, boolean | undefined>> = { true: true, false: false };
  return elements.map((row) => ({
    index: Number(row.getAttribute("data-index")),
    isLast: row.getAttribute("data-last-element") === "true",
    name: (text(row, ".label-name") || text(row, ".monaco-highlighted-label")).trim(),
    description: text(row, ".label-description"),
    label: attribute(row, "aria-label"),
    level: Number(attribute(row, "aria-level")),
    isExpanded: truth[attribute(row, "aria-expanded")],
    isSelected: truth[attribute(row, "aria-selected")] === true,
    isFocused: row.classList.contains("focused"),
    isLoading: row.querySelector(".codicon-tree-item-loading") !== null,
    icon: row.querySelector(".custom-view-tree-node-item-icon")?.className ?? "",
    isFile: row.querySelector(".monaco-icon-label.file-icon") !== null,
    detail: text(row, ".quick-input-list-label-meta"),
    isChecked: truth[attribute(row, "aria-checked")],
  }));
}
