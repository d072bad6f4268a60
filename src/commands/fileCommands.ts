import type { Disposable } from "vscode";
import { commands, ViewColumn, window } from "vscode";
import { COMMANDS } from "../contract";
import { addressUri } from "../files/fileAddress";
import { isModelFile } from "../files/peek/modelFileName";
import type { SourcePool } from "../host/sourcePool";
import { formatBytes } from "../sources/formatNumbers";
import type { ExplorerView } from "../tree/explorerView";
import type { EntryRow, Row } from "../tree/row";
import { hasAbility } from "../tree/row";
import type { RegisterCommand } from "./commandRegistry";
import { DoubleClick } from "./doubleClick";
import { rowAddress } from "./rowAddress";
import { targetRows } from "./rowTargets";

const FIRST_BYTES = 1_000_000;

export interface FileCommandsOptions {
  readonly views: readonly ExplorerView[];
  readonly pool: SourcePool;
  /** Bytes above which a file is not read into the editor. */
  readonly largestFile: () => number;
}

/** "Open" and "Open to the Side". */
export function registerFileCommands(register: RegisterCommand, options: FileCommandsOptions): Disposable[] {
  const accepts = (row: Row): row is EntryRow => hasAbility(row, "open");
  const doubleClick = new DoubleClick();
  return [
    register(COMMANDS.openFile, "open the file", async (...args) => {
      const rows = await targetRows(options.views, args, { accepts, title: "Open" });
      const isToStay = rows.length === 1 && rows.some((row) => doubleClick.isSecond(row));
      // As in VS Code's Explorer: a click previews a file, a double click keeps its tab and goes to it.
      const placing = { preview: rows.length === 1 && !isToStay, preserveFocus: !isToStay };
      for (const row of rows) {
        await open(row, options, { viewColumn: ViewColumn.Active, ...placing });
      }
    }),
    register(COMMANDS.openFileToSide, "open the file", async (...args) => {
      for (const row of await targetRows(options.views, args, { accepts, title: "Open to the Side" })) {
        await open(row, options, { viewColumn: ViewColumn.Beside, preview: false });
      }
    }),
  ];
}

interface Placing {
  readonly viewColumn: ViewColumn;
  readonly preview: boolean;
  readonly preserveFocus?: boolean;
}

async function open(row: EntryRow, { pool, largestFile }: FileCommandsOptions, placing: Placing): Promise<void> {
  const address = rowAddress(row, pool);
  if (address === undefined) {
    return;
  }
  const first = await firstBytes(row, largestFile());
  if (first !== "left") {
    const uri = addressUri(first === undefined ? address : { ...address, first });
    await commands.executeCommand(
      "vscode.open",
      uri,
      placing,
      first === undefined ? undefined : `${row.entry.name} (first 1 MB)`,
    );
  }
}

/** How much of a file to open: all of a small one, or of one that opens by its header; of a large one what the user says. */
async function firstBytes(row: EntryRow, largest: number): Promise<number | "left" | undefined> {
  const { name, size } = row.entry;
  if (size === undefined || size <= largest || isModelFile(name)) {
    return undefined;
  }
  const download = "Download…";
  const part = "Open the First 1 MB";
  const sentence = `${name} is ${formatBytes(size)}, which is more than an editor takes well (${formatBytes(largest)}).`;
  const choice = await window.showInformationMessage(sentence, download, part);
  if (choice === download) {
    await commands.executeCommand(COMMANDS.download, row);
  }
  return choice === part ? FIRST_BYTES : "left";
}
