import { readdir } from "node:fs/promises";
import type { ExtensionContext } from "vscode";
import { Uri, workspace } from "vscode";
import { KEPT_NAMES } from "../host/keptNames";
import { SETTINGS } from "../manifest/settings";

/**
 * True when something of an earlier window waits: runs that were watched, downloads that were interrupted, a mounted
 * folder, or agents that are to be served.
 */
export async function isAnythingWaiting({
  workspaceState,
  globalState,
  globalStorageUri,
}: Pick<ExtensionContext, "workspaceState" | "globalState" | "globalStorageUri">): Promise<boolean> {
  if (workspace.getConfiguration().get<boolean>(SETTINGS.agentServer) === true) {
    return true;
  }
  const watched = [KEPT_NAMES.watchedRuns, KEPT_NAMES.watchedListings].map((name) => workspaceState.get(name));
  if (
    watched.some((kept) => Array.isArray(kept) && kept.length > 0) ||
    globalState.get(KEPT_NAMES.mountedAt) !== undefined
  ) {
    return true;
  }
  const downloads = await readdir(Uri.joinPath(globalStorageUri, KEPT_NAMES.downloads).fsPath).catch(() => []);
  return downloads.length > 0;
}
