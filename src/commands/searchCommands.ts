import type { Disposable } from "vscode";
import { commands, window } from "vscode";
import { COMMANDS, CONTEXT_KEYS } from "../contract";
import { ApiError } from "../http/apiError";
import { withCancellableProgress } from "../host/cancellableProgress";
import type { Messages } from "../host/messages";
import type { SearchMode, SourceSearch } from "../sources/source";
import type { ExplorerView } from "../tree/explorerView";
import type { RegisterCommand } from "./commandRegistry";

const MAX_SHOWN = 80;

interface SearchableView {
  readonly view: ExplorerView;
  readonly search: SourceSearch;
}

/** "Search…", "Clear Search" and "Go To…". */
export function registerSearchCommands(
  register: RegisterCommand,
  { views, messages }: { readonly views: readonly ExplorerView[]; readonly messages: Messages },
): Disposable[] {
  const showContext = () => {
    const isOn = searchable(views).some(({ search }) => search.current !== undefined);
    void commands.executeCommand("setContext", CONTEXT_KEYS.hasSearch, isOn);
  };
  return [
    ...views.map(({ session }) => session.onDidChange(showContext)),
    register(COMMANDS.search, "search", async () => {
      await search(views);
      showContext();
    }),
    register(COMMANDS.clearSearch, "clear the search", () => {
      for (const { view, search: source } of searchable(views)) {
        source.set(undefined);
        view.relist();
      }
      showContext();
    }),
    register(COMMANDS.goTo, "go there", () => goTo(views, messages)),
  ];
}

function searchable(views: readonly ExplorerView[]): readonly SearchableView[] {
  return views.flatMap((view) => (view.source?.search === undefined ? [] : [{ view, search: view.source.search }]));
}

async function search(views: readonly ExplorerView[]): Promise<void> {
  const items = searchable(views).flatMap(({ view, search: source }) =>
    source.modes.map((mode) => ({ label: mode.title, description: view.session.system.title, view, source, mode })),
  );
  if (items.length === 0) {
    await window.showInformationMessage("Nothing that is connected can be searched yet.");
    return;
  }
  const picked = await window.showQuickPick(items, { title: "Search", placeHolder: "How to search" });
  const text = picked === undefined ? undefined : await askText(picked.mode, picked.source);
  if (picked !== undefined && text !== undefined) {
    picked.source.set({ mode: picked.mode.id, text });
    picked.view.relist();
    await commands.executeCommand(`${picked.view.viewId}.focus`);
  }
}

async function askText(mode: SearchMode, { current }: SourceSearch): Promise<string | undefined> {
  return await window.showInputBox({
    title: mode.title,
    placeHolder: mode.placeHolder,
    value: current?.mode === mode.id ? current.text : "",
    validateInput: (text) => mode.validate(text),
  });
}

async function goTo(views: readonly ExplorerView[], messages: Messages): Promise<void> {
  const text = await window.showInputBox({
    title: "Go To",
    prompt: "Paste what names a version or an artifact; the tree opens to it.",
    placeHolder: "artifact:tenant/repo/name:3 · model:tenant/repo/name:latest · model/12345",
    ignoreFocusOut: true,
  });
  if (text === undefined || text.trim() === "") {
    return;
  }
  await withCancellableProgress(`Going to ${text.trim()}`, async (signal) => {
    try {
      await reveal(views, text.trim(), signal);
    } catch (error) {
      void messages.showFailure(`go to ${text.trim().slice(0, MAX_SHOWN)}`, error);
    }
  });
}

async function reveal(views: readonly ExplorerView[], text: string, signal: AbortSignal): Promise<void> {
  for (const view of views) {
    const ids = await view.source?.locate?.(text, { signal });
    if (ids !== undefined) {
      await commands.executeCommand(`${view.viewId}.focus`);
      if (!(await view.reveal(ids, { signal })) && !signal.aborted) {
        throw new ApiError("notFound", "it is not in the tree; a filter may hide it");
      }
      return;
    }
  }
  throw new ApiError("notFound", "no connected system knows what this names");
}
