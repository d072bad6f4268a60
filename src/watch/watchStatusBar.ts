import { commands, Disposable, StatusBarAlignment, ThemeColor, window } from "vscode";
import { COMMANDS } from "../manifest/commands";
import { CONTEXT_KEYS } from "../manifest/contextKeys";
import type { ListingWatcher } from "./listingWatcher";
import type { RunWatcher } from "./runWatcher";
import { watchLines, watchSummary } from "./watchWords";

/** The time is drawn again this often. Sends nothing. */
const REDRAW_MS = 15_000;

/** The status-bar item of the runs that are watched; there is none when none is. */
export class WatchStatusBar implements Disposable {
  readonly #watches: RunWatcher;
  readonly #listings: ListingWatcher;
  readonly #item = window.createStatusBarItem("mlArtifacts.watchedRuns", StatusBarAlignment.Left, -1);
  readonly #parts: Disposable;

  constructor(watches: RunWatcher, listings: ListingWatcher) {
    this.#watches = watches;
    this.#listings = listings;
    this.#item.name = "Watched Runs";
    this.#item.command = COMMANDS.watchedRuns;
    const redraw = setInterval(() => this.#draw(), REDRAW_MS);
    this.#parts = Disposable.from(
      this.#item,
      watches.onDidChange(() => this.#draw()),
      listings.onDidChange(() => this.#draw()),
      { dispose: () => clearInterval(redraw) },
    );
    this.#draw();
  }

  dispose(): void {
    this.#parts.dispose();
  }

  #draw(): void {
    const [runs, listings] = [this.#watches.all, this.#listings.all];
    const isAny = runs.length + listings.length > 0;
    void commands.executeCommand("setContext", CONTEXT_KEYS.hasWatchedRuns, isAny);
    if (!isAny) {
      this.#item.hide();
      return;
    }
    const lines = watchLines(runs, Date.now(), listings);
    const isOutdated = [...runs, ...listings].some((watched) => watched.isOutdated);
    this.#item.text = watchSummary(runs, Date.now(), listings);
    this.#item.tooltip = `${lines}\n\nClick to choose what to do with one.`;
    this.#item.accessibilityInformation = { label: lines };
    this.#item.backgroundColor = isOutdated ? new ThemeColor("statusBarItem.warningBackground") : undefined;
    this.#item.show();
  }
}
