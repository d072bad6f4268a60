import type { Disposable, Uri } from "vscode";
import { commands, env, window, workspace } from "vscode";
import { COMMANDS } from "../contract";
import type { ExistingFiles } from "../files/download/downloadFile";
import type { DownloadSummary } from "../files/download/downloadJob";
import { runDownload, unfinishedItems } from "../files/download/downloadJob";
import type { DownloadItem, DownloadPlan, SelectedFile } from "../files/download/downloadPlan";
import { planDownload } from "../files/download/downloadPlan";
import { NodeTarget } from "../files/download/nodeTarget";
import { withCancellableProgress } from "../host/cancellableProgress";
import type { Messages } from "../host/messages";
import { formatBytes, formatCount } from "../sources/formatNumbers";
import type { SourceFiles } from "../sources/source";
import type { ExplorerView } from "../tree/explorerView";
import type { EntryRow, Row } from "../tree/row";
import { hasAbility } from "../tree/row";
import type { RegisterCommand } from "./commandRegistry";
import { progressText, summaryText } from "./downloadWords";
import { targetRows } from "./rowTargets";

const MAX_FAILURES = 3;
/** So many files are looked for before they are said to be new. */
const MAX_LOOKED_FOR = 200;

interface Download {
  readonly files: SourceFiles;
  readonly folder: Uri;
  readonly existing: ExistingFiles;
}

export interface DownloadCommandsOptions {
  readonly views: readonly ExplorerView[];
  readonly messages: Messages;
}

/** "Download…": files, directories, whole runs, several at once, to a folder of the machine that VS Code works on. */
export function registerDownloadCommands(
  register: RegisterCommand,
  { views, messages }: DownloadCommandsOptions,
): Disposable {
  return register(COMMANDS.download, "download", async (...args) => {
    const accepts = (row: Row): row is EntryRow => hasAbility(row, "download");
    const rows = await targetRows(views, args, { accepts, title: "Download" });
    for (const [files, ofSource] of bySource(rows)) {
      await download(files, ofSource, messages);
    }
  });
}

/** Rows of several systems are downloaded one system after the other. */
function bySource(rows: readonly EntryRow[]): ReadonlyMap<SourceFiles, readonly EntryRow[]> {
  const groups = new Map<SourceFiles, EntryRow[]>();
  for (const row of rows) {
    const files = row.source.files;
    if (files !== undefined) {
      groups.set(files, [...(groups.get(files) ?? []), row]);
    }
  }
  return groups;
}

async function download(files: SourceFiles, rows: readonly EntryRow[], messages: Messages): Promise<void> {
  const folder = await askFolder();
  if (folder === undefined) {
    return;
  }
  const selected = rows.flatMap((row) => selectedFile(files, row));
  const plan = await withCancellableProgress("Looking at what to download", (signal) =>
    planDownload(selected, { files, signal }),
  );
  const existing = await confirm(plan, folder, await findsSome(plan, folder));
  if (existing !== undefined) {
    const target = new NodeTarget(folder.fsPath);
    await Promise.all(plan.emptyDirectories.map((path) => target.makeDirectory(path)));
    await run(plan.items, { files, folder, existing }, messages);
  }
}

function selectedFile(files: SourceFiles, { entry }: EntryRow): readonly SelectedFile[] {
  const place = files.placeOf(entry);
  const size = entry.size === undefined ? {} : { size: entry.size };
  return place === undefined ? [] : [{ place, name: entry.name, facts: { isDirectory: entry.isExpandable, ...size } }];
}

async function askFolder(): Promise<Uri | undefined> {
  const where = env.remoteName === undefined ? "this machine" : `the remote machine (${env.remoteName})`;
  const [folder] =
    (await window.showOpenDialog({
      canSelectFiles: false,
      canSelectFolders: true,
      canSelectMany: false,
      title: `Download to a folder on ${where}`,
      openLabel: "Download Here",
      ...startFolder(),
    })) ?? [];
  if (folder !== undefined && folder.scheme !== "file") {
    await window.showWarningMessage(
      `Could not download to ${folder.toString(true)}: only folders of ${where} are taken.`,
    );
    return undefined;
  }
  return folder;
}

function startFolder(): { defaultUri?: Uri } {
  const uri = workspace.workspaceFolders?.find((folder) => folder.uri.scheme === "file")?.uri;
  return uri === undefined ? {} : { defaultUri: uri };
}

const CHOICES = { "Skip Identical": "skip", Overwrite: "overwrite", "Keep Both": "keepBoth" } as const;

/** Says how much it is before it starts, and asks what becomes of files that are there already. */
async function confirm(plan: DownloadPlan, folder: Uri, hasExisting: boolean): Promise<ExistingFiles | undefined> {
  const question = `Download ${amountOf(plan)} to ${folder.fsPath}?`;
  const failures = plan.failures.map(({ path, error }) => `Could not list ${path.join("/")}: ${error.message}.`);
  if (!hasExisting) {
    const detail = failures.slice(0, MAX_FAILURES).join("\n");
    const choice = await window.showInformationMessage(question, { modal: true, detail }, "Download");
    return choice === "Download" ? "skip" : undefined;
  }
  const detail = ["Some of them are there already.", ...failures.slice(0, MAX_FAILURES)].join("\n");
  const offered = Object.keys(CHOICES) as (keyof typeof CHOICES)[];
  const choice = await window.showWarningMessage(question, { modal: true, detail }, ...offered);
  return choice === undefined ? undefined : CHOICES[choice];
}

function amountOf({ items, bytes, unknownSizes }: DownloadPlan): string {
  const count = items.length === 1 ? "1 file" : `${formatCount(items.length)} files`;
  const unknown = unknownSizes === 0 ? "" : `, ${formatCount(unknownSizes)} of them of unknown size`;
  return `${count} (${formatBytes(bytes)}${unknown})`;
}

async function findsSome({ items }: DownloadPlan, folder: Uri): Promise<boolean> {
  const target = new NodeTarget(folder.fsPath);
  for (const { path } of items.slice(0, MAX_LOOKED_FOR)) {
    if ((await target.stat(path).catch(() => undefined)) !== undefined) {
      return true;
    }
  }
  return false;
}

async function run(items: readonly DownloadItem[], download: Download, messages: Messages): Promise<void> {
  const { files, folder, existing } = download;
  const target = new NodeTarget(folder.fsPath);
  const summary = await withCancellableProgress(`Downloading to ${folder.fsPath}`, (signal, report) =>
    runDownload(items, { files, target, existing, signal, onProgress: (progress) => report(progressText(progress)) }),
  );
  for (const { item, error } of summary.failed) {
    messages.logFailure(`download ${item.path.join("/")}`, error);
  }
  await showSummary(summary, download, messages);
}

async function showSummary(summary: DownloadSummary, download: Download, messages: Messages): Promise<void> {
  const unfinished = unfinishedItems(summary);
  const again = summary.failed.length > 0 ? "Retry Failed" : "Continue";
  const reveal = "Reveal";
  const text = summaryText(summary);
  const choice =
    unfinished.length === 0
      ? await window.showInformationMessage(text, reveal)
      : await window.showWarningMessage(text, again, reveal);
  if (choice === again) {
    await run(unfinished, download, messages);
  } else if (choice === reveal) {
    await revealFolder(download.folder);
  }
}

/** In the system's file manager where there is one; elsewhere in a window of its own. */
async function revealFolder(folder: Uri): Promise<void> {
  const isDesktop = env.remoteName === undefined && env.appHost === "desktop";
  await commands.executeCommand(isDesktop ? "revealFileInOS" : "vscode.openFolder", folder, { forceNewWindow: true });
}
