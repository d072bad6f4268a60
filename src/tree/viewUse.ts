import type { TreeView } from "vscode";
import { Disposable } from "vscode";
import type { EntryRow, Row } from "./model/row";

/** The selection of a view, and when the user did something in it: VS Code does not tell which view has the focus. */
export class ViewUse implements Disposable {
  readonly #treeView: TreeView<Row>;
  readonly #find: (id: string) => EntryRow | undefined;
  readonly #listeners: Disposable;
  #selected: readonly Row[] = [];
  #usedAt = 0;

  /** `find` gives a loaded row by its id. */
  constructor(treeView: TreeView<Row>, find: (id: string) => EntryRow | undefined) {
    this.#treeView = treeView;
    this.#find = find;
    const note = () => (this.#usedAt = performance.now());
    this.#listeners = Disposable.from(
      treeView.onDidChangeSelection(({ selection }) => {
        this.#selected = selection;
        note();
      }),
      treeView.onDidExpandElement(note),
      treeView.onDidCollapseElement(note),
    );
  }

  get isVisible(): boolean {
    return this.#treeView.visible;
  }

  /** As the user sees it: while rows are listed again, VS Code has no selection to tell, and shows it all the same. */
  get selection(): readonly Row[] {
    const { selection } = this.#treeView;
    return selection.length > 0
      ? selection.map((row) => this.#find(row.id) ?? row)
      : this.#selected.flatMap(({ id }) => this.#find(id) ?? []);
  }

  /** In ms since the window started; 0 when it was not used yet. */
  get usedAt(): number {
    return this.#usedAt;
  }

  dispose(): void {
    this.#listeners.dispose();
  }
}
