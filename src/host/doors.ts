import type {
  CustomReadonlyEditorProvider,
  Disposable,
  FileSystemProvider,
  LanguageModelTool,
  StatusBarItem,
  TreeView,
  TreeViewOptions,
  UriHandler,
  WebviewPanelSerializer,
} from "vscode";

/** Makes a view as `window.createTreeView` does. */
export type CreateTreeView = <T>(viewId: string, options: TreeViewOptions<T>) => TreeView<T>;

export type CommandRun = (...args: readonly unknown[]) => unknown;

/** Everything that VS Code is given at the start, before the code behind it is loaded and put in place. */
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
  /** A tool for VS Code's own agents. */
  tool(name: string, tool: LanguageModelTool<object>): Disposable;
}
