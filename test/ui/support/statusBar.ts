import type { Locator, Page } from "playwright-core";
import { waitUntil } from "./waitUntil";

export interface StatusBarItem {
  readonly text: string;
  /** What a screen reader says: the text with its icons' names, and the tooltip. */
  readonly label: string;
  readonly isError: boolean;
  readonly isWarning: boolean;
}

export class StatusBar {
  readonly #items: Locator;

  constructor(page: Page) {
    this.#items = page.locator(".part.statusbar .statusbar-item:visible");
  }

  async items(): Promise<StatusBarItem[]> {
    return Promise.all((await this.#items.all()).map(readItem));
  }

  /** Waits for an item with the text. */
  async item(wanted: RegExp): Promise<StatusBarItem> {
    return readItem(await this.#find(wanted));
  }

  async click(wanted: RegExp): Promise<void> {
    await (await this.#find(wanted)).locator("a").first().click();
  }

  async #find(wanted: RegExp): Promise<Locator> {
    return waitUntil(
      async () => {
        for (const item of await this.#items.all()) {
          if (wanted.test((await readItem(item)).text)) return item;
        }
        return undefined;
      },
      async () =>
        `${String(wanted)} in the status bar; it has: ${(await this.items()).map((one) => one.text).join(" | ")}`,
    );
  }
}

async function readItem(item: Locator): Promise<StatusBarItem> {
  const classes = (await item.getAttribute("class")) ?? "";
  return {
    text: (await item.innerText()).trim(),
    label: (await item.getAttribute("aria-label")) ?? "",
    isError: classes.includes("error-kind"),
    isWarning: classes.includes("warning-kind"),
  };
}
