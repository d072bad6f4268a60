import { basename } from "node:path";
import type { Disposable } from "vscode";
import { commands, Uri, workspace } from "vscode";
import { showInformation, showWarning } from "../../host/messages/messageBox";
import { COMMANDS } from "../../manifest/commands";
import { SETTINGS } from "../../manifest/settings";
import { DiskError } from "../../files/download/disk/diskError";
import { discardDownload } from "../../files/download/ledger/discardDownload";
import { openTarget } from "../../files/download/disk/openTarget";
import type { DownloadSummary } from "../../files/download/downloadJob";
import { runDownload, unfinishedItems } from "../../files/download/downloadJob";
import type { DownloadLedger, UnfinishedDownload } from "../../files/download/ledger/downloadLedger";
import { withoutDone } from "../../files/download/ledger/downloadLedger";
import { withLost } from "../../files/download/ledger/lostFiles";
import type { DownloadPlan, PlanFailure } from "../../files/download/downloadPlan";
import { planAgain } from "../../files/download/downloadPlan";
import type { RecordedDownload } from "../../files/download/ledger/downloadRecord";
import type { DownloadTarget } from "../../files/download/disk/downloadTarget";
import type { LocalPath } from "../../files/download/disk/localNames";
import type { RecordFile } from "../../files/download/ledger/recordFile";
import { withLateProgress } from "../../host/messages/cancellableProgress";
import type { Messages } from "../../host/messages/messages";
import type { SourcePool } from "../../host/site/sourcePool";
import { attempt } from "../shared/attempt";
import { revealFolder } from "./downloadDialogs";
import { onMachine } from "./lastFolder";
import { doneShare, folderText, progressText, summaryText } from "./downloadWords";
import type { NotListed } from "./downloadWords";

interface DownloadRunnerOptions {
  readonly pool: SourcePool;
  readonly ledger: DownloadLedger;
  readonly messages: Messages;
  /** The extension's own folder. */
  readonly storage: Uri;
}

/** The download under way. */
interface Round {
  /** Of the listing just before. */
  readonly notListed: NotListed;
  readonly download: RecordedDownload;
  readonly record: RecordFile;
  readonly doneFiles: number;
}

/** Downloads what was asked for, says how it went, and keeps on the disk what is unfinished. */
export class DownloadRunner implements Disposable {
  readonly #options: DownloadRunnerOptions;
  /** Aborted when VS Code or the extension ends: what is under way is then interrupted, not canceled. */
  readonly #end = new AbortController();

  constructor(options: DownloadRunnerOptions) {
    this.#options = options;
  }

  /** `download.unlisted` is what could not be listed while it was planned, and `notListed` says why. */
  async start(download: RecordedDownload, notListed: NotListed): Promise<void> {
    const record = await this.#options.ledger.begin(download);
    await this.#run({ download, record, doneFiles: 0, notListed });
  }

  /** Goes on with a download of an earlier time, and lists again what could not be listed then. */
  async continue(unfinished: UnfinishedDownload): Promise<void> {
    const taken = await this.#options.ledger.take(unfinished);
    if (taken === undefined) {
      await showInformation(`The download of ${unfinished.download.name} has already finished.`);
      return;
    }
    const { record, download, doneFiles } = await withLost(
      withoutDone(taken, unfinished.done),
      this.targetOf(folderOf(taken.download)),
    );
    const plan = await this.#orPause(record, () => this.#listAgain(download));
    const { items, emptyDirectories, failures } = plan;
    const whole = { ...download, items: [...download.items, ...items], unlisted: failures };
    await record.begin(whole, doneFiles);
    await this.makeDirectories(emptyDirectories, folderOf(download));
    await this.#run({ download: whole, record, doneFiles, notListed: plan });
  }

  /** Removes the partial files. */
  async discard(unfinished: UnfinishedDownload): Promise<void> {
    const taken = await this.#options.ledger.take(unfinished);
    if (taken !== undefined) {
      await discardDownload(taken, this.targetOf(folderOf(taken.download)));
    }
  }

