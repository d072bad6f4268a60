import type { Disposable } from "vscode";
import { commands } from "vscode";
import { showInformation } from "../../host/messages/messageBox";
import { COMMANDS } from "../../manifest/commands";
import { CONTEXT_KEYS } from "../../manifest/contextKeys";
import { addressUri, type FileAddress } from "../../files/fileSystem/fileAddress";
import type { Messages } from "../../host/messages/messages";
import { isKeyedFile } from "../../sources/shared/keyedFile";
import type { EntryRow, Row } from "../../tree/model/row";
import { hasAbility, withAbility } from "../../tree/model/row";
import type { RegisterCommand } from "../shared/commandRegistry";
import type { FileCommandsOptions } from "../open/fileCommands";
import { ownerName, rowAddress } from "../shared/rowAddress";
import { NO_FILE, targetRows } from "../shared/rowTargets";
import type { Side } from "./sortedDiff";
import { registerSortedDiff, showDifference, showSortedDifference } from "./sortedDiff";
import { ApiError } from "../../http/apiError";
import type { Sibling, SiblingListing } from "../../sources/contract/source";
import type { SourceFiles } from "../../sources/contract/sourceFiles";
import { SiblingPicker } from "./siblingPicker";
import type { CallOptions } from "../../sources/contract/entry";

interface CompareCommandsOptions extends Pick<FileCommandsOptions, "views" | "pool"> {
  readonly messages: Messages;
}

/** Comparing files of any two runs, versions or systems: the one selected before, or the same file elsewhere. */
export function registerCompareCommands(register: RegisterCommand, options: CompareCommandsOptions): Disposable[] {
  return [
    ...registerSelectionCommands(register, options),
    register(COMMANDS.compareWithSameFile, "compare", async (called) => {
      const hasSiblings = withAbility("siblings");
      const question = {
        accepts: hasSiblings,
        title: "Compare with Same File in…",
        none: "No file of a run or version is loaded.",
      };
      const [row] = await targetRows(options.views, called, question);
      const address = row === undefined ? undefined : rowAddress(row, options.pool);
      if (row !== undefined && address !== undefined) {
        await compareWithSibling({ row, address, ownerName: ownerName(row) }, options.messages);
      }
    }),
    ...registerSortedDiff(register),
  ];
}

function registerSelectionCommands(
  register: RegisterCommand,
  { views, pool }: Pick<CompareCommandsOptions, "views" | "pool">,
): Disposable[] {
  let selected: Side | undefined;
  const sideOf = (row: EntryRow): Side | undefined => {
    const address = rowAddress(row, pool);
    return address === undefined ? undefined : { uri: addressUri(address), title: titleOf(row) };
  };
  const compareSelected = async (row: EntryRow | undefined, show: (left: Side, right: Side) => Promise<void>) => {
    const side = row === undefined ? undefined : sideOf(row);
    if (selected === undefined) {
      await showInformation("Select a file for compare first.");
    } else if (side !== undefined) {
      await show(selected, side);
    }
  };
  return [
    register(COMMANDS.selectForCompare, "select for compare", async (called) => {
      const rows = await targetRows(views, called, { accepts, title: "Select for Compare", none: NO_FILE });
      const [first, second] = rows.map(sideOf);
      if (first !== undefined && second !== undefined) {
        await showDifference(first, second);
      } else if (first !== undefined) {
        selected = first;
        await commands.executeCommand("setContext", CONTEXT_KEYS.hasCompareSelection, true);
      }
    }),
    register(COMMANDS.compareWithSelected, "compare", async (called) => {
      const [row] = await targetRows(views, called, { accepts, title: "Compare with Selected", none: NO_FILE });
      await compareSelected(row, showDifference);
    }),
    register(COMMANDS.compareSorted, "compare", async (called) => {
      const [row] = await targetRows(views, called, KEYED);
      await compareSelected(row, showSortedDifference);
    }),
  ];
}

const KEYED = {
  accepts: acceptsKeyed,
  title: "Compare with Selected (Sorted Keys)",
  none: "No loaded file can be sorted by its keys.",
};

function accepts(row: Row): row is EntryRow {
  return hasAbility(row, "open");
}

function acceptsKeyed(row: Row): row is EntryRow {
  return accepts(row) && isKeyedFile(row.entry.name);
}

function titleOf(row: EntryRow): string {
  const owner = ownerName(row);
  return owner === "" ? row.entry.name : `${row.entry.name} (${owner})`;
}

interface ComparedFile {
  readonly row: EntryRow;
  readonly address: FileAddress;
  /** The run or version that the file is of. */
  readonly ownerName: string;
}

/** Lets the user pick another run or version, and compares its file of the same path with this one. */
async function compareWithSibling(file: ComparedFile, messages: Messages): Promise<void> {
  const { row, address, ownerName } = file;
  const listing = row.source.siblings?.of(row.entry);
  const { files } = row.source;
  if (listing === undefined || files === undefined) {
    return;
  }
  const picker = new SiblingPicker(listing, {
    title: `Compare ${row.entry.name} (${ownerName}) with the Same File in…`,
    whyNot: (sibling, options) => whyNot(sibling, files, options),
    messages,
  });
  const sibling = await picker.pick();
  if (sibling !== undefined) {
    const { name } = row.entry;
    const own = { uri: addressUri(address), title: `${name} (${ownerName})` };
    const other = {
      uri: addressUri({ ...address, place: sibling.place }),
      title: `${name} (${sibling.name})`,
    };
    await (isOlder(sibling, listing) ? showDifference(other, own) : showDifference(own, other));
  }
}

/** The older stands on the left, so that what was added since is green. */
function isOlder(sibling: Sibling, { at }: SiblingListing): boolean {
  return sibling.at !== undefined && at !== undefined && sibling.at < at;
}

/** "vanilla has no lora_model/adapter_config.json"; undefined when it has. */
async function whyNot(sibling: Sibling, files: SourceFiles, options: CallOptions): Promise<string | undefined> {
  const { name, place, path } = sibling;
  try {
    const { isDirectory } = await files.stat(place, options);
    return isDirectory ? `${path} is a directory in ${name}` : undefined;
  } catch (error) {
    if (error instanceof ApiError && error.kind === "notFound") {
      return `${name} has no ${path}`;
    }
    throw error;
  }
}
