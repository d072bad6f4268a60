import type { Locator, Page } from "playwright-core";
import type { PageElement } from "./pageElement";
import { type Text, WAIT_LIMIT_MS, waitUntil } from "./waitUntil";

export interface Notification {
  readonly text: string;
  readonly severity: "error" | "warning" | "info";
  readonly buttons: readonly string[];
}

/** The messages in the lower right corner. They fade away by themselves, so each is read and clicked in one go. */
export class Notifications {
  readonly #items: Locator;

  constructor(page: Page) {
    this.#items = page.locator(
      ".notifications-toasts .notification-list-item, .notifications-center .notification-list-item",
    );
  }

  async list(): Promise<Notification[]> {
    const items = await this.#items.evaluateAll((elements: PageElement[]) =>
      elements.map((element) => {
        const text = (selector: string) => element.querySelector(selector)?.textContent ?? "";
        const buttons = [...element.querySelectorAll(".notification-list-item-buttons-container .monaco-button")];
        return {
          text: text(".notification-list-item-message"),
          icon: element.querySelector(".notification-list-item-icon")?.className ?? "",
          buttons: buttons.map((button) => button.textContent ?? ""),
        };
      }),
    );
    return items.map(({ icon, ...rest }) => ({ ...rest, severity: severityOf(icon) }));
  }

  /** Waits for a message with the text in it. */
  async waitFor(wanted: Text, limitMs = WAIT_LIMIT_MS): Promise<Notification> {
    return waitUntil(
      async () => (await this.list()).find(({ text }) => contains(text, wanted)),
      async () => `the message ${String(wanted)}; there are: ${(await this.list()).map((one) => one.text).join(" | ")}`,
      limitMs,
    );
  }

  async clickButton(wanted: Text, button: string): Promise<void> {
    await this.#clickIn(wanted, ".monaco-button", button);
  }

  async close(wanted: Text): Promise<void> {
    await this.#clickIn(wanted, ".codicon-notifications-clear");
    await waitUntil(async () => !(await this.list()).some(({ text }) => contains(text, wanted)), "the message to go");
  }

  /** Found and clicked at one moment: messages move while others come and go. */
  async #clickIn(wanted: Text, selector: string, label?: string): Promise<void> {
    await this.waitFor(wanted);
    const pattern = typeof wanted === "string" ? { text: wanted } : { source: wanted.source, flags: wanted.flags };
    await waitUntil(
      () => this.#items.evaluateAll(clickButton, { selector, label, ...pattern }),
      async () =>
        `the button ${label ?? selector} of ${String(wanted)}; there are: ${JSON.stringify(await this.list())}`,
    );
  }
}

function contains(text: string, wanted: Text): boolean {
  return typeof wanted === "string" ? text.includes(wanted) : wanted.test(text);
}

function severityOf(icon: string): Notification["severity"] {
  return icon.includes("codicon-error") ? "error" : icon.includes("codicon-warning") ? "warning" : "info";
}

interface WantedButton {
  readonly selector: string;
  readonly label: string | undefined;
  /** In the message, or else the pattern that it matches. */
  readonly text?: string;
  readonly source?: string;
  readonly flags?: string;
}

/** Runs inside the page, and so cannot call anything outside itself. False when there is no such button. */
function clickButton(elements: readonly PageElement[], wanted: WantedButton): boolean {
  const { selector, label, text, source = "", flags = "" } = wanted;
  const item = elements.find((element) => {
    const message = element.querySelector(".notification-list-item-message")?.textContent ?? "";
    return text === undefined ? new RegExp(source, flags).test(message) : message.includes(text);
  });
  const buttons = [...(item?.querySelectorAll(selector) ?? [])];
  const button = buttons.find((one) => label === undefined || one.textContent === label);
  button?.click();
  return button !== undefined;
}
