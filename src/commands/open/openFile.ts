import type { Uri, ViewColumn } from "vscode";
import { commands } from "vscode";
import { COMMANDS } from "../../manifest/commands";
import type { FileAddress } from "../../files/fileSystem/fileAddress";
import { addressUri } from "../../files/fileSystem/fileAddress";
import { DOWNLOAD, FIRST_BYTES, OPEN_FIRST_BYTES } from "../../files/fileSystem/fileTooLarge";
import { isModelFile } from "../../files/peek/modelFileName";
import { showInformation } from "../../host/messages/messageBox";
import { visibleText } from "../../text/plainText";
import { cutMiddle } from "../../text/cutText";
import { seriesFormatOf } from "../../series/seriesFile";
import { formatBytes } from "../../text/formatNumbers";
import type { EntryRow } from "../../tree/model/row";

const LONGEST_OWNER = 30;

interface GatedFile {
  readonly address: FileAddress;
  readonly name: string;
  /** The run or version that it is of, which its tab names beside it: VS Code would show the ids of its address. */
  readonly owner: string;
  /** Bytes, when a listing said so. */
  readonly size?: number | undefined;
  /** Handed to "Download…" for a file that is too large to open. */
  readonly download: EntryRow | Uri;
}

export interface Placing {
  readonly viewColumn: ViewColumn;
  readonly preview: boolean;
  readonly preserveFocus?: boolean;
}

/** Opens a file in the editor, one of TensorBoard as curves; asks first what to do with one of more bytes than an editor takes well. */
export async function openFile(file: GatedFile, largest: number, placing: Placing): Promise<void> {
  if (seriesFormatOf(file.name) === "events") {
    await commands.executeCommand(COMMANDS.openAsCurves, addressUri(file.address));
    return;
  }
  const first = await firstBytes(file, largest);
  if (first !== "left") {
    const uri = addressUri(first === undefined ? file.address : { ...file.address, first });
    const label = tabLabel(first === undefined ? file.name : `${file.name} (first 1 MB)`, file.owner);
    await commands.executeCommand("vscode.open", uri, placing, label);
  }
}

function tabLabel(name: string, owner: string): string {
  return visibleText(owner === "" ? name : `${name} · ${cutMiddle(owner, LONGEST_OWNER)}`);
}

/** How much of a file to open: all of a small one, or of one that opens by its header; of a large one what the user says. */
async function firstBytes({ name, size, download }: GatedFile, largest: number): Promise<number | "left" | undefined> {
  if (size === undefined || size <= largest || isModelFile(name)) {
    return undefined;
  }
  const sentence = `${name} is ${formatBytes(size)}, above the limit for opening in an editor (${formatBytes(largest)}).`;
  const choice = await showInformation(sentence, DOWNLOAD, OPEN_FIRST_BYTES);
  if (choice === DOWNLOAD) {
    await commands.executeCommand(COMMANDS.download, download);
  }
  return choice === OPEN_FIRST_BYTES ? FIRST_BYTES : "left";
}
