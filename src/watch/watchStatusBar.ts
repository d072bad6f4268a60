import { commands, Disposable, StatusBarAlignment, ThemeColor, window } from "vscode";
import { COMMANDS, CONTEXT_KEYS } from "../manifest";
import type { RunWatcher } from "./runWatcher";
import { watchLines, watchSummary } from "./watchWords";

/** The time is drawn again this often. Sends nothing. */
const REDRAW_MS = 15_000;

/** The status-bar item of the runs that are watched; there is none when none is. */
export class WatchStatusBar implements Disposable {
  readonly #watches: RunWatcher;
  readonly #item = window.createStatusBarItem("mlArtifacts.watchedRuns", StatusBarAlignment.Left, -1);
  readonly #parts: Disposable;

  constructor(watches: RunWatcher) {
    this.#watches = watches;
    this.#item.name = "Watched Runs";
    this.#item.command = COMMANDS.watchedRuns;
    const redraw = setInterval(() => this.#draw(), REDRAW_MS);
    this.#parts = Disposable.from(
      this.#item,
      watches.onDidChange(() => this.#draw()),
      { dispose: () => clearInterval(redraw) },
    );
    this.#draw();
  }

  dispose(): void {
    this.#parts.dispose();
  }

  #draw(): void {
    const runs = this.#watches.all;
    void commands.executeCommand("setContext", CONTEXT_KEYS.hasWatchedRuns, runs.length > 0);
    if (runs.length === 0) {
      this.#item.hide();
      return;
    }
    const lines = watchLines(runs, Date.now());
    const isOutdated = runs.some((run) => run.isOutdated);
    this.#item.text = watchSummary(runs, Date.now());
    this.#item.tooltip = `${lines}\n\nClick to choose what to do with one.`;
    this.#item.accessibilityInformation = { label: lines };
    this.#item.backgroundColor = isOutdated ? new ThemeColor("statusBarItem.warningBackground") : undefined;
    this.#item.show();
  }
}
