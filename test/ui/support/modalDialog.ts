import type { Locator, Page } from "playwright-core";

/** A question that holds up the window until it is answered. */
export class ModalDialog {
  readonly #box: Locator;

  constructor(page: Page) {
    this.#box = page.locator(".monaco-dialog-box");
  }

  isOpen(): Promise<boolean> {
    return this.#box.isVisible();
  }

  /** Waits for the dialog; its message and its detail. */
  async text(): Promise<string> {
    return this.#box.locator(".dialog-message-container").innerText();
  }

  buttons(): Promise<string[]> {
    return this.#box.locator(".dialog-buttons .monaco-button").allInnerTexts();
  }

  async choose(label: string): Promise<void> {
    await this.#box.getByRole("button", { name: label, exact: true }).click();
    await this.#box.waitFor({ state: "hidden" });
  }
}
