import { readdir } from "node:fs/promises";
import type { ExtensionContext } from "vscode";
import { Uri } from "vscode";
import { KEPT_NAMES } from "../host/keptNames";

/**
 * True when something of an earlier window waits: runs that were watched, downloads that were interrupted, a mounted
 * folder.
 */
export async function isAnythingWaiting({
  workspaceState,
  globalState,
  globalStorageUri,
}: Pick<ExtensionContext, "workspaceState" | "globalState" | "globalStorageUri">): Promise<boolean> {
  const watched: unknown = workspaceState.get(KEPT_NAMES.watchedRuns);
  if ((Array.isArray(watched) && watched.length > 0) || globalState.get(KEPT_NAMES.mountedAt) !== undefined) {
    return true;
  }
  const downloads = await readdir(Uri.joinPath(globalStorageUri, KEPT_NAMES.downloads).fsPath).catch(() => []);
  return downloads.length > 0;
}
