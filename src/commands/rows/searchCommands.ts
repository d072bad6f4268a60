import type { Disposable } from "vscode";
import { commands, window } from "vscode";
import { showInformation } from "../../host/messages/messageBox";
import { COMMANDS } from "../../manifest/commands";
import { CONTEXT_KEYS } from "../../manifest/contextKeys";
import type { SearchMode, SourceSearch } from "../../sources/contract/source";
import type { ExplorerView } from "../../tree/explorerView";
import type { RegisterCommand } from "../shared/commandRegistry";
import { setViewsContext } from "../shared/viewsContext";

interface SearchableView {
  readonly view: ExplorerView;
  readonly search: SourceSearch;
}

/** "Search…" and "Clear Search". */
export function registerSearchCommands(register: RegisterCommand, views: readonly ExplorerView[]): Disposable[] {
  const showContext = () => {
    const searched = searchable(views).filter(({ search }) => search.current !== undefined);
    setViewsContext(
      CONTEXT_KEYS.searchedViews,
      searched.map(({ view }) => view),
    );
  };
  return [
    ...views.map(({ session }) => session.onDidChange(showContext)),
    register(COMMANDS.search, "search", async () => {
      await search(views);
      showContext();
    }),
    register(COMMANDS.changeSearch, "change the search", async ({ rows: [row], systemId }) => {
      const isIt = ({ view }: SearchableView) =>
        row === undefined ? view.session.system.id === systemId : view.owns(row);
      const all = searchable(views).filter(({ search: { current } }) => current !== undefined);
      const found = all.find(isIt) ?? all[0];
      const mode = found?.search.modes.find(({ id }) => id === found.search.current?.mode);
      await (found && mode ? askAndSearch(found, mode) : search(views));
      showContext();
    }),
    register(COMMANDS.clearSearch, "clear the search", () => {
      for (const { view, search: source } of searchable(views)) {
        source.set(undefined);
        view.relist();
      }
      showContext();
    }),
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
    await showInformation("Nothing that is connected can be searched yet.");
    return;
  }
  const picked = await window.showQuickPick(items, { title: "Search", placeHolder: "How to search" });
  if (picked !== undefined) {
    await askAndSearch({ view: picked.view, search: picked.source }, picked.mode);
  }
}

async function askAndSearch({ view, search: source }: SearchableView, mode: SearchMode): Promise<void> {
  const text = await askText(mode, source);
  if (text !== undefined) {
    source.set({ mode: mode.id, text });
    view.relist();
    await commands.executeCommand(`${view.viewId}.focus`);
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
