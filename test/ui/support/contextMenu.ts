import type { Locator, Page } from "playwright-core";
import { matches, type Text, waitUntil } from "./waitUntil";

const OPEN_MS = 15_000;

/** A menu that is open, and the submenus opened from it. */
export class ContextMenu {
  readonly #page: Page;
  readonly #items: Locator;

  private constructor(page: Page) {
    this.#page = page;
    this.#items = page.locator(".monaco-menu .action-item:not(:has(.separator)) > .action-menu-item");
  }

  static async whenOpen(page: Page): Promise<ContextMenu> {
    const menu = new ContextMenu(page);
    await menu.#items.first().waitFor({ timeout: OPEN_MS });
    return menu;
  }

  /** The labels of all items, those of open submenus at the end. */
  async labels(): Promise<string[]> {
    const texts = await this.#items.locator(".action-label").allInnerTexts();
    return texts.map((text) => text.trim());
  }

  async choose(...labels: readonly Text[]): Promise<void> {
    for (const [depth, label] of labels.entries()) {
      const item = await waitUntil(
        () => this.#find(label),
        async () => `the menu item ${String(label)}; there are: ${(await this.labels()).join(" | ")}`,
      );
      // A click on an item that opens a submenu would close it again when the mouse has already opened it.
      await (depth === labels.length - 1 ? this.#clickLast(item) : item.hover());
    }
  }

  /** A menu takes no clicks in its first tenth of a second, so that the click that opened it cannot choose. */
  async #clickLast(item: Locator): Promise<void> {
    await waitUntil(async () => {
      await item.click({ timeout: 1000 }).catch(() => undefined);
      return this.#items
        .first()
        .waitFor({ state: "hidden", timeout: 300 })
        .then(() => true)
        .catch(() => false);
    }, "the menu to close");
  }

  async close(): Promise<void> {
    await this.#page.keyboard.press("Escape");
    await this.#items.first().waitFor({ state: "hidden" });
  }

  async #find(label: Text): Promise<Locator | undefined> {
    for (const item of await this.#items.all()) {
      const [text = ""] = await item.locator(".action-label").allInnerTexts();
      if (matches(text.trim(), label)) return item;
    }
    return undefined;
  }
}
