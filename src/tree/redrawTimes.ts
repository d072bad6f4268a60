import type { TreeView } from "vscode";
import { Disposable } from "vscode";
import type { ArtifactTree } from "./model/artifactTree";
import type { EntryRow, Row } from "./model/row";

/** Rows are looked at this often so that "12 min" stays true. */
const LOOK_MS = 60_000;

interface TimedView {
  readonly treeView: Pick<TreeView<Row>, "visible" | "onDidChangeVisibility">;
  /** The rows on show. */
  readonly tree: ArtifactTree | undefined;
}

/**
 * Draws rows again whose times read otherwise by now, and no others, while the view is in sight and as soon as it is again.
 * Sends nothing.
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
  const timer = setInterval(look, LOOK_MS);
  return Disposable.from(view.treeView.onDidChangeVisibility(look), new Disposable(() => clearInterval(timer)));
}
