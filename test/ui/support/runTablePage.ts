import type { FrameLocator, Locator } from "playwright-core";
import type { VsCodeWindow } from "./vscodeWindow";
import { waitUntil } from "./waitUntil";

/** The little of the DOM that is used inside the page. The project is not compiled against the DOM's types. */
interface Grid {
  readonly ownerDocument: {
    readonly defaultView: {
      readonly performance: { now(): number };
      requestAnimationFrame(callback: () => void): void;
    };
  };
  readonly clientHeight: number;
  readonly scrollHeight: number;
  scrollTop: number;
}

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

  title(name: string): Locator {
    return this.frame.locator(".head .title").filter({ has: this.frame.getByText(name, { exact: true }) });
  }

  button(name: string): Locator {
    return this.frame.locator("vscode-toolbar-button").filter({ hasText: name });
  }

  async waitForCount(text: string): Promise<void> {
    const status = this.frame.locator(".filter-line [role=status]");
    await waitUntil(
      async () => (await status.innerText().catch(() => "")) === text,
      async () => `${text}; it says: ${await status.innerText().catch(() => "nothing")}`,
    );
  }

  /** Takes these columns, and no others, from the list of all. */
  async chooseColumns(names: readonly string[]): Promise<void> {
    const { quickInput, page } = this.#window;
    await this.button("Columns…").click();
    await quickInput.waitFor(/Columns/);
    const widget = page.locator(".quick-input-widget");
    await waitUntil(async () => {
      await widget.locator(".quick-input-check-all").first().click();
      return (await widget.innerText()).includes("0 Selected");
    }, "no column to be ticked");
    for (const name of names) {
      await quickInput.type(name);
      await waitUntil(async () => (await quickInput.items())[0]?.name === name, name);
      await quickInput.choose(name);
    }
  }

  /** The texts of a column's cells in sight. */
  async cells(title: string): Promise<readonly string[]> {
    const index = await this.title(title).getAttribute("aria-colindex");
    return await this.lines().locator(`[aria-colindex="${index}"]`).allInnerTexts();
  }

  /** Scrolls down a page a frame, and gives the longest of the frames, in ms. */
  async scroll(): Promise<{ readonly longest: number; readonly frames: number }> {
    return await this.frame.locator(".grid").evaluate(async (grid: Grid) => {
      const view = grid.ownerDocument.defaultView;
      const frame = () => new Promise<void>((resolve) => view.requestAnimationFrame(resolve));
      const times: number[] = [];
      for (let count = 0; count < 60 && grid.scrollTop + grid.clientHeight < grid.scrollHeight; count++) {
        const start = view.performance.now();
        grid.scrollTop += grid.clientHeight;
        await frame();
        await frame();
        times.push((view.performance.now() - start) / 2);
      }
      return { longest: Math.round(Math.max(...times)), frames: times.length };
    });
  }
}
