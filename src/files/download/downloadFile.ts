import type { SourceFiles } from "../../sources/sourceFiles";
import { DiskError } from "./diskError";
import type { DownloadItem } from "./downloadPlan";
import type { DownloadTarget } from "./downloadTarget";
import type { LocalPath } from "./localNames";
import { numberedName } from "./localNames";
import { findNamedPart } from "./namedPart";
import type { FileOrigin } from "./partName";
import { partNameOf } from "./partName";
import { removeNoteAndPart } from "./partNote";
import type { ReceivedPart } from "./receivePart";
import { receivePart, refuseTooLarge } from "./receivePart";

/**
 * What happens to files that are there: `skip` leaves those that hold the same bytes, and replaces the rest; `overwrite`
 * replaces all; `keepBoth` replaces none, and numbers the new ones: "model (2).bin". `add` is for when nothing was there to
 * ask about: what has appeared since is left alone, and numbered around unless it holds the same bytes.
 */
export type ExistingFiles = "skip" | "overwrite" | "keepBoth" | "add";

export interface FileProgress {
  /** Bytes of the file that are there; falls when it has to start over. */
  readonly position: number;
  /** Bytes that came over the network just now. */
  readonly received: number;
  /** Bytes of the whole file, when known. */
  readonly size?: number;
}

export interface DownloadContext {
  readonly files: SourceFiles;
  readonly origin: FileOrigin;
  readonly target: DownloadTarget;
  readonly existing: ExistingFiles;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: FileProgress) => void;
  /** Told each time that the service had to be asked again. */
  readonly onRetry: () => void;
}

export interface FileOutcome {
  readonly state: "downloaded" | "skipped";
  /** Where the file lies now. */
  readonly path: LocalPath;
  readonly size: number;
}

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
    const named = await findNamedPart(item, context);
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
