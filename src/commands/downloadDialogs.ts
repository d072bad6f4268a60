import type { Uri } from "vscode";
import { commands, env, window, workspace } from "vscode";
import type { ExistingFiles } from "../files/download/downloadFile";
import type { DownloadPlan } from "../files/download/downloadPlan";
import type { DownloadTarget } from "../files/download/downloadTarget";
import { amountText, existingText, folderText, unlistedText } from "./downloadWords";

/** So many files are looked for before they are said to be new. */
const MAX_LOOKED_FOR = 1000;
const AT_ONCE = 16;

/** The folder picker: VS Code shows the disk of the machine that it works on, which the title names. */
export async function askFolder(): Promise<Uri | undefined> {
  const [folder] =
    (await window.showOpenDialog({
      canSelectFiles: false,
      canSelectFolders: true,
      canSelectMany: false,
      title: `Download to a Folder on ${machineText()}`,
      openLabel: "Download Here",
      ...startFolder(),
    })) ?? [];
  return folder;
}

function machineText(): string {
  return env.remoteName === undefined ? "This Machine" : `the Remote Machine (${env.remoteName})`;
}

function startFolder(): { defaultUri?: Uri } {
  const uri = workspace.workspaceFolders?.find(({ uri }) => workspace.fs.isWritableFileSystem(uri.scheme))?.uri;
  return uri === undefined ? {} : { defaultUri: uri };
}

const CHOICES = { "Skip Identical": "skip", Overwrite: "overwrite", "Keep Both": "keepBoth" } as const;

/** Says how much it is before it starts, and asks what becomes of files that are there already. */
export async function confirmDownload(
  plan: DownloadPlan,
  folder: Uri,
  target: DownloadTarget,
): Promise<ExistingFiles | undefined> {
  const question = `Download ${amountText(plan)} to ${folderText(folder)}?`;
  const existing = await countExisting(plan, target);
  const lines = [...unlistedText(plan.failures), ...existingText(existing, plan.items.length)];
  const options = { modal: true, detail: lines.join("\n") };
  if (existing === 0) {
    return (await window.showInformationMessage(question, options, "Download")) === undefined ? undefined : "skip";
  }
  const offered = Object.keys(CHOICES) as (keyof typeof CHOICES)[];
  const choice = await window.showWarningMessage(question, options, ...offered);
  return choice === undefined ? undefined : CHOICES[choice];
}

async function countExisting({ items }: DownloadPlan, target: DownloadTarget): Promise<number> {
  const looked = items.slice(0, MAX_LOOKED_FOR);
  let count = 0;
  for (let start = 0; start < looked.length; start += AT_ONCE) {
    const found = await Promise.all(
      looked.slice(start, start + AT_ONCE).map(({ path }) => target.stat(path).catch(() => undefined)),
    );
    count += found.filter((one) => one !== undefined).length;
  }
  return count;
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
