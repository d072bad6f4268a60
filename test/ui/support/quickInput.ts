import { setTimeout } from "node:timers/promises";
import type { Locator, Page } from "playwright-core";
import { BUTTON, clickThrough, ROW } from "./clickThrough";
import { type ListRow, VirtualList } from "./virtualList";
import { matches, type Text, tryUntilDone, WAIT_LIMIT_MS, waitUntil } from "./waitUntil";

const CLICK_MS = 2000;
const KEY_MS = 300;
const ENTER = { key: "Enter", code: "Enter", keyCode: 13, bubbles: true, cancelable: true };
const PALETTE_MS = 3000;

/** The box at the top of the window: the palette, quick picks and input boxes. */
export class QuickInput {
  readonly #page: Page;
  readonly #widget: Locator;
  readonly #input: Locator;
  /** The same, in a box that is open. */
  readonly #openInput: Locator;
  readonly #list: VirtualList;

  constructor(page: Page) {
    this.#page = page;
    this.#widget = page.locator(".quick-input-widget");
    this.#input = this.#widget.locator(".quick-input-box input");
    this.#openInput = page.locator(".quick-input-widget:visible .quick-input-box input");
    this.#list = new VirtualList(page, this.#widget.locator(".quick-input-list .monaco-list"));
  }

  isOpen(): Promise<boolean> {
    return this.#widget.isVisible();
  }

  /** Waits for a box whose title, placeholder or message has the text. */
  async waitFor(wanted: RegExp): Promise<void> {
    await waitUntil(
      async () => (await this.isOpen()) && wanted.test(await this.#describe()),
      async () => `a box with ${String(wanted)}; there is: ${(await this.isOpen()) ? await this.#describe() : "none"}`,
    );
  }

  async waitForClose(): Promise<void> {
    await this.#widget.waitFor({ state: "hidden" });
  }

  title(): Promise<string> {
    return this.#textNow(".quick-input-title");
  }

  /** The line below the box: a prompt, or what is wrong with what was typed. */
  message(): Promise<string> {
    return this.#textNow(".quick-input-message");
  }

  async placeholder(): Promise<string> {
    const inputs = await this.#input.all();
    return (await inputs[0]?.getAttribute("placeholder", { timeout: 1000 }).catch(() => "")) ?? "";
  }

  value(): Promise<string> {
    return this.#input.inputValue();
  }

  /** Whether what is typed shows as dots. */
  async isMasked(): Promise<boolean> {
    return (await this.#input.getAttribute("type")) === "password";
  }

  /** Replaces what stands in the box, key by key. */
  async type(text: string): Promise<void> {
    await this.#input.waitFor();
    await this.#input.fill("");
    await this.#input.pressSequentially(text);
  }

  /** Opens the palette with a text, as F1 does. False when it closed again: what takes the focus a moment later, as a row that is revealed does, closes it. */
  async openPalette(text: string): Promise<boolean> {
    await this.#page.keyboard.press("F1");
    await this.#input.fill(`>${text}`, { timeout: PALETTE_MS }).catch(() => undefined);
    return (await this.isOpen()) && (await this.value()) === `>${text}`;
  }

  async accept(): Promise<void> {
    await this.#input.press("Enter");
  }

  /**
   * Presses Enter until it is done. VS Code's dialogs of files take no Enter while they look at a folder. A key of the keyboard
   * would go to the tree when the box closes just then, and open a row there: these go to the box alone.
   */
  async acceptUntil(isDone: () => Promise<boolean> | boolean, what: string): Promise<void> {
    await waitUntil(async () => {
      if (await isDone()) return true;
      await this.#openInput.dispatchEvent("keydown", ENTER, { timeout: KEY_MS }).catch(() => undefined);
      return setTimeout(KEY_MS).then(() => false);
    }, what);
  }

  /** Presses Enter until the box has closed. */
  acceptUntilClosed(what: string): Promise<void> {
    return this.acceptUntil(async () => !(await this.isOpen()), what);
  }

  /** Puts a text into the box in place of what stands there, as a person pastes it. */
  async fill(text: string, limitMs = WAIT_LIMIT_MS): Promise<void> {
    await this.#input.fill(text, { timeout: limitMs });
  }

  /** Pastes into an input box and confirms. */
  async paste(text: string): Promise<void> {
    await this.fill(text);
    await this.accept();
  }

  /** Types into an input box and confirms. */
  async answer(text: string): Promise<void> {
    await this.type(text);
    await this.accept();
  }

  /** Pressed again when something else had the focus. */
  async cancel(): Promise<void> {
    await waitUntil(async () => {
      if (!(await this.isOpen())) return true;
      await this.#openInput.press("Escape", { timeout: KEY_MS }).catch(() => undefined);
      return false;
    }, "the box to close");
  }

  /** The entries in sight, headings of groups left out; none when no box is open. */
  async items(): Promise<ListRow[]> {
    return this.#named(() => this.#list.visibleRows());
  }

  /** All entries; scrolls through them. None when no box is open. */
  async allItems(): Promise<ListRow[]> {
    return this.#named(() => this.#list.allRows());
  }

  /** Clicks an entry, scrolling to it when it is out of sight. */
  async choose(label: Text, limitMs = WAIT_LIMIT_MS): Promise<void> {
    const isWanted = (row: ListRow) => matches(row.name, label);
    await waitUntil(
      async () => {
        const row = (await this.#named(() => this.#list.allRows((rows) => rows.some(isWanted)))).find(isWanted);
        return row !== undefined && (await this.#click(row));
      },
      async () => `the entry ${String(label)}; there are: ${(await this.items()).map((item) => item.name).join(" | ")}`,
      limitMs,
    );
  }

  /** VS Code leaves the entries of a box that has closed in the page: they are no one's. */
  async #named(read: () => Promise<ListRow[]>): Promise<ListRow[]> {
    if (!(await this.isOpen())) return [];
    const rows = await read();
    return (await this.isOpen()) ? rows.filter((row) => row.name !== "") : [];
  }

  /** False when it could not be clicked, or the click was lost: entries move while a list fills, and a tooltip of the tree may lie over one. */
  async #click(row: ListRow): Promise<boolean> {
    await this.#list.bringIntoView(row);
    try {
      await clickThrough(this.#list.rowLocator(row), CLICK_MS, { taker: ROW });
      return true;
    } catch {
      await this.#page.mouse.move(this.#page.viewportSize()!.width / 2, 5);
      return false;
    }
  }

  /** Clicks a button beside the title or the box, or (with an entry's label) the button of that entry. */
  async clickButton(label: string, entry?: string): Promise<void> {
    const scope = entry === undefined ? this.#widget : this.#widget.locator(ROW, { hasText: entry }).first();
    const labeled = `${BUTTON}[aria-label^="${label}"], .monaco-button:has-text("${label}")`;
    await tryUntilDone(
      async () => {
        if (entry !== undefined) await scope.hover({ timeout: CLICK_MS });
        await clickThrough(scope.locator(labeled).first(), CLICK_MS);
      },
      () => `the button ${label}`,
    );
  }

  /** Empty for a box that has just closed: to wait for what is gone would take until the time limit. */
  async #textNow(selector: string): Promise<string> {
    const [text = ""] = await this.#widget.locator(selector).allInnerTexts();
    return text;
  }

  async #describe(): Promise<string> {
    const parts = await Promise.all([this.title(), this.placeholder(), this.message()]);
    return parts.filter((part) => part !== "").join(" · ");
  }
}
