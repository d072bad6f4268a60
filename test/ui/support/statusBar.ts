import type { Locator, Page } from "playwright-core";
import type { PageElement } from "./pageElement";
import { tryUntilDone, waitUntil } from "./waitUntil";

const CLICK_MS = 3000;

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

  /** All at one moment: items come and go. */
  async items(): Promise<StatusBarItem[]> {
    return await this.#items.evaluateAll(readItems);
  }

  /** Waits for an item with the text. */
  async item(wanted: RegExp): Promise<StatusBarItem> {
    return waitUntil(
      async () => (await this.items()).find(({ text }) => wanted.test(text)),
      async () =>
        `${String(wanted)} in the status bar; it has: ${(await this.items()).map((one) => one.text).join(" | ")}`,
    );
  }

  /** Of an item whose text changes meanwhile, another try finds the new one. */
  async click(wanted: RegExp): Promise<void> {
    await tryUntilDone(
      async () => {
        await this.item(wanted);
        await this.#items
          .filter({ hasText: withSpace(wanted) })
          .first()
          .locator("a")
          .first()
          .click({ timeout: CLICK_MS });
      },
      () => `a click on ${String(wanted)} in the status bar`,
    );
  }
}

function readItems(items: readonly PageElement[]): StatusBarItem[] {
  return items.map((item) => ({
    text: (item.textContent ?? "").trim(),
    label: item.getAttribute("aria-label") ?? "",
    isError: item.classList.contains("error-kind"),
    isWarning: item.classList.contains("warning-kind"),
  }));
}

/** Playwright keeps the space around a text that `wanted` is without. */
function withSpace({ source, flags }: RegExp): RegExp {
  return new RegExp(source.replace(/^\^/, String.raw`^\s*`).replace(/\$$/, String.raw`\s*$`), flags);
}
