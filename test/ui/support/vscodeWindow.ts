import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { BrowserContext, FrameLocator, Page } from "playwright-core";
import type { VsCodeProfile } from "../../support/vscodeProfile";
import type { VsCodeServer } from "../../support/vscodeServer";
import { ROOT } from "../../support/vscodeTools";
import { ModalDialog } from "./modalDialog";
import { Notifications } from "./notifications";
import type { PageElement } from "./pageElement";
import { QuickInput } from "./quickInput";
import { SidebarView } from "./sidebarView";
import { StatusBar } from "./statusBar";
import { matches, type Text, waitUntil } from "./waitUntil";
import { type SeatOptions, WINDOW_SIZE, WindowSeat } from "./windowSeat";

export type { SeatOptions as WindowOptions } from "./windowSeat";

const START_LIMIT_MS = 180_000;
const FILE_SEARCH_MS = 3_000;
const PALETTE_MS = 4_000;

/** Tests reach this machine only. */
const HERE = ["localhost", "127.0.0.1", "[::1]"];

/** Rows drawn twice, animations and slow tooltips only make it harder to say what is on the screen. */
const DRIVEN_SETTINGS = {
  "workbench.tree.enableStickyScroll": false,
  "workbench.list.smoothScrolling": false,
  "workbench.reduceMotion": "on",
  "workbench.hover.delay": 100,
};

/** A real VS Code window with an extension host of its own, and a server and a browser context that no other window uses. */
export class VsCodeWindow {
  readonly page: Page;
  readonly server: VsCodeServer;
  readonly quickInput: QuickInput;
  readonly notifications: Notifications;
  readonly statusBar: StatusBar;
  readonly dialog: ModalDialog;
  readonly #seat: WindowSeat | undefined;

  private constructor(page: Page, server: VsCodeServer, seat?: WindowSeat) {
    this.page = page;
    this.server = server;
    this.#seat = seat;
    this.quickInput = new QuickInput(page);
    this.notifications = new Notifications(page);
    this.statusBar = new StatusBar(page);
    this.dialog = new ModalDialog(page);
  }

  /** Waits until the extension host runs, for a profile as of a first start. `close()` ends and removes it all. */
  static async open(options: SeatOptions = {}): Promise<VsCodeWindow> {
    const seat = await WindowSeat.take({ ...options, userSettings: { ...DRIVEN_SETTINGS, ...options.userSettings } });
    const window = new VsCodeWindow(seat.page, seat.server, seat);
    try {
      await window.#load();
    } catch (error) {
      await seat.end();
      throw error;
    }
    return window;
  }

  get profile(): VsCodeProfile {
    return this.server.profile;
  }

  get context(): BrowserContext {
    return this.page.context();
  }

  /** Another window of the same user on the same server. Closed with this one. */
  async openAnother(): Promise<VsCodeWindow> {
    const window = new VsCodeWindow(await this.context.newPage(), this.server);
    await window.#load();
    return window;
  }

  /** Loads the window again, with a new extension host, as "Developer: Reload Window" does. */
  reload(): Promise<void> {
    return this.#load();
  }

  async close(): Promise<void> {
    await this.#seat?.end();
  }

  /** Closes the window and leaves its server and page to the next one of this process. */
  async leaveSeat(): Promise<void> {
    await this.#seat?.giveBack();
  }

  /** Shows a container of the activity bar. */
  async openContainer(title = "ML Artifacts"): Promise<void> {
    const button = this.page.locator(`.part.activitybar .action-item:has(> .action-label[aria-label^="${title}"])`);
    await button.waitFor();
    const heading = this.page.locator(".part.sidebar .composite.title", { hasText: new RegExp(title, "i") });
    await waitUntil(async () => {
      if ((await button.getAttribute("aria-expanded")) !== "true") await button.click();
      return heading
        .waitFor({ timeout: 2000 })
        .then(() => true)
        .catch(() => false);
    }, `the container ${title} to open`);
    await this.moveMouseAway();
  }

  /** Takes the mouse to where it raises no tooltip. */
  moveMouseAway(): Promise<void> {
    return this.page.mouse.move(WINDOW_SIZE.width / 2, 5);
  }

  /** Drags the edge of the sidebar, so that it ends at `x`. */
  async widenSidebar(x: number): Promise<void> {
    const sidebar = await this.page.locator(".part.sidebar").boundingBox();
    if (sidebar === null) throw new Error("The sidebar is not open.");
    const { mouse } = this.page;
    await mouse.move(sidebar.x + sidebar.width + 1, sidebar.y + sidebar.height / 2);
    await mouse.down();
    await mouse.move(x, sidebar.y + sidebar.height / 2, { steps: 5 });
    await mouse.up();
    await this.moveMouseAway();
  }

  view(name = "Model Lab"): SidebarView {
    return new SidebarView(this.page, name);
  }

  /** Runs a command from the palette by its whole title, with its category: "ML Artifacts: Refresh". */
  async runCommand(title: string): Promise<void> {
    let reason = "the palette to open";
    const choose = () =>
      this.quickInput.choose(title, PALETTE_MS).then(
        () => true,
        (error: unknown) => {
          reason = String(error);
          return false;
        },
      );
    await waitUntil(
      async () => (await this.quickInput.openPalette(title)) && (await choose()),
      () => Promise.resolve(`the command ${title} to be chosen: ${reason}`),
    );
  }

