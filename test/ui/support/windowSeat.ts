import type { Browser, Dialog, Page } from "playwright-core";
import { sharedBrowser } from "../../support/vscodeBrowser";
import { type ProfileOptions, VsCodeProfile } from "../../support/vscodeProfile";
import { VsCodeServer, WITHOUT_KEYS } from "../../support/vscodeServer";
import { ROOT } from "../../support/vscodeTools";
import { waitUntil } from "./waitUntil";

export const WINDOW_SIZE = { width: 1280, height: 800 };
const ACTION_LIMIT_MS = 120_000;
/** A host that stays longer stays for minutes: another server is sooner there. */
const HOST_END_MS = 10_000;
/** What a window keeps in the browser; not the cache of what the server has sent. */
const STORED = "cookies,file_systems,indexeddb,local_storage,service_workers,websql";

export interface SeatOptions extends ProfileOptions {
  /** The folder of the extension, this project's by default; null: only what the profile has installed. */
  readonly extension?: string | null;
  /** All of VS Code's own extensions, and not only those that tests need. */
  readonly hasAllBuiltIns?: boolean;
  /** A profile that exists already, for instance with an extension installed. */
  readonly profile?: VsCodeProfile;
}

/**
 * VS Code's trees take the focus back when they have drawn their rows. That closes a box that has opened just then, which is as
 * likely as a test is fast: a box that has the focus keeps it, unless a test clicks elsewhere.
 */
const KEEP_FOCUS_IN_BOX = `{
  const { focus } = HTMLElement.prototype;
  HTMLElement.prototype.focus = function (options) {
    const box = document.querySelector(".quick-input-widget");
    const isInBox = box?.checkVisibility() === true && box.contains(document.activeElement);
    if (!isInBox || this.closest(".part.sidebar .monaco-list") === null) focus.call(this, options);
  };
}`;

/**
 * A server and a page of the browser. Windows of usual options take the same ones after each other, each with a profile as of a
 * first start: to start them, and to compile VS Code's code again, takes a third of the time in which a window opens.
 */
export class WindowSeat {
  static readonly #free: WindowSeat[] = [];
  readonly server: VsCodeServer;
  readonly page: Page;
  readonly #isUsual: boolean;

  private constructor(server: VsCodeServer, page: Page, isUsual: boolean) {
    this.server = server;
    this.page = page;
    this.#isUsual = isUsual;
  }

  static async take(options: SeatOptions): Promise<WindowSeat> {
    const { extension = ROOT, hasAllBuiltIns = false, profile } = options;
    const isUsual = extension === ROOT && !hasAllBuiltIns && profile === undefined;
    const seat = isUsual ? WindowSeat.#free.pop() : undefined;
    if (seat === undefined) return WindowSeat.#make(options, isUsual);
    seat.server.profile.fill(options);
    return seat;
  }

  static async #make(options: SeatOptions, isUsual: boolean): Promise<WindowSeat> {
    const { extension = ROOT, hasAllBuiltIns = false, profile = new VsCodeProfile(options) } = options;
    if (extension !== null) profile.copyExtension(extension);
    const server = await VsCodeServer.start({ profile, hasAllBuiltIns, env: WITHOUT_KEYS });
    try {
      return new WindowSeat(server, await openPage(await sharedBrowser()), isUsual);
    } catch (error) {
      await server.stop();
      profile.remove();
      throw error;
    }
  }

  /** For the next window, or ends it all where there is none that could take it. */
  async giveBack(): Promise<void> {
    if (!this.#isUsual) return this.end();
    try {
      await this.#clear();
      WindowSeat.#free.push(this);
    } catch (error) {
      console.log(`A window's server and page can't be used again: ${String(error)}`);
      await this.end();
    }
  }

  async end(): Promise<void> {
    await this.page.context().close();
    await this.server.stop();
    this.server.profile.remove();
  }

  async #clear(): Promise<void> {
    const { page, server } = this;
    const context = page.context();
    for (const each of context.pages()) {
      await leave(each);
      if (each !== page) await each.close();
    }
    await page.removeAllListeners(undefined, {});
    const session = await context.newCDPSession(page);
    await session.send("Storage.clearDataForOrigin", { origin: server.origin, storageTypes: STORED });
    await session.detach();
    await context.clearCookies();
    await waitUntil(() => server.extensionHostPids().length === 0, "the extension host to end", HOST_END_MS);
    server.profile.clear();
  }
}

/** VS Code ends an extension host at once whose window says that it goes. */
async function leave(page: Page): Promise<void> {
  const accept = (dialog: Dialog) => void dialog.accept();
  page.on("dialog", accept);
  // The next window is not to begin with a tooltip.
  await page.mouse.move(WINDOW_SIZE.width / 2, 0);
  await page.goto("about:blank");
  page.off("dialog", accept);
}

async function openPage(browser: Browser): Promise<Page> {
  const context = await browser.newContext({
    viewport: WINDOW_SIZE,
    permissions: ["clipboard-read", "clipboard-write"],
  });
  // As with all limits: for what hangs, not for what is slow.
  context.setDefaultTimeout(ACTION_LIMIT_MS);
  // Functions that run inside the page are compiled with calls of this.
  await context.addInitScript("globalThis.__name ??= (value) => value");
  await context.addInitScript(KEEP_FOCUS_IN_BOX);
  return context.newPage();
}
