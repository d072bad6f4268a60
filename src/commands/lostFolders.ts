import type { Memento } from "vscode";
import { commands, workspace } from "vscode";

const MOUNTED_AT = "mount.at";
/** How long loading the window anew may take, and how long its folders may be late. */
const RECENT_MS = 120_000;
const LATE_MS = 2_000;

/** To be called before a folder is mounted: VS Code may load the window anew for it. */
export async function noteMount(memory: Memento): Promise<void> {
  await memory.update(MOUNTED_AT, Date.now());
}

/**
 * VS Code in a browser at times shows the untitled workspace that it has just made for a second folder as one without folders,
 * though its file has them. Loaded once more, it has them all.
 */
export async function findLostFolders(memory: Memento): Promise<void> {
  const at = memory.get<number>(MOUNTED_AT);
  if (at === undefined) {
    return;
  }
  await memory.update(MOUNTED_AT, undefined);
  const isEmpty = () => workspace.workspaceFile !== undefined && (workspace.workspaceFolders ?? []).length === 0;
  if (isEmpty() && Date.now() - at < RECENT_MS) {
    await new Promise((resolve) => setTimeout(resolve, LATE_MS));
    if (isEmpty()) {
      await commands.executeCommand("workbench.action.reloadWindow");
    }
  }
}
