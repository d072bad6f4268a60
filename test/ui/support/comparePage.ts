import { existsSync, readFileSync } from "node:fs";
import type { FrameLocator, Locator } from "playwright-core";
import type { VsCodeWindow } from "./vscodeWindow";
import { tryUntilDone, waitUntil } from "./waitUntil";

/** How long a click may take to show. */
const SELECTED_MS = 3000;
const FILL_MS = 2000;
/** How long what was typed has to stay in a dialog that may put another text in its place. */
const SETTLED_MS = 300;
const PNG = "89504e470d0a1a0a";

/** What has the focus, as far as it is needed to say what that is. */
interface Focused {
  readonly ownerDocument: {
    readonly activeElement: {
      readonly label?: string;
      readonly textContent: string | null;
      getAttribute(name: string): string | null;
    } | null;
  };
}

/** The comparison in sight. */
export class ComparePage {
  readonly #window: VsCodeWindow;

  constructor(window: VsCodeWindow) {
    this.#window = window;
  }

  get frame(): FrameLocator {
    return this.#window.webview();
  }

  get params(): Locator {
    return this.frame.locator("section", { has: this.frame.locator("table.params") });
  }

  get metrics(): Locator {
    return this.frame.locator("section", { has: this.frame.locator("#metrics-heading") });
  }

  async heads(): Promise<readonly string[]> {
    return (await this.frame.locator("table.params thead th .name").allInnerTexts()).map((text) => text.trim());
  }

  async waitForHeads(count: number): Promise<void> {
    // A page that goes out of sight while it is read can't be read.
    const seen = () => this.heads().catch((): readonly string[] => []);
    await waitUntil(
      async () => (await seen()).length === count,
      async () => `${count} columns; there are: ${(await seen()).join()}`,
    );
  }

  /** Selects runs of a project, and compares them. */
  async open(project: string, names: readonly string[]): Promise<void> {
    await this.select(project, names);
    await this.#window.view().chooseFromMenu([project, names.at(-1)!], "Compare");
  }

  /** A click that is lost while rows are drawn again clears the selection: all are clicked again then. */
  async select(project: string, names: readonly string[]): Promise<void> {
    const view = this.#window.view();
    await tryUntilDone(
      async () => {
        for (const [index, name] of names.entries()) {
          await view.click([project, name], index === 0 ? {} : { modifiers: ["ControlOrMeta"] });
        }
        for (const name of names) {
          const isSelected = async () => (await view.row([project, name])).isSelected;
          await waitUntil(isSelected, `${name} to be selected`, SELECTED_MS);
        }
      },
      () => `${names.join()} to be selected`,
    );
  }

  /** Clicks "Save Picture…", writes it where the dialog offers or to `file`, and gives its size in pixels. */
  async savePicture(
    file: string,
    button = "Save Picture…",
  ): Promise<{ readonly width: number; readonly height: number }> {
    const { quickInput } = this.#window;
    await this.frame.getByRole("button", { name: button }).first().click();
    await quickInput.waitFor(/Save Picture/);
    // The dialog looks at the folder first, then offers a name in place of what was typed.
    await quickInput.acceptUntil(async () => {
      if (existsSync(file)) return true;
      // Typed again until it stays: Enter would take what the dialog offers.
      while ((await quickInput.isOpen()) && (await quickInput.value()) !== file) {
        // The box may close just then, with the picture written.
        await quickInput.fill(file, FILL_MS).catch(() => undefined);
        await this.#window.page.waitForTimeout(SETTLED_MS);
      }
      return false;
    }, `the picture ${file}`);
    return waitUntil(() => sizeOfPng(readFileSync(file)), "the whole of the picture");
  }

  /** Presses Tab until something of this name has the focus. */
  async tabTo(wanted: RegExp): Promise<void> {
    const seen: string[] = [];
    await waitUntil(
      async () => {
        await this.#window.page.keyboard.press("Tab");
        seen.push(await this.#focused());
        return wanted.test(seen.at(-1)!);
      },
      () => Promise.resolve(`the focus on ${String(wanted)}; it was on: ${seen.join(" | ")}`),
    );
  }

  #focused(): Promise<string> {
    return this.frame.locator("body").evaluate((body: Focused) => {
      const element = body.ownerDocument.activeElement;
      const name = element?.getAttribute("aria-label") ?? element?.label ?? element?.textContent;
      return (name ?? "").trim().slice(0, 100);
    });
  }
}

/** Undefined for what is not yet, or never, a PNG. */
function sizeOfPng(bytes: Buffer): { readonly width: number; readonly height: number } | undefined {
  const isWhole = bytes.subarray(0, 8).toString("hex") === PNG && bytes.includes("IEND", -12);
  return isWhole ? { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) } : undefined;
}
