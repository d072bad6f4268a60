import type { FrameLocator, Locator } from "playwright-core";
import type { VsCodeWindow } from "./vscodeWindow";
import { waitUntil } from "./waitUntil";

/** The table of runs in sight. */
export class RunTablePage {
  readonly #window: VsCodeWindow;

  constructor(window: VsCodeWindow) {
    this.#window = window;
  }

  get frame(): FrameLocator {
    return this.#window.webview();
  }

  /** The lines in the document, of one kind or all. */
  lines(kind: "run" | "group" = "run"): Locator {
    return this.frame.locator(`.lines .line.${kind}`);
  }

  button(label: string): Locator {
    return this.frame.locator("header").getByText(label);
  }

  /** By its text alone: a sorted column's name has its place in the order, too. */
  title(name: string): Locator {
    return this.frame.locator(".line.head .title", { has: this.frame.locator("bdi").getByText(name, { exact: true }) });
  }

  async titles(): Promise<readonly string[]> {
    return (await this.frame.locator(".line.head .title bdi").allInnerTexts()).map((text) => text.trim());
  }

  async order(name: string): Promise<string | null> {
    return this.title(name).getAttribute("aria-sort");
  }

  /** The texts of a column in the lines that are in the document. */
  async cells(name: string): Promise<readonly string[]> {
    const place = await this.title(name).getAttribute("aria-colindex");
    return (await this.lines().locator(`[aria-colindex="${place}"] bdi`).allInnerTexts()).map((text) => text.trim());
  }

  /** Types into the filter, and confirms. */
  async filter(text: string): Promise<void> {
    const input = this.frame.locator(".filter-line input");
    await input.fill(text);
    await input.press("Enter");
  }

  async waitForCount(text: string): Promise<void> {
    const status = this.frame.locator(".filter-line [role=status]");
    await waitUntil(
      async () => (await status.innerText().catch(() => "")) === text,
      async () => `${text}; it says: ${await status.innerText().catch(() => "nothing")}`,
    );
  }
}
