import { commands } from "vscode";
import type { CONTEXT_KEYS } from "../../manifest/contextKeys";
import type { ExplorerView } from "../../tree/explorerView";

type ListKey = (typeof CONTEXT_KEYS)[Extract<keyof typeof CONTEXT_KEYS, `${string}Views`>];

/** Lets `when` clauses ask for views: `view in key` for one of them, `key` for any. */
export function setViewsContext(key: ListKey, views: readonly ExplorerView[]): void {
  const ids = views.map(({ viewId }) => viewId);
  // An empty list would count as something that is there.
  void commands.executeCommand("setContext", key, ids.length > 0 && ids);
}
