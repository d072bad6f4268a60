import type { Disposable } from "vscode";
import { ViewColumn } from "vscode";
import { COMMANDS } from "../../manifest/commands";
import { planDownload } from "../../files/download/downloadPlan";
import { leftOutText } from "../../files/download/leftOutText";
import { addressUri } from "../../files/fileSystem/fileAddress";
import type { FileAddress } from "../../files/fileSystem/fileAddress";
import type { Messages } from "../../host/messages/messages";
import { plainLabel } from "../../text/plainText";
import type { FilePlace, SourceFiles } from "../../sources/contract/sourceFiles";
import type { EntryRow, Row } from "../../tree/model/row";
import { hasAbility } from "../../tree/model/row";
import type { RegisterCommand } from "../shared/commandRegistry";
import type { FileCommandsOptions } from "./fileCommands";
import type { FoundFile } from "./fileMatches";
import type { FoundFiles } from "./filePicker";
import { FilePicker } from "./filePicker";
import { openFile } from "./openFile";
import { ownerName, rowAddress } from "../shared/rowAddress";
import { targetRows } from "../shared/rowTargets";

const TITLE = "Go to File";

interface PlacedFile extends FoundFile {
  readonly place: FilePlace;
}

interface FindFileOptions extends FileCommandsOptions {
  readonly messages: Messages;
}

/** "Go to File…": one of the many in a run, a version or a directory. VS Code's own Quick Open knows files on disk alone. */
export function registerFindFile(register: RegisterCommand, options: FindFileOptions): Disposable {
  const accepts = (row: Row): row is EntryRow => hasAbility(row, "download") && row.entry.isExpandable;
  return register(COMMANDS.findFile, "find a file", async (called) => {
    const [row] = await targetRows(options.views, called, {
      accepts,
      title: TITLE,
      none: "No loaded row holds files.",
    });
    const address = row && rowAddress(row, options.pool);
    if (address !== undefined && row?.source.files !== undefined) {
      openPicker(row, address, row.source.files, options);
    }
  });
}

function openPicker(
  row: EntryRow,
  address: FileAddress,
  files: SourceFiles,
  { messages, largestFile }: FindFileOptions,
): FilePicker<PlacedFile> {
  const fail = (error: unknown): void =>
    void messages.showFailure(`find a file in ${row.entry.name}`, error, {}, address);
  return new FilePicker<PlacedFile>({
    title: `${TITLE} in ${plainLabel(row.entry.name)}`,
    list: (signal, onFound) => listAll(address.place, files, { signal, onFound }),
    onDidFail: fail,
    onDidPick: ({ place, size }) => {
      const file = { ...address, place };
      const owner = row.entry.kind === "directory" ? ownerName(row) : row.entry.name;
      const opened = { address: file, name: place.at(-1) ?? "", owner, size, download: addressUri(file) };
      openFile(opened, largestFile(), { viewColumn: ViewColumn.Active, preview: true }).catch(fail);
    },
  });
}

async function listAll(
  place: FilePlace,
  files: SourceFiles,
  { signal, onFound }: { readonly signal: AbortSignal; readonly onFound: (files: number) => void },
): Promise<FoundFiles<PlacedFile>> {
  const start = { place, name: place.at(-1) ?? "", facts: { isDirectory: true } };
  const found = await planDownload([start], { files, signal, onFound: ({ files: count }) => onFound(count) });
  return {
    files: found.items.map((item) => ({ ...item, path: item.place.slice(place.length).join("/") })),
    leftOut: leftOutText(found),
    failures: found.failures.map(
      ({ place: failed, error }) =>
        `Could not list ${failed.slice(place.length).join("/") || "the files"}: ${error.message}.`,
    ),
  };
}