  /** The titles that the palette offers for a text. */
  async paletteTitles(text: string): Promise<string[]> {
    await waitUntil(() => this.quickInput.openPalette(text), "the palette to open");
    await waitUntil(async () => (await this.quickInput.items()).length > 0, "entries in the palette");
    const items = await this.quickInput.allItems();
    await this.quickInput.cancel();
    return items.map((item) => item.name);
  }

  clipboard(): Promise<string> {
    return this.page.evaluate<string>("navigator.clipboard.readText()");
  }

  /** Waits until the clipboard holds what is wanted: a command that copies has not copied yet when its click returns. */
  async waitForClipboard(wanted: Text): Promise<string> {
    return waitUntil(
      async () => {
        const text = await this.clipboard();
        return matches(text, wanted) && { text };
      },
      async () => `${String(wanted)} in the clipboard; it holds: ${await this.clipboard()}`,
    ).then(({ text }) => text);
  }

  /**
   * The address of the page that an act opens in the browser, which is an empty one. VS Code's question whether to open it is
   * answered with yes.
   */
  async captureOpened(act: () => Promise<void>): Promise<string> {
    const pages = this.context.pages();
    // For as long as it is needed: the browser uses no cache meanwhile.
    await this.context.route(isElsewhere, (route) => route.fulfill({ body: "" }));
    await act();
    const popup = await waitUntil(async () => {
      if (await this.dialog.isOpen()) await this.dialog.choose("Open");
      return this.context.pages().find((page) => !pages.includes(page));
    }, "a page to be opened in the browser");
    const url = await waitUntil(() => popup.url() !== "about:blank" && popup.url(), "the address of the new page");
    await popup.close();
    await this.context.unroute(isElsewhere);
    return url;
  }

  /** Opens a file of the workspace by its name. VS Code's search may not know yet a file that was written just now. */
  async openWorkspaceFile(name: string): Promise<void> {
    await waitUntil(async () => {
      await this.page.keyboard.press("ControlOrMeta+P");
      await this.quickInput.type(name);
      const isListed = async () => (await this.quickInput.items()).some((item) => item.name === name);
      const isFound = await waitUntil(isListed, name, FILE_SEARCH_MS).catch(() => false);
      await (isFound ? this.quickInput.choose(name) : this.quickInput.cancel());
      return isFound;
    }, `the file ${name} in the search`);
  }

  /** The names on the editor's tabs. */
  async editorTabs(): Promise<string[]> {
    const tabs = await this.page.locator(".part.editor .tab").evaluateAll((elements: PageElement[]) =>
      elements.map((tab) => ({
        text: tab.querySelector(".label-name")?.textContent ?? "",
        file: tab.getAttribute("data-resource-name") ?? "",
      })),
    );
    return tabs.map(({ text, file }) => {
      // Behind the name stands what it is of: a run, a project.
      const [label = ""] = text.split(" · ");
      // A theme may draw a file's name without its ending; a comparison has a name of its own.
      return file.startsWith(label) ? file : label;
    });
  }

  /** The lines in sight of the editor that is shown. */
  async editorText(): Promise<string> {
    const lines = this.page.locator(".part.editor .editor-instance .view-lines").first();
    return (await lines.innerText()).replaceAll("\u00a0", " ");
  }

  /**
   * The document of the webview in sight, as its extension wrote it, within VS Code's two frames. It is drawn some time after
   * its tab shows: wait for something in it before taking a picture.
   */
  webview(extensionId = "ml-artifact-explorer.ml-artifact-explorer"): FrameLocator {
    const outer = this.page
      .locator(`iframe.webview.ready[src*="extensionId=${extensionId}&"]`)
      .filter({ visible: true });
    return outer.last().contentFrame().locator("#active-frame").contentFrame();
  }

  /** All text in the window, for tests that look for what must not be there. */
  visibleText(): Promise<string> {
    return this.page.locator("body").innerText();
  }

  /** Writes out/screenshots/<name>.png and returns its path. */
  async screenshot(name: string): Promise<string> {
    const folder = join(ROOT, "out/screenshots");
    mkdirSync(folder, { recursive: true });
    const path = join(folder, `${name}.png`);
    await this.page.screenshot({ path, animations: "disabled", caret: "hide" });
    return path;
  }

  async #load(): Promise<void> {
    const before = this.server.countStartedHosts();
    await this.page.goto(this.server.windowUrl());
    await this.page.locator(".monaco-workbench .part.statusbar").waitFor({ timeout: START_LIMIT_MS });
    const hasStarted = () => this.server.countStartedHosts() > before;
    await waitUntil(
      hasStarted,
      () => Promise.resolve(`the extension host:\n${this.server.readLogs().slice(-2000)}`),
      START_LIMIT_MS,
    );
  }
}

function isElsewhere({ hostname }: URL): boolean {
  return !HERE.includes(hostname);
}
