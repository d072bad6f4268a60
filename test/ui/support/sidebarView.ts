import type { Locator, Page } from "playwright-core";
import { BUTTON, type ClickOptions, clickThrough, ROW } from "./clickThrough";
import { ContextMenu } from "./contextMenu";
import { labelsOf } from "./pageElement";
import { describeTarget, drawRows, findRow, isCalled, type RowMark, type RowTarget } from "./treeRows";
import { type ListRow, VirtualList } from "./virtualList";
import { matches, type Text, tryUntilDone, waitUntil } from "./waitUntil";

/** How long the effect of a click may take to show. */
const EFFECT_MS = 2000;
/** A click that can't be made by then is tried again on where its row is now. */
const CLICK_MS = 3000;

/** One view of the sidebar: its title, its messages and its tree. */
export class SidebarView {
  readonly name: string;
  readonly #page: Page;
  readonly #pane: Locator;
  readonly #list: VirtualList;

  constructor(page: Page, name: string) {
    this.name = name;
    this.#page = page;
    // The only view of a container shows no title of its own, and may go by another name.
    const titled = `.pane:has(> .pane-header[aria-label^="${name}"])`;
    this.#pane = page.locator(".part.sidebar").locator(`${titled}, .split-view-view:only-child > .pane`).first();
    this.#list = new VirtualList(page, this.#pane.locator(".monaco-list[role=tree]"));
  }

  /** The rows in sight. */
  rows(): Promise<ListRow[]> {
    return this.#list.visibleRows();
  }

  /** Every row of the expanded tree; scrolls through it. */
  allRows(): Promise<ListRow[]> {
    return this.#list.allRows();
  }

  /** The names of the rows in sight. */
  async names(): Promise<string[]> {
    return (await this.rows()).map((row) => row.name);
  }

  /** Waits for a row, scrolling to it when it is out of sight. */
  async row(target: RowTarget): Promise<ListRow> {
    return waitUntil(
      () => this.#find(target),
      () => this.#describe(`the row ${describeTarget(target)}`),
    );
  }

  /** Waits until the rows in sight are as wanted. */
  async waitForRows(isWanted: (rows: readonly ListRow[]) => boolean, description: string): Promise<ListRow[]> {
    return waitUntil(
      async () => {
        const rows = await this.rows();
        return isWanted(rows) && rows;
      },
      () => this.#describe(description),
    );
  }

  /** Waits until a row of this name is in sight and selected, as one that was revealed is. */
  waitForSelected(wanted: string): Promise<ListRow[]> {
    const isThere = (rows: readonly ListRow[]) => rows.some((row) => row.isSelected && isCalled(row, wanted));
    return this.waitForRows(isThere, `${wanted} in sight and selected`);
  }

  /** Waits for a state of one row: `waitForRow("run-1", (row) => row.description.includes("finished"), "run-1 to finish")`. */
  async waitForRow(target: RowTarget, isWanted: (row: ListRow) => boolean, description: string): Promise<ListRow> {
    return waitUntil(
      async () => {
        const row = await this.#find(target);
        return row !== undefined && isWanted(row) && row;
      },
      () => this.#describe(description),
    );
  }

  /** Opens a row by its arrow and waits until its first child is there. */
  async expand(target: RowTarget): Promise<void> {
    await this.#setExpanded(target, true);
    await waitUntil(
      async () => {
        const row = await this.#find(target);
        if (row === undefined) return false;
        const index = row.index + 1;
        const next = (await this.rows()).find((other) => other.index === index);
        if (next === undefined) await this.#list.bringIntoView({ ...row, index });
        return next?.level === row.level + 1;
      },
      () => this.#describe(`a child of ${describeTarget(target)}`),
    );
  }

  /** Opens a row by its arrow and does not wait for what is in it. */
  expandOnly(target: RowTarget): Promise<void> {
    return this.#setExpanded(target, true);
  }

  collapse(target: RowTarget): Promise<void> {
    return this.#setExpanded(target, false);
  }

  /** Opens one row after the other: the path's first, then the next in it, and so on. */
  async expandPath(path: readonly RowMark[]): Promise<void> {
    for (let length = 1; length <= path.length; length++) await this.expand(path.slice(0, length));
  }

