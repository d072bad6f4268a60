import type { Uri } from "vscode";
import { Uri as Uris } from "vscode";
import type { DownloadTarget } from "./downloadTarget";
import { NodeTarget } from "./nodeTarget";
import { WorkspaceTarget } from "./workspaceTarget";

/** A chosen folder, for downloads. `storage` is the extension's own folder, always on a local disk. */
export function openTarget(folder: Uri, storage: Uri): DownloadTarget {
  return folder.scheme === "file"
    ? new NodeTarget(folder.fsPath)
    : new WorkspaceTarget(folder, Uris.joinPath(storage, "parts").fsPath);
}
