import type { Disposable } from "vscode";
import { commands, ViewColumn, workspace } from "vscode";
import { COMMANDS } from "../../manifest/commands";
import { SETTINGS } from "../../manifest/settings";
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
import { NO_FILE, targetRows } from "../shared/rowTargets";

export interface FileCommandsOptions {
  readonly views: readonly ExplorerView[];
  readonly pool: SourcePool;
  /** Bytes above which a file is not read into the editor. */
  readonly largestFile: () => number;
}

/** "Open", "Open Preview", "Open to the Side", and "Copy Address", which opens the same file on a teammate's machine. */
export function registerFileCommands(register: RegisterCommand, options: FileCommandsOptions): Disposable[] {
  const accepts = withAbility("open");
  const doubleClick = new DoubleClick();
  return [
    register(COMMANDS.openFile, "open the file", async ({ rows: called, systemId }) => {
      if (systemId !== undefined) {
        await enterRows(called, options);
        return;
      }
      const rows = await targetRows(options.views, called, { accepts, title: "Open", none: NO_FILE });
      const isToStay = rows.length === 1 && rows.some((row) => doubleClick.isSecond(row));
      // As in VS Code's Explorer: a click previews a file, a double click keeps its tab and goes to it.
      const placing = { preview: rows.length === 1 && !isToStay, preserveFocus: !isToStay };
      for (const row of rows) {
        await open(row, options, { viewColumn: ViewColumn.Active, ...placing });
      }
    }),
    registerPreview(register, options),
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
      const rows = await targetRows(options.views, called, {
        accepts: hasAddress,
        title: "Copy Address",
        none: "No loaded row has an address.",
      });
      const addresses = rows.flatMap((row) => rowUri(row, options.pool)?.toString() ?? []);
      if (addresses.length > 0) {
        await copyLines(addresses);
      }
    }),
  ];
}

/** Space, which opens and closes what is no file, as in any list of VS Code. */
function registerPreview(register: RegisterCommand, options: FileCommandsOptions): Disposable {
  const accepts = withAbility("open");
  return register(COMMANDS.previewFile, "open the file", async ({ rows: called, systemId }) => {
    const isKey = systemId !== undefined;
    const question = { accepts, title: "Open Preview", none: NO_FILE };
    const rows = isKey ? called.filter(accepts) : await targetRows(options.views, called, question);
    for (const row of rows) {
      await open(row, options, { viewColumn: ViewColumn.Active, preview: true, preserveFocus: true });
    }
    if (isKey && rows.length === 0) {
      await commands.executeCommand("list.toggleExpand");
    }
  });
}

/** Enter opens files and goes to them and, by a setting, a row's page; anything else it does as in any list of VS Code. */
async function enterRows(rows: readonly Row[], options: FileCommandsOptions): Promise<void> {
  const files = rows.filter(withAbility("open"));
  const pages = rows.filter(withAbility("page"));
  const isForPages = workspace.getConfiguration().get<boolean>(SETTINGS.enterOpensPage) === true;
  if (files.length > 0) {
    for (const row of files) {
      await open(row, options, { viewColumn: ViewColumn.Active, preview: files.length === 1, preserveFocus: false });
    }
  } else if (isForPages && pages.length > 0) {
    await commands.executeCommand(COMMANDS.openPage, pages[0], pages);
  } else {
    await commands.executeCommand("list.select");
  }
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
