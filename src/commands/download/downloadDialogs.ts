import type { Uri } from "vscode";
import { commands, env, window, workspace } from "vscode";
import { withLateProgress } from "../../host/messages/cancellableProgress";
import { showInformation, showWarning } from "../../host/messages/messageBox";
import { countExisting } from "../../files/download/countExisting";
import type { DownloadPlan } from "../../files/download/downloadPlan";
import type { DownloadTarget } from "../../files/download/disk/downloadTarget";
import { amountText, existingText, folderText, unlistedText } from "./downloadWords";
import { defined } from "../../text/defined";
import type { LastFolder } from "./lastFolder";
import type { ExistingFiles } from "../../files/download/part/partContext";

/**
 * The folder picker: VS Code shows the disk of the machine that it works on, which the title names. It begins with the
 * folder of the last download there.
 */
export async function askFolder(last: LastFolder): Promise<Uri | undefined> {
  const defaultUri = (await last.get()) ?? workspaceFolder();
  const [folder] =
    (await window.showOpenDialog({
      canSelectFiles: false,
      canSelectFolders: true,
      canSelectMany: false,
      title: `Download to a Folder on ${machineText()}`,
      openLabel: "Download Here",
      ...defined({ defaultUri }),
    })) ?? [];
  if (folder !== undefined) {
    await last.keep(folder);
  }
  return folder;
}

function machineText(): string {
  return env.remoteName === undefined ? "This Machine" : `the Remote Machine (${env.remoteName})`;
}

function workspaceFolder(): Uri | undefined {
  return workspace.workspaceFolders?.find(({ uri }) => workspace.fs.isWritableFileSystem(uri.scheme))?.uri;
}

const CHOICES = { "Skip Identical": "skip", Overwrite: "overwrite", "Keep Both": "keepBoth" } as const;

/** So much is downloaded without a question. */
const FEW_FILES = 100;
const FEW_BYTES = 100_000_000;

/**
 * Says how much it is before it starts, and asks what becomes of files that are there already. One file, or little, with
 * nothing in its way is what the user has just asked for.
 */
export async function confirmDownload(
  plan: DownloadPlan,
  folder: Uri,
  target: DownloadTarget,
): Promise<ExistingFiles | undefined> {
  const question = `Download ${amountText(plan)} to ${folderText(folder)}?`;
  const existing = await withLateProgress("Looking at what is there", (signal) =>
    countExisting(plan.items, target, signal),
  );
  const unlisted = unlistedText(plan);
  if (existing === 0 && unlisted.length === 0 && isLittle(plan)) {
    return "add";
  }
  const lines = [...unlisted, ...existingText(existing, plan.items.length)];
  const options = { modal: true, detail: lines.join("\n") };
  if (existing === 0) {
    return (await showInformation(question, options, "Download")) === undefined ? undefined : "add";
  }
  const offered = Object.keys(CHOICES) as (keyof typeof CHOICES)[];
  const choice = await showWarning<keyof typeof CHOICES>(question, options, ...offered);
  return choice === undefined ? undefined : CHOICES[choice];
}

function isLittle({ items, bytes, unknownSizes }: DownloadPlan): boolean {
  return items.length === 1 || (items.length <= FEW_FILES && bytes <= FEW_BYTES && unknownSizes === 0);
}

/** In the Explorer when it shows the folder; else in the system's file manager where there is one, or in another window. */
export async function revealFolder(folder: Uri): Promise<void> {
  if (workspace.getWorkspaceFolder(folder) !== undefined) {
    await commands.executeCommand("revealInExplorer", folder);
  } else if (env.remoteName === undefined && env.appHost === "desktop" && folder.scheme === "file") {
    await commands.executeCommand("revealFileInOS", folder);
  } else {
    await commands.executeCommand("vscode.openFolder", folder, { forceNewWindow: true });
  }
}
