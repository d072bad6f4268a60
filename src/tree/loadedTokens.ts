import { commands, Disposable } from "vscode";
import { onceATick } from "../host/onceATick";
import type { ExplorerView } from "./explorerView";
import { loadedTokenKey, PALETTE_TOKENS } from "./model/paletteTokens";

/** Lets the palette offer a command for rows only while a loaded row takes it. */
export function showLoadedTokens(views: readonly ExplorerView[]): Disposable {
  let shown: ReadonlySet<string> = new Set();
  const show = onceATick(() => {
    const loaded = new Set(views.flatMap((view) => [...(view.tree?.loaded.tokens ?? [])]));
    for (const token of PALETTE_TOKENS.filter((each) => shown.has(each) !== loaded.has(each))) {
      void commands.executeCommand("setContext", loadedTokenKey(token), loaded.has(token));
    }
    shown = loaded;
  });
  return Disposable.from(
    ...views.flatMap((view) => [
      view.onDidList(show),
      view.onDidLoadTop(show),
      view.onDidChangeTreeData(show),
      view.session.onDidChange(show),
    ]),
  );
}
