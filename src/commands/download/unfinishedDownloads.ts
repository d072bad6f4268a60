import type { Disposable, QuickInputButton, QuickPick, QuickPickItem } from "vscode";
import { ThemeIcon, Uri, window } from "vscode";
import { showInformation } from "../../host/messages/messageBox";
import { COMMANDS } from "../../manifest/commands";
import type { DownloadLedger, UnfinishedDownload } from "../../files/download/ledger/downloadLedger";
import type { Messages } from "../../host/messages/messages";
import { plainLabel } from "../../text/plainText";
import { formatCount } from "../../text/formatNumbers";
import { attempt } from "../shared/attempt";
import type { RegisterCommand } from "../shared/commandRegistry";
import type { DownloadRunner } from "./downloadRunner";
import { filesText, folderText } from "./downloadWords";
import { offerInterrupted } from "./interruptedDownloads";

interface UnfinishedItem extends QuickPickItem {
  readonly unfinished: UnfinishedDownload;
}

interface UnfinishedDownloadsOptions {
  readonly ledger: DownloadLedger;
  readonly runner: DownloadRunner;
  readonly messages: Messages;
}

/**
 * "Continue Downloads…": those that were stopped, that failed in part, or that the end of VS Code interrupted. The latter are
 * offered once without being asked for.
 */
export function registerUnfinishedDownloads(
  register: RegisterCommand,
  options: UnfinishedDownloadsOptions,
): Disposable {
  const ask = (interrupted: readonly UnfinishedDownload[]) =>
    showInformation(interruptedText(interrupted), "Continue", "Discard");
  void attempt(options.messages, "offer interrupted downloads", () => offerInterrupted({ ...options, ask }));
  return register(COMMANDS.continueDownloads, "continue the download", async () => {
    const unfinished = await options.ledger.unfinished();
    if (unfinished.length === 0) {
      await showInformation("No unfinished downloads.");
      return;
    }
    const chosen = await pick(unfinished, options);
    await Promise.all(chosen.map((one) => options.runner.continue(one)));
  });
}

function interruptedText(interrupted: readonly UnfinishedDownload[]): string {
  const [first] = interrupted;
  if (first !== undefined && interrupted.length === 1) {
    return `The download of ${first.download.name} to ${folderOf(first)} was interrupted: ${restText(first)}.`;
  }
  const names = interrupted.map(({ download }) => download.name).join(", ");
  return `${formatCount(interrupted.length)} downloads were interrupted: ${names}.`;
}

/** "2 of 3 files left". */
function restText({ doneFiles, download: { items, unlisted } }: UnfinishedDownload): string {
  const all = doneFiles + items.length;
  const rest = all === items.length ? filesText(all) : `${formatCount(items.length)} of ${filesText(all)}`;
  const directories = unlisted.length === 0 ? "" : `, and the contents of ${formatCount(unlisted.length)} directories`;
  return `${rest} left${directories}`;
}

function folderOf({ download }: UnfinishedDownload): string {
  return folderText(Uri.parse(download.folder, true));
}

function itemOf(unfinished: UnfinishedDownload, buttons: readonly QuickInputButton[]): UnfinishedItem {
  const { name } = unfinished.download;
  return {
    label: plainLabel(name),
    description: restText(unfinished),
    detail: plainLabel(folderOf(unfinished)),
    unfinished,
    buttons,
  };
}

function pick(
  unfinished: readonly UnfinishedDownload[],
  { runner, messages }: UnfinishedDownloadsOptions,
): Promise<readonly UnfinishedDownload[]> {
  const discard = { iconPath: new ThemeIcon("trash"), tooltip: "Discard partial files" };
  const picker: QuickPick<UnfinishedItem> = window.createQuickPick<UnfinishedItem>();
  picker.title = "Continue Downloads";
  picker.placeholder = "Select downloads to continue";
  picker.canSelectMany = unfinished.length > 1;
  picker.items = unfinished.map((one) => itemOf(one, [discard]));
  return new Promise((resolve) => {
    picker.onDidTriggerItemButton(({ item }) => {
      picker.items = picker.items.filter((other) => other !== item);
      void attempt(messages, "discard the download", () => runner.discard(item.unfinished));
      if (picker.items.length === 0) {
        picker.hide();
      }
    });
    picker.onDidAccept(() => {
      resolve(picker.selectedItems.map((item) => item.unfinished));
      picker.hide();
    });
    picker.onDidHide(() => {
      resolve([]);
      picker.dispose();
    });
    picker.show();
  });
}
