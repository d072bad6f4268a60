import type { Uri } from "vscode";
import { Uri as Uris } from "vscode";
import type { DownloadItem } from "./downloadPlan";
import type { DownloadTarget } from "./downloadTarget";
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

/** Removes what came of files that nobody wants any more. */
export async function discardParts(items: readonly DownloadItem[], target: DownloadTarget): Promise<void> {
  for (let start = 0; start < items.length; start += AT_ONCE) {
    await Promise.all(
      items.slice(start, start + AT_ONCE).map(async ({ path }) => {
        await target.removeNote(path);
        await target.removePart(path);
      }),
    );
  }
}
