import type { Disposable, Memento, WorkspaceFolder } from "vscode";
import { window, workspace, commands } from "vscode";
import { showInformation } from "../../host/messages/messageBox";
import { KEPT_NAMES } from "../../host/keptNames";
import { COMMANDS } from "../../manifest/commands";
import { addressUri, FILE_SCHEME } from "../../files/fileSystem/fileAddress";
import { MountedFolders } from "../../files/fileSystem/mountedFolders";
import type { EntryRow, Row } from "../../tree/model/row";
import { hasAbility } from "../../tree/model/row";
import type { RegisterCommand } from "../shared/commandRegistry";
import type { FileCommandsOptions } from "./fileCommands";
import { rowAddress } from "../shared/rowAddress";
import { targetRows } from "../shared/rowTargets";

/** "Mount as Workspace Folder" and "Unmount": Explorer, search and compare work on a run's files then. */
export function registerMountCommands(
  register: RegisterCommand,
  { views, pool, memory }: Pick<FileCommandsOptions, "views" | "pool"> & { readonly memory: Memento },
): Disposable[] {
  void findLostFolders(memory);
  const mountedFolders = new MountedFolders(memory);
  const accepts = (row: Row): row is EntryRow => hasAbility(row, "download") && row.entry.isExpandable;
  return [
    register(COMMANDS.mount, "mount the folder", async (called) => {
      const rows = await targetRows(views, called, {
        accepts,
        title: "Mount as Workspace Folder",
        none: "No loaded row can be mounted.",
      });
      const folders = rows.flatMap((row) => {
        const address = rowAddress(row, pool);
        return address === undefined ? [] : [{ uri: addressUri(address), name: folderName(row) }];
      });
      const mounted = new Set((workspace.workspaceFolders ?? []).map(({ uri }) => uri.toString()));
      const fresh = folders.filter(({ uri }) => !mounted.has(uri.toString()));
      if (fresh.length > 0) {
        await mountedFolders.add(fresh.map(({ uri }) => uri));
        await noteMount(memory);
        workspace.updateWorkspaceFolders(workspace.workspaceFolders?.length ?? 0, 0, ...fresh);
      } else if (folders.length > 0) {
        await showInformation(`${folders.map(({ name }) => name).join(", ")}: mounted already.`);
      }
    }),
    register(COMMANDS.unmount, "unmount the folder", async (root) => {
      const mounted = (workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === FILE_SCHEME);
      const folder = mounted.find(({ uri }) => uri.toString() === root?.toString()) ?? (await pickFolder(mounted));
      if (folder !== undefined) {
        workspace.updateWorkspaceFolders(folder.index, 1);
      }
    }),
  ];
}

async function pickFolder(mounted: readonly WorkspaceFolder[]): Promise<WorkspaceFolder | undefined> {
  if (mounted.length === 0) {
    await showInformation("No run or directory is mounted.");
    return undefined;
  }
  const items = mounted.map((folder) => ({ label: folder.name, description: folder.uri.path, folder }));
  const picked = await window.showQuickPick(items, {
    title: "Unmount",
    placeHolder: "Choose a run or directory to take out of the workspace; its files stay where they are",
  });
  return picked?.folder;
}

/** A directory's name says little without its run's. */
function folderName(row: EntryRow): string {
  return row.parent === undefined ? row.entry.name : `${row.entry.name} (${row.parent.entry.name})`;
}

/** Reloading the window may take so long, and its folders may be so late. */
const RECENT_MS = 120_000;

const LATE_MS = 2_000;

/** To be called before a folder is mounted: VS Code may reload the window for it. */
async function noteMount(memory: Memento): Promise<void> {
  await memory.update(KEPT_NAMES.mountedAt, Date.now());
}

/**
 * VS Code in a browser at times shows the untitled workspace that it has just made for a second folder as one without folders,
 * though its file has them. Loaded once more, it has them all.
 */
async function findLostFolders(memory: Memento): Promise<void> {
  const at = memory.get<number>(KEPT_NAMES.mountedAt);
  if (at === undefined) {
    return;
  }
  await memory.update(KEPT_NAMES.mountedAt, undefined);
  const isEmpty = () => workspace.workspaceFile !== undefined && (workspace.workspaceFolders ?? []).length === 0;
  if (isEmpty() && Date.now() - at < RECENT_MS) {
    await new Promise((resolve) => setTimeout(resolve, LATE_MS));
    if (isEmpty()) {
      await commands.executeCommand("workbench.action.reloadWindow");
    }
  }
}
