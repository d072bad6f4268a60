import type {
  CustomReadonlyEditorProvider,
  Disposable,
  FileSystemProvider,
  StatusBarItem,
  TreeView,
  TreeViewOptions,
  UriHandler,
  WebviewPanelSerializer,
} from "vscode";

/** Makes a view as `window.createTreeView` does. */
export type CreateTreeView = <T>(viewId: string, options: TreeViewOptions<T>) => TreeView<T>;

/** What a command does. */
export type CommandRun = (...args: readonly unknown[]) => unknown;

/** What VS Code was given at the start, before anything was loaded: what stands behind it is put there once it is loaded. */
export interface Doors {
  readonly createTreeView: CreateTreeView;
  /** The item of a system's site. */
  readonly siteItem: StatusBarItem;
  command(id: string, run: CommandRun): Disposable;
  fileSystem(scheme: string, provider: FileSystemProvider): Disposable;
  /** For all editors of our own. */
  editors(provider: CustomReadonlyEditorProvider): Disposable;
  /** For all kinds of panels. */
  panels(serializer: WebviewPanelSerializer): Disposable;
  uris(handler: UriHandler): Disposable;
}
