import type { SourceFiles } from "../../sources/sourceFiles";
import { DiskError } from "./diskError";
import type { DownloadItem } from "./downloadPlan";
import type { DownloadTarget, TargetFacts } from "./downloadTarget";
import type { LocalPath } from "./localNames";
import { numberedName } from "./localNames";
import { receivePart, refuseTooLarge } from "./receivePart";

/**
 * What happens to files that are there: `skip` leaves those of the same size that are no older than the service's, and
 * replaces the rest; `overwrite` replaces all; `keepBoth` replaces none, and numbers the new ones: "model (2).bin".
 */
export type ExistingFiles = "skip" | "overwrite" | "keepBoth";

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
  context.signal.throwIfAborted();
  return (await alreadyThere(item, context)) ?? (await bring(item, context));
}

async function alreadyThere(item: DownloadItem, context: DownloadContext): Promise<FileOutcome | undefined> {
  const { target, existing } = context;
  const found = existing === "keepBoth" ? undefined : await target.stat(item.path);
  if (found === undefined) {
    return undefined;
  }
  if (found.kind !== "file") {
    throw new DiskError("inTheWay", `a ${found.kind === "directory" ? "directory" : "link"} has the name of the file`);
  }
  const isSkipped = existing === "skip" && (await isIdentical(found, item, context));
  return isSkipped ? { state: "skipped", path: item.path, size: found.size } : undefined;
}

async function bring(item: DownloadItem, context: DownloadContext): Promise<FileOutcome> {
  const { target, existing } = context;
  refuseTooLarge(item.size, target);
  await target.makeDirectory(item.path.slice(0, -1));
  const { writer, size } = await receivePart(item, context);
  try {
    let path = item.path;
    for (let number = 2; !(await writer.publish(path, { size, isReplacing: existing !== "keepBoth" })); number += 1) {
      path = [...item.path.slice(0, -1), numberedName(item.path.at(-1) ?? "", number)];
    }
    await target.removeNote(item.path);
    return { state: "downloaded", path, size };
  } finally {
    await writer.close();
  }
}

async function isIdentical(found: TargetFacts, item: DownloadItem, context: DownloadContext): Promise<boolean> {
  const { files, signal } = context;
  const { size, modifiedAt } = item.size === undefined ? await files.stat(item.place, { signal }) : item;
  return found.size === size && (modifiedAt === undefined || found.modifiedAt >= modifiedAt);
}
