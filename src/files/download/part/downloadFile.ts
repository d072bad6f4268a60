import { ApiError } from "../../../http/apiError";
import { DiskError } from "../disk/diskError";
import { downloadSmall } from "./downloadSmall";
import { finalPath, isComparing, isReplacing } from "./existingFiles";
import { findPublishedPart } from "./publishedPart";
import { partNameOf } from "../disk/partName";
import { removeNoteAndPart } from "./partNote";
import type { ReceivedPart } from "./receivePart";
import { receivePart, refuseTooLarge } from "./receivePart";
import type { DownloadContext, FileOutcome, PartContext } from "./partContext";
import type { DownloadItem } from "./downloadItem";

/** Of a file whose bytes do not match the service's checksum. */
const MOST_TRIES = 2;

/**
 * Downloads one file, continuing the part that an earlier try left. Under its final name there is the whole file or nothing new.
 * @throws ApiError, DiskError, or the signal's reason when aborted.
 */
export async function downloadFile(item: DownloadItem, options: DownloadContext): Promise<FileOutcome> {
  const context = contextOf(item, options);
  const { target, signal, existing } = context;
  signal.throwIfAborted();
  refuseTooLarge(item.size, target);
  if (isReplacing(existing)) {
    await refuseOther(context);
  }
  return (await downloadSmall(context)) ?? (await downloadPart(context));
}

/** Written out: of a small file, a spread of all this would be a good part of the work. */
function contextOf(item: DownloadItem, options: DownloadContext): PartContext {
  const { files, origin, target, existing, signal, lanes, onProgress, onRetry } = options;
  const part = partNameOf(item, origin);
  return { files, origin, target, existing, signal, lanes, onProgress, onRetry, item, part };
}

async function downloadPart(context: PartContext): Promise<FileOutcome> {
  const { item, target } = context;
  await target.makeDirectory(item.path.slice(0, -1));
  const claim = await target.claimPart(context.part);
  try {
    const named = await findPublishedPart(context);
    if (named !== undefined && !isReplacing(context.existing)) {
      return { state: "downloaded", ...named, isVerified: false };
    }
    const received = await receiveRight(context);
    try {
      return await settle(received, context);
    } finally {
      await received.writer.close();
    }
  } finally {
    await claim.release();
  }
}

/** A file whose checksum differs from the service's is downloaded once more. */
async function receiveRight(context: PartContext): Promise<ReceivedPart> {
  for (let tries = 1; ; tries += 1) {
    const received = await receivePart(context);
    if (received.verification !== "wrong") {
      return received;
    }
    await received.writer.close();
    await removeNoteAndPart(context);
    if (tries === MOST_TRIES) {
      throw new ApiError("badResponse", "what the service sent does not match its own checksum");
    }
    context.onRetry();
  }
}

/** A directory is replaced by no file. */
async function refuseOther({ item, target }: PartContext): Promise<void> {
  const kind = (await target.stat(item.path))?.kind;
  if (kind !== undefined && kind !== "file") {
    throw new DiskError("inTheWay", `a ${kind === "directory" ? "directory" : "link"} has the name of the file`);
  }
}

async function settle(received: ReceivedPart, context: PartContext): Promise<FileOutcome> {
  const { item, target, part, existing } = context;
  const { writer, size } = received;
  const isVerified = received.verification === "verified";
  if (isComparing(existing) && (await isIdentical(received, context))) {
    await writer.close();
    await removeNoteAndPart(context);
    return { state: "skipped", path: item.path, size, isVerified };
  }
  const options = { size, isReplacing: isReplacing(existing) };
  const path = await finalPath(item.path, (free) => writer.publish(free, options));
  // The file is downloaded: a note without a part says nothing.
  await target.removeNote(part).catch(() => undefined);
  return { state: "downloaded", path, size, isVerified };
}

async function isIdentical({ writer, size }: ReceivedPart, { item, target }: PartContext): Promise<boolean> {
  const found = await target.stat(item.path);
  return found?.kind === "file" && found.size === size && (await writer.equals(item.path));
}
