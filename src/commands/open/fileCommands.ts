import type { Disposable } from "vscode";
import { ViewColumn } from "vscode";
import { COMMANDS } from "../../manifest";
import type { SourcePool } from "../../host/site/sourcePool";
import type { ExplorerView } from "../../tree/explorerView";
import type { EntryRow, Row } from "../../tree/model/row";
import { hasAbility, withAbility } from "../../tree/model/row";
import type { RegisterCommand } from "../shared/commandRegistry";
import { copyLines } from "../rows/copyCommands";
import { DoubleClick } from "./doubleClick";
import type { Placing } from "./openFile";
import { openFile } from "./openFile";
import { ownerName, rowAddress, rowUri } from "../shared/rowAddress";
import { targetRows } from "../shared/rowTargets";

const NO_FILE = "No file is loaded.";

export interface FileCommandsOptions {
  readonly views: readonly ExplorerView[];
  readonly pool: SourcePool;
  /** Bytes above which a file is not read into the editor. */
  readonly largestFile: () => number;
}

/** "Open", "Open to the Side", and "Copy Address", which opens the same file on a teammate's machine. */
export function registerFileCommands(register: RegisterCommand, options: FileCommandsOptions): Disposable[] {
  const accepts = withAbility("open");
  const doubleClick = new DoubleClick();
  return [
    register(COMMANDS.openFile, "open the file", async (called) => {
      const rows = await targetRows(options.views, called, { accepts, title: "Open", none: NO_FILE });
      const isToStay = rows.length === 1 && rows.some((row) => doubleClick.isSecond(row));
      // As in VS Code's Explorer: a click previews a file, a double click keeps its tab and goes to it.
      const placing = { preview: rows.length === 1 && !isToStay, preserveFocus: !isToStay };
      for (const row of rows) {
        await open(row, options, { viewColumn: ViewColumn.Active, ...placing });
      }
    }),
    register(COMMANDS.openFileToSide, "open the file", async (called) => {
      for (const row of await targetRows(options.views, called, {
        accepts,
        title: "Open to the Side",
        none: NO_FILE,
      })) {
        await open(row, options, { viewColumn: ViewColumn.Beside, preview: false });
      }
    }),
    register(COMMANDS.copyAddress, "copy the address", async (called) => {
      const rows = await targetRows(options.views, called, { accepts: hasAddress, title: "Copy Address" });
      const addresses = rows.flatMap((row) => rowUri(row, options.pool)?.toString() ?? []);
      if (addresses.length > 0) {
        await copyLines(addresses);
      }
    }),
  ];
}

function hasAddress(row: Row): row is EntryRow {
  return hasAbility(row, "open") || hasAbility(row, "download");
}

async function open(row: EntryRow, { pool, largestFile }: FileCommandsOptions, placing: Placing): Promise<void> {
  const address = rowAddress(row, pool);
  const { name, size } = row.entry;
  if (address !== undefined) {
    await openFile({ address, name, owner: ownerName(row), size, download: row }, largestFile(), placing);
  }
}