  /** Keeps it for when it is asked for. */
  async putOff(unfinished: UnfinishedDownload): Promise<void> {
    await (await this.#options.ledger.take(unfinished))?.record.pause();
  }

  async makeDirectories(paths: readonly LocalPath[], folder: Uri): Promise<void> {
    const target = this.targetOf(folder);
    for (const path of paths) {
      try {
        await target.makeDirectory(path);
      } catch (error) {
        const reason = error instanceof DiskError ? error.message : "an unexpected error";
        void this.#options.messages.showRefusal(`Could not make the directory ${path.join("/")}: ${reason}.`);
        return;
      }
    }
  }

  targetOf(folder: Uri): DownloadTarget {
    return openTarget(folder, this.#options.storage);
  }

  dispose(): void {
    this.#end.abort();
    this.#options.ledger.dispose();
  }

  async #listAgain({ systemId, site, unlisted }: RecordedDownload): Promise<DownloadPlan> {
    const files = await this.#options.pool.lastingFilesOf({ systemId, site });
    return await withLateProgress("Looking at what to download", (signal) => planAgain(unlisted, { files, signal }));
  }

  async #run(round: Round): Promise<void> {
    const { download, record, notListed, doneFiles } = round;
    const summary = await this.#orPause(record, () => this.#download(download, record));
    if (this.#end.signal.aborted) {
      return;
    }
    this.#log(summary, notListed.failures);
    const rest = { ...download, items: unfinishedItems(summary) };
    const isWhole = rest.items.length + rest.unlisted.length === 0;
    await (isWhole ? record.remove() : record.pause());
    const there = doneFiles + summary.downloaded.length + summary.skipped.length;
    const folder = folderOf(download);
    const text = summaryText(summary, notListed, {
      name: download.name,
      where: `${folderText(folder)}${onMachine(folder)}`,
    });
    if (isWhole) {
      await this.#reportWhole(text, folder);
    } else {
      const done = [...summary.downloaded, ...summary.skipped];
      const unfinished = { download: rest, doneFiles: there, isPaused: true, fileName: basename(record.file), done };
      await this.#reportUnfinished(text, unfinished, summary.left.length > 0);
    }
  }

  async #download({ name, systemId, site, folder, items, existing }: RecordedDownload, record: RecordFile) {
    const uri = Uri.parse(folder, true);
    const target = this.targetOf(uri);
    const files = await this.#options.pool.lastingFilesOf({ systemId, site });
    return await withLateProgress(`Downloading ${name} to ${basename(uri.path)}`, (cancelled, report) =>
      runDownload(items, {
        files,
        origin: { systemId, site },
        target,
        existing,
        signal: AbortSignal.any([cancelled, this.#end.signal]),
        onProgress: (progress) => report(progressText(progress), doneShare(progress)),
        onDone: (item, { path, size }) => record.noteDone({ item, name: path.at(-1) ?? "", size }),
        ...connectionsSetting(),
      }),
    );
  }

  async #reportWhole(text: string, folder: Uri): Promise<void> {
    if ((await showInformation(text, "Reveal")) === "Reveal") {
      await revealFolder(folder);
    }
  }

  async #reportUnfinished(text: string, unfinished: UnfinishedDownload, isStopped: boolean): Promise<void> {
    const buttons = isStopped ? ["Continue", "Discard"] : ["Retry Failed", "Show Log"];
    switch (await showWarning(text, ...buttons, "Reveal")) {
      case "Continue":
      case "Retry Failed":
        await this.continue(unfinished);
        break;
      case "Discard":
        await attempt(this.#options.messages, "discard the download", () => this.discard(unfinished));
        break;
      case "Show Log":
        await commands.executeCommand(COMMANDS.showLog);
        break;
      case "Reveal":
        await revealFolder(folderOf(unfinished.download));
        break;
      default:
    }
  }

  #log({ failed }: DownloadSummary, failures: readonly PlanFailure[]): void {
    const { messages } = this.#options;
    for (const { item, error } of failed) {
      messages.logFailure(`download ${item.path.join("/")}`, error);
    }
    for (const { path, error } of failures) {
      messages.logFailure(`list ${path.join("/")}`, error);
    }
  }

  /** A download that can't even begin is left for later. */
  async #orPause<T>(record: RecordFile, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      await record.pause();
      throw error;
    }
  }
}

/** The user's own, not one of a workspace. */
function connectionsSetting(): { connections?: number } {
  const found = workspace.getConfiguration().inspect<unknown>(SETTINGS.downloadConnections)?.globalValue;
  return typeof found === "number" && found >= 1 ? { connections: Math.floor(found) } : {};
}

function folderOf({ folder }: RecordedDownload): Uri {
  return Uri.parse(folder, true);
}
