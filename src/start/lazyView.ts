import type { TreeDataProvider, TreeView, TreeViewOptions } from "vscode";
import { Disposable, EventEmitter, TreeItem, window } from "vscode";
import { LazyPart } from "./lazyPart";

const URI_LIST = "text/uri-list";

/** A view whose rows are loaded when it shows. */
export class LazyView {
  readonly #part: LazyPart<TreeViewOptions<unknown>>;
  readonly #changed = new EventEmitter<unknown>();
  readonly #parts: Disposable;
  readonly treeView: TreeView<unknown>;

  constructor(viewId: string, load: () => Promise<void>) {
    this.#part = new LazyPart(load);
    this.treeView = window.createTreeView<unknown>(viewId, {
      treeDataProvider: this.#provider(),
      canSelectMany: true,
      showCollapseAll: true,
      dragAndDropController: {
        dragMimeTypes: [URI_LIST],
        dropMimeTypes: [],
        handleDrag: (...drag) => this.#part.loaded?.dragAndDropController?.handleDrag?.(...drag),
      },
    });
    this.#parts = Disposable.from(this.treeView, this.#changed);
  }

  fill(options: TreeViewOptions<unknown>): void {
    this.#part.fill(options);
    options.treeDataProvider.onDidChangeTreeData?.((row) => this.#changed.fire(row));
  }

  dispose(): void {
    this.#parts.dispose();
  }

  #provider(): TreeDataProvider<unknown> {
    const part = this.#part;
    return {
      onDidChangeTreeData: this.#changed.event,
      getChildren: async (row) => await (await part.get()).treeDataProvider.getChildren(row),
      // Only what is loaded gives rows.
      getTreeItem: (row) => part.loaded?.treeDataProvider.getTreeItem(row) ?? new TreeItem(""),
      getParent: (row) => part.loaded?.treeDataProvider.getParent?.(row),
      resolveTreeItem: async (item, row, token): Promise<TreeItem> =>
        (await part.loaded?.treeDataProvider.resolveTreeItem?.(item, row, token)) ?? item,
    };
  }
}