  async click(target: RowTarget, options: Pick<ClickOptions, "modifiers"> = {}): Promise<void> {
    await this.#act(target, (row) =>
      // On its name: a narrow row may have buttons in its middle.
      clickThrough(row.locator(".monaco-tl-contents .label-name").first(), CLICK_MS, { ...options, taker: ROW }),
    );
  }

  async doubleClick(target: RowTarget): Promise<void> {
    await this.#act(target, (row) => row.locator(".monaco-tl-contents").dblclick({ timeout: CLICK_MS }));
  }

  /** The text of the row's tooltip. */
  async tooltip(target: RowTarget): Promise<string> {
    const hover = this.#page.locator(".workbench-hover-container .monaco-hover");
    await this.row(target);
    await this.#leave(hover);
    await this.#act(target, (row) => row.locator(".label-name").first().hover({ timeout: CLICK_MS }));
    await hover.waitFor();
    // A tooltip that is worked out on demand first says that it is loading.
    const text = await waitUntil(
      async () => {
        const [now = ""] = await hover.allInnerTexts();
        return now !== "" && now !== "Loading..." && now;
      },
      `the tooltip of ${describeTarget(target)}`,
    );
    await this.#leave(hover);
    return text;
  }

  async openContextMenu(target: RowTarget): Promise<ContextMenu> {
    return this.#act(target, async (row) => {
      await row.locator(".label-name").first().click({ button: "right", timeout: CLICK_MS });
      return ContextMenu.whenOpen(this.#page);
    });
  }

  /** Right-click on a row, then the item; more than one label goes through submenus. */
  async chooseFromMenu(target: RowTarget, ...labels: readonly Text[]): Promise<void> {
    let offered: string[] = [];
    await waitUntil(
      async () => {
        const menu = await this.openContextMenu(target);
        offered = await menu.labels();
        const isOffered = offered.some((label) => labels[0] === undefined || matches(label, labels[0]));
        await (isOffered ? menu.choose(...labels) : menu.close());
        return isOffered;
      },
      // What a menu offers may hang on what was done a moment ago, of which VS Code hears late.
      () => Promise.resolve(`the menu item ${String(labels[0])}; there are: ${offered.join(" | ")}`),
    );
  }

  /** Drags a row to a place in the window and drops it there, with Shift held if wanted. */
  async dragTo(target: RowTarget, to: { readonly x: number; readonly y: number }, withShift = false): Promise<void> {
    await this.#act(target, async (row) => {
      await row.locator(".label-name").first().hover({ timeout: CLICK_MS });
    });
    const { mouse, keyboard } = this.#page;
    await mouse.down();
    await mouse.move(to.x, to.y - 10, { steps: 8 });
    if (withShift) await keyboard.down("Shift");
    await mouse.move(to.x, to.y, { steps: 4 });
    await mouse.up();
    if (withShift) await keyboard.up("Shift");
  }

  /** The labels of the buttons that a row shows under the mouse. */
  async rowActions(target: RowTarget): Promise<string[]> {
    return this.#act(target, async (row) => {
      await row.hover({ timeout: CLICK_MS });
      return row.locator(`.actions ${BUTTON}`).evaluateAll(labelsOf);
    });
  }

  /** Waits until the buttons of a row, as one list with commas, are as wanted: VS Code hears late of what changes them. */
  async waitForRowActions(target: RowTarget, wanted: RegExp): Promise<void> {
    await waitUntil(
      async () => wanted.test((await this.rowActions(target)).join()),
      async () => `${String(wanted)} in the row; it has: ${(await this.rowActions(target)).join()}`,
    );
  }

  async clickRowAction(target: RowTarget, label: string): Promise<void> {
    await this.#act(target, async (row) => {
      await row.hover({ timeout: CLICK_MS });
      await clickThrough(row.locator(`.actions ${BUTTON}[aria-label^="${label}"]`), CLICK_MS);
    });
  }

  /** Clicks a button in the view's title; one that is behind "…" is found there. */
  async clickTitleAction(label: string): Promise<void> {
    await tryUntilDone(
      async () => {
        await this.#hoverTitle();
        const toolbar = await this.#titleToolbar();
        const button = toolbar.locator(`${BUTTON}[aria-label^="${label}"]`);
        if ((await button.count()) > 0) return clickThrough(button, CLICK_MS);
        await clickThrough(toolbar.locator(".codicon-toolbar-more"), CLICK_MS);
        const menu = await ContextMenu.whenOpen(this.#page);
        return menu.choose(label);
      },
      () => `the button ${label} in the title of ${this.name}`,
    );
  }

  async titleActions(): Promise<string[]> {
    await this.#hoverTitle();
    return (await this.#titleToolbar()).locator(BUTTON).evaluateAll(labelsOf);
  }

  /** The grey text beside the view's title; empty without one. */
  async description(): Promise<string> {
    const [text = ""] = await this.#pane.locator("> .pane-header .description").allInnerTexts();
    return text;
  }

  /** The line above the tree; empty without one. */
  async message(): Promise<string> {
    // It may go between two questions: one asks for what is there at once.
    const [text = ""] = await this.#pane.locator(".message:not(.hide)").allInnerTexts();
    return text;
  }

  /** The text and the buttons that stand in for an empty tree; undefined when there are none. */
  async welcome(): Promise<{ text: string; buttons: string[] } | undefined> {
    const welcome = this.#pane.locator(".welcome-view-content");
    // It may go between two questions: none of them waits for it.
    if (!(await welcome.isVisible())) return undefined;
    const [text = ""] = await welcome.allInnerTexts();
    return { text, buttons: await welcome.locator(".monaco-button").allInnerTexts() };
  }

  /** Waits for the welcome text; `wanted` is looked for in it. */
  async waitForWelcome(wanted: RegExp): Promise<{ text: string; buttons: string[] }> {
    return waitUntil(
      async () => {
        const welcome = await this.welcome();
        return welcome !== undefined && wanted.test(welcome.text) && welcome;
      },
      () => this.#describe(`a welcome text with ${String(wanted)}`),
    );
  }

  async clickWelcome(label: Text): Promise<void> {
    const buttons = this.#pane.locator(".welcome-view-content .monaco-button");
    await tryUntilDone(
      async () => {
        const labels = await buttons.allInnerTexts();
        const index = labels.findIndex((text) => matches(text, label));
        if (index < 0) throw new Error(`There are: ${labels.join(" | ")}`);
        await clickThrough(buttons.nth(index), CLICK_MS);
      },
      () => `the button ${String(label)} in ${this.name}`,
    );
  }

  /** Whether VS Code's bar for "loading" runs above the view. */
  async isBusy(): Promise<boolean> {
    const ofContainer = this.#page.locator(".part.sidebar > .content > .monaco-progress-container.active");
    const own = this.#pane.locator(".monaco-progress-container.active");
    return (await own.count()) > 0 || (await ofContainer.count()) > 0;
  }

  /** Whether the view is folded to its title. */
  async isFolded(): Promise<boolean> {
    return (await this.#header.getAttribute("aria-expanded")) === "false";
  }

  /** Opens the view when it is folded to its title. */
  unfold(): Promise<void> {
    return this.#setFolded(false);
  }

  /** Leaves only the view's title, which gives the other views its room. */
  fold(): Promise<void> {
    return this.#setFolded(true);
  }

  get #header(): Locator {
    return this.#pane.locator("> .pane-header");
  }

  async #setFolded(isFolded: boolean): Promise<void> {
    const isDone = async () => (await this.isFolded()) === isFolded;
    await tryUntilDone(
      async () => {
        if (await isDone()) return;
        await this.#header.locator("h3.title").click({ timeout: CLICK_MS });
        await waitUntil(isDone, "its effect", EFFECT_MS);
      },
      () => `${this.name} to ${isFolded ? "fold" : "unfold"}`,
    );
  }

  /** A click shows its effect a little later, and a second one too soon would undo it. */
  async #setExpanded(target: RowTarget, isExpanded: boolean): Promise<void> {
    const isDone = async () => (await this.#find(target))?.isExpanded === isExpanded;
    await waitUntil(
      async () => {
        const row = await this.#find(target);
        if (row?.isExpanded === undefined) return false;
        if (row.isExpanded === isExpanded) return true;
        await this.#act(target, (locator) => locator.locator(".monaco-tl-twistie").click({ timeout: CLICK_MS }));
        return waitUntil(isDone, "", EFFECT_MS).catch(() => false);
      },
      () => this.#describe(`${describeTarget(target)} to ${isExpanded ? "expand" : "collapse"}`),
    );
  }

  /** Takes the mouse away from the tree and waits until the tooltip has followed. */
  async #leave(hover: Locator): Promise<void> {
    await this.#page.mouse.move(900, 20);
    await hover.waitFor({ state: "hidden" });
  }

  /** Rows move while a tree loads: an act that missed its row is tried again on where the row is now. */
  async #act<T>(target: RowTarget, act: (row: Locator) => Promise<T>): Promise<T> {
    return tryUntilDone(
      async () => {
        const row = await this.#find(target);
        if (row === undefined) throw new Error("There is no such row");
        try {
          await this.#list.bringIntoView(row);
          return await act(this.#list.rowLocator(row));
        } catch (error) {
          // A tooltip of the row that the mouse was left on may lie over this one.
          await this.#page.mouse.move(this.#page.viewportSize()!.width / 2, 5);
          throw error;
        }
      },
      () => this.#describe(`the row ${describeTarget(target)}`),
    );
  }

  async #find(target: RowTarget): Promise<ListRow | undefined> {
    const inSight = findRow(await this.#list.visibleRows(), target);
    if (inSight !== undefined) return inSight;
    const found = findRow(await this.#list.allRows((rows) => findRow(rows, target) !== undefined), target);
    if (found !== undefined) await this.#list.bringIntoView(found);
    return found;
  }

  /** The only view of a container has its buttons in the container's title. */
  async #titleToolbar(): Promise<Locator> {
    const own = this.#pane.locator("> .pane-header .actions");
    return (await own.isVisible()) ? own : this.#page.locator(".part.sidebar .composite.title .title-actions");
  }

  async #hoverTitle(): Promise<void> {
    const own = this.#pane.locator("> .pane-header");
    // At its edge: in the middle stands what raises a tooltip of its own.
    const title = (await own.isVisible()) ? own : this.#page.locator(".part.sidebar .composite.title");
    await title.hover({ position: { x: 4, y: 4 } });
  }

  async #describe(wanted: string): Promise<string> {
    const welcome = await this.welcome();
    const seen = welcome === undefined ? drawRows(await this.rows()) : `  (welcome: ${welcome.text})`;
    return `${wanted}. The view "${this.name}" shows:\n${seen}`;
  }
}
