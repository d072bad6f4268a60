import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser, BrowserContext, FrameLocator, Page, Route } from "playwright-core";
import { sharedBrowser } from "../../support/vscodeBrowser";
import { type ProfileOptions, VsCodeProfile } from "../../support/vscodeProfile";
import { VsCodeServer, WITHOUT_KEYS } from "../../support/vscodeServer";
import { ROOT } from "../../support/vscodeTools";
import { ModalDialog } from "./modalDialog";
import { Notifications } from "./notifications";
import { QuickInput } from "./quickInput";
import { SidebarView } from "./sidebarView";
import { StatusBar } from "./statusBar";
import { matches, type Text, waitUntil } from "./waitUntil";

const SIZE = { width: 1280, height: 800 };
const START_LIMIT_MS = 180_000;
const ACTION_LIMIT_MS = 120_000;
const FILE_SEARCH_MS = 3_000;
const PALETTE_MS = 4_000;

/** Rows drawn twice, animations and slow tooltips only make it harder to say what is on the screen. */
const DRIVEN_SETTINGS = {
  "workbench.tree.enableStickyScroll": false,
  "workbench.list.smoothScrolling": false,
  "workbench.reduceMotion": "on",
  "workbench.hover.delay": 100,
};

export interface WindowOptions extends ProfileOptions {
  /** The folder of the extension, this project's by default; null: only what the profile has installed. */
  readonly extension?: string | null;
  /** Added to the environment of the extension host, which has no keys of the one who runs the tests. */
  readonly env?: NodeJS.ProcessEnv;
  /** All of VS Code's own extensions, and not only those that tests need. */
  readonly hasAllBuiltIns?: boolean;
  /** A profile that exists already, for instance with an extension installed. */
  readonly profile?: VsCodeProfile;
}

/** A real VS Code window with a server, an extension host and a browser context of its own. */
export class VsCodeWindow {
  readonly page: Page;
  readonly server: VsCodeServer;
  readonly quickInput: QuickInput;
  readonly notifications: Notifications;
  readonly statusBar: StatusBar;
  readonly dialog: ModalDialog;

  private constructor(page: Page, server: VsCodeServer) {
    this.page = page;
    this.server = server;
    this.quickInput = new QuickInput(page);
    this.notifications = new Notifications(page);
    this.statusBar = new StatusBar(page);
    this.dialog = new ModalDialog(page);
  }

  /** Starts everything afresh and waits until the extension host runs. `close()` ends and removes it all. */
  static async open({ extension = ROOT, ...options }: WindowOptions = {}): Promise<VsCodeWindow> {
    const userSettings = { ...DRIVEN_SETTINGS, ...options.userSettings };
    const profile = options.profile ?? new VsCodeProfile({ ...options, userSettings });
    if (extension !== null) profile.copyExtension(extension);
    const { hasAllBuiltIns = false } = options;
    const server = await VsCodeServer.start({ profile, hasAllBuiltIns, env: { ...WITHOUT_KEYS, ...options.env } });
    let page: Page | undefined;
    try {
      page = await openPage(await sharedBrowser());
      const window = new VsCodeWindow(page, server);
      await window.#load();
      return window;
    } catch (error) {
      await page?.context().close();
      await server.stop();
      profile.remove();
      throw error;
    }
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

  /** Loads the window anew, with a new extension host, as "Developer: Reload Window" does. */
  reload(): Promise<void> {
    return this.#load();
  }

  async close(): Promise<void> {
    await this.context.close();
    await this.server.stop();
    this.profile.remove();
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
    return this.page.mouse.move(SIZE.width / 2, 5);
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
   * The address of the page that an act opens in the browser. The page itself is not loaded. VS Code's question
   * whether to open it is answered with yes.
   */
  async captureOpened(act: () => Promise<void>): Promise<string> {
    const pages = this.context.pages();
    await act();
    const popup = await waitUntil(async () => {
      if (await this.dialog.isOpen()) await this.dialog.choose("Open");
      return this.context.pages().find((page) => !pages.includes(page));
    }, "a page to be opened in the browser");
    const url = await waitUntil(() => popup.url() !== "about:blank" && popup.url(), "the address of the new page");
    await popup.close();
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
    const tabs = await this.page.locator(".part.editor .tab").all();
    const names = tabs.map(async (tab) => {
      // Behind the name stands what it is of: a run, a project.
      const [text = ""] = await tab.locator(".label-name").allInnerTexts();
      const [label = ""] = text.split(" · ");
      const file = (await tab.getAttribute("data-resource-name")) ?? "";
      // A theme may draw a file's name without its ending; a comparison has a name of its own.
      return file.startsWith(label) ? file : label;
    });
    return Promise.all(names);
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

async function openPage(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ viewport: SIZE, permissions: ["clipboard-read", "clipboard-write"] });
  // As with all limits: for what hangs, not for what is slow.
  context.setDefaultTimeout(ACTION_LIMIT_MS);
  // Functions that run inside the page are compiled with calls of this.
  await context.addInitScript("globalThis.__name ??= (value) => value");
  await context.route(isElsewhere, answerElsewhere);
  return context.newPage();
}

/** Tests reach this machine only; a page elsewhere is an empty one, so that its address can be read. */
async function answerElsewhere(route: Route): Promise<void> {
  await (route.request().isNavigationRequest() ? route.fulfill({ body: "" }) : route.abort());
}

function isElsewhere({ hostname }: URL): boolean {
  return hostname !== "localhost" && hostname !== "127.0.0.1" && hostname !== "[::1]";
}
