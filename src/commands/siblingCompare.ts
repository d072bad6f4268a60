import { addressUri } from "../files/fileAddress";
import type { FileAddress } from "../files/fileAddress";
import type { Messages } from "../host/messages";
import { ApiError } from "../http/apiError";
import type { CallOptions, Sibling } from "../sources/source";
import type { SourceFiles } from "../sources/sourceFiles";
import type { EntryRow } from "../tree/row";
import { SiblingPicker } from "./siblingPicker";
import { showDifference } from "./sortedDiff";

export interface ComparedFile {
  readonly row: EntryRow;
  readonly address: FileAddress;
  /** The run or version that the file is of. */
  readonly ownerName: string;
}

/** Lets the user pick another run or version, and compares its file of the same path with this one. */
export async function compareWithSibling(file: ComparedFile, messages: Messages): Promise<void> {
  const { row, address, ownerName } = file;
  const listing = row.source.siblings?.(row.entry);
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
    await showDifference(
      { uri: addressUri(address), title: `${name} (${ownerName})` },
      { uri: addressUri({ ...address, place: sibling.place }), title: `${name} (${sibling.name})` },
    );
  }
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
