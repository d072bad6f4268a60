import type { TreeView } from "vscode";
import type { EntryRow, Row } from "./model/row";
import type { CallOptions } from "../sources/contract/entry";

const ATTEMPTS = 5;
/** How long VS Code may take to say that a row is selected; longer with each attempt, as a window that starts is slow. */
const HEARD_MS = 500;

/** VS Code gives up on a row without a word when rows are being listed again, as they are after a switch of the site. */
export async function revealInView(treeView: TreeView<Row>, row: EntryRow, { signal }: CallOptions): Promise<void> {
  for (let attempt = 1; attempt <= ATTEMPTS && !signal.aborted; attempt++) {
    await treeView.reveal(row, { select: true, focus: true });
    if (await isSelected(treeView, row, attempt * HEARD_MS)) {
      return;
    }
  }
}

/** A second try would take the focus from where the user has gone meanwhile: it waits for what the first has done. */
function isSelected(treeView: TreeView<Row>, row: EntryRow, waitMs: number): Promise<boolean> {
  const isIt = () => treeView.selection.some(({ id }) => id === row.id);
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      listener.dispose();
      resolve(isIt());
    };
    const timer = setTimeout(end, isIt() ? 0 : waitMs);
    const listener = treeView.onDidChangeSelection(() => {
      if (isIt()) {
        end();
      }
    });
  });
}
