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

  async waitForCount(text: string): Promise<void> {
    const status = this.frame.locator(".filter-line [role=status]");
    await waitUntil(
      async () => (await status.innerText().catch(() => "")) === text,
      async () => `${text}; it says: ${await status.innerText().catch(() => "nothing")}`,
    );
  }
}
