import type { Locator, Page } from "playwright-core";
import { waitUntil } from "./waitUntil";

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
    const question = await this.text();
    await this.#box.getByRole("button", { name: label, exact: true }).click();
    // The answer may lead to another question at once.
    const isGone = async () => !(await this.isOpen()) || (await this.text().catch(() => "")) !== question;
    await waitUntil(isGone, `the question to go: ${question}`);
  }
}
