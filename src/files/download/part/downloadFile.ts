import { DiskError } from "../disk/diskError";
import { numberedName } from "../disk/localNames";
import { findPublishedPart } from "./publishedPart";
import { partNameOf } from "../disk/partName";
import { removeNoteAndPart } from "./partNote";
import type { ReceivedPart } from "./receivePart";
import { receivePart, refuseTooLarge } from "./receivePart";
import type { ExistingFiles, DownloadContext, FileOutcome } from "./partContext";
import type { DownloadItem } from "./downloadItem";

/**
 * Brings one file, going on with what an earlier try left. Under its final name there is the whole file or nothing new.
 * @throws ApiError, DiskError, or the signal's reason when aborted.
 */
export async function downloadFile(item: DownloadItem, context: DownloadContext): Promise<FileOutcome> {
  const { target, origin, existing, signal } = context;
  signal.throwIfAborted();
  refuseTooLarge(item.size, target);
  await refuseOther(item, context);
  await target.makeDirectory(item.path.slice(0, -1));
  const claim = await target.claimPart(partNameOf(item, origin));
  try {
    const named = await findPublishedPart(item, context);
    if (named !== undefined && !isReplacing(existing)) {
      return { state: "downloaded", ...named };
    }
    const part = await receivePart(item, context);
    return await settle(item, part, context).finally(() => part.writer.close());
  } finally {
    await claim.release();
  }
}

/** A directory is replaced by no file. */
async function refuseOther({ path }: DownloadItem, { target, existing }: DownloadContext): Promise<void> {
  const kind = isReplacing(existing) ? (await target.stat(path))?.kind : undefined;
  if (kind !== undefined && kind !== "file") {
    throw new DiskError("inTheWay", `a ${kind === "directory" ? "directory" : "link"} has the name of the file`);
  }
}

/** Neither sizes nor times tell that a file is the same: another run's file may have both. The bytes do. */
async function settle(item: DownloadItem, part: ReceivedPart, context: DownloadContext): Promise<FileOutcome> {
  const { target, origin, existing } = context;
  const { writer, size } = part;
  const name = partNameOf(item, origin);
  if (isComparing(existing) && (await isIdentical(item, part, context))) {
    await writer.close();
    await removeNoteAndPart(target, name);
    return { state: "skipped", path: item.path, size };
  }
  let path = item.path;
  const options = { size, isReplacing: isReplacing(existing) };
  for (let number = 2; !(await writer.publish(path, options)); number += 1) {
    path = [...item.path.slice(0, -1), numberedName(item.path.at(-1) ?? "", number)];
  }
  // The file has come: a note without a part says nothing.
  await target.removeNote(name).catch(() => undefined);
  return { state: "downloaded", path, size };
}

async function isIdentical(
  { path }: DownloadItem,
  { writer, size }: ReceivedPart,
  { target }: DownloadContext,
): Promise<boolean> {
  const found = await target.stat(path);
  return found?.kind === "file" && found.size === size && (await writer.equals(path));
}

function isComparing(existing: ExistingFiles): boolean {
  return existing === "skip" || existing === "add";
}

function isReplacing(existing: ExistingFiles): boolean {
  return existing === "skip" || existing === "overwrite";
}
