import type { TreeView } from "vscode";
import { Disposable, window } from "vscode";
import type { ArtifactTree } from "./model/artifactTree";
import type { EntryRow, Row } from "./model/row";

/** Rows are looked at this often so that "12 min" stays true. */
const LOOK_MS = 60_000;
/** Times stay as they are no longer than this, however busy the user is. */
const LONGEST_MS = 300_000;

interface TimedView {
  readonly treeView: Pick<TreeView<Row>, "visible" | "onDidChangeVisibility">;
  /** The rows on show. */
  readonly tree: ArtifactTree | undefined;
}

/**
 * Draws rows again whose times read otherwise by now, and no others, while the view is in sight and as soon as it is again.
 * Sends nothing. VS Code lists all rows below one that is drawn again, and hands no row to a menu's command until it has: this
 * waits until the user pauses, which VS Code tells some ten seconds after the last key or mouse move.
 */
export function redrawTimes(view: TimedView, redraw: (row: EntryRow | undefined) => void): Disposable {
  let drawnAt = Date.now();
  const look = () => {
    const [loaded, now] = [view.tree?.loaded, Date.now()];
    if (view.treeView.visible && loaded !== undefined) {
      const aged = loaded.aged(drawnAt, now);
      drawnAt = now;
      aged.forEach((row) => redraw(row && loaded.redrawn.listed(row)));
    }
  };
  const lookInPause = () => (!window.state.active || Date.now() - drawnAt >= LONGEST_MS) && look();
  const timer = setInterval(lookInPause, LOOK_MS);
  return Disposable.from(
    view.treeView.onDidChangeVisibility(look),
    window.onDidChangeWindowState(lookInPause),
    new Disposable(() => clearInterval(timer)),
  );
}
