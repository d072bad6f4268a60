import type { Uri } from "vscode";
import { Uri as Uris } from "vscode";
import { DiskError, diskErrorCode } from "./diskError";
import type { DownloadItem } from "./downloadPlan";
import type { Claim, DownloadTarget } from "./downloadTarget";
import type { LocalPath } from "./localNames";
import { NodeTarget } from "./nodeTarget";
import { WorkspaceTarget } from "./workspaceTarget";

/** So many are removed at once. */
const AT_ONCE = 16;

/** A chosen folder, for downloads. `storage` is the extension's own folder, always on a local disk. */
export function openTarget(folder: Uri, storage: Uri): DownloadTarget {
  return folder.scheme === "file"
    ? new NodeTarget(folder.fsPath)
    : new WorkspaceTarget(folder, Uris.joinPath(storage, "parts").fsPath);
}

/** Removes what came of files that nobody wants any more, but for what another download works on. */
export async function discardParts(items: readonly DownloadItem[], target: DownloadTarget): Promise<void> {
  for (let start = 0; start < items.length; start += AT_ONCE) {
    await Promise.all(items.slice(start, start + AT_ONCE).map(({ path }) => discardPart(path, target)));
  }
}

async function discardPart(path: LocalPath, target: DownloadTarget): Promise<void> {
  const claim = await claimIfFree(path, target);
  if (claim === undefined) {
    return;
  }
  try {
    await target.removeNote(path);
    await target.removePart(path);
  } finally {
    await claim.release();
  }
}

/** Undefined, too, where not even the directory was made. */
async function claimIfFree(path: LocalPath, target: DownloadTarget): Promise<Claim | undefined> {
  try {
    return await target.claimPart(path);
  } catch (error) {
    if (error instanceof DiskError && (error.kind === "inTheWay" || diskErrorCode(error.cause) === "ENOENT")) {
      return undefined;
    }
    throw error;
  }
}
