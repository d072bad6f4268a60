import type {
  CustomReadonlyEditorProvider,
  Disposable,
  LanguageModelTool,
  StatusBarItem,
  UriHandler,
  WebviewPanelSerializer,
} from "vscode";
import { commands, lm, MarkdownString, StatusBarAlignment, window, workspace } from "vscode";
import { FILE_SCHEME } from "../files/fileSystem/fileAddress";
import { SORTED_SCHEME } from "../files/fileSystem/sortedAddress";
import type { CommandRun, CreateTreeView, Doors } from "../host/doors";
import { EDITORS, PANELS } from "../manifest/views";
import { OPEN_MENTION } from "../manifest/commands";
import { LazyFileSystem } from "./lazyFileSystem";
import { LazyPart } from "./lazyPart";
import { LazyView } from "./lazyView";

/** Why nothing can be changed in the files of a scheme. */
const READ_ONLY = {
  [FILE_SCHEME]: "This file is in a run or an artifact version, where nothing can be changed. Download it to edit it.",
  [SORTED_SCHEME]: "This is a file with its keys sorted, to be compared. Open the file itself to edit it.",
};

/** Named by package.json. */
export interface Contributions {
  readonly commands: readonly { readonly command: string }[];
  readonly views: Readonly<Record<string, readonly { readonly id: string }[]>>;
  readonly languageModelTools: readonly { readonly name: string }[];
}

type Own = <T extends Disposable>(part: T) => T;

/**
 * Registers with VS Code all that package.json names. What is behind it is loaded when it is wanted first: `load` fills
 * each door.
 */
export function openDoors(contributions: Contributions, own: Own, load: () => Promise<void>): Doors {
  const { commands: named, views, languageModelTools } = contributions;
  const tools = toolDoors(languageModelTools, own, load);
  const runs = commandDoors([OPEN_MENTION, ...named.map(({ command }) => command)], own, load);
  const shown = Object.values(views).flat();
  const trees = new Map(shown.map(({ id }) => [id, own(new LazyView(id, load))]));
  const files = new Map(Object.entries(READ_ONLY).map(([scheme, why]) => [scheme, fileDoor(scheme, why, own, load)]));
  const createTreeView = (id: string, options: Parameters<LazyView["fill"]>[0]) => {
    const tree = found(trees, id);
    tree.fill(options);
    return tree.treeView;
  };
  return {
    // The rows of a view are what its own provider gives.
    createTreeView: createTreeView as CreateTreeView,
    siteItem: own(siteItem()),
    command: (id, run) => found(runs, id).fill(run),
    fileSystem: (scheme, provider) => found(files, scheme).fill(provider),
    tool: (name, tool) => found(tools, name).fill(tool),
    ...otherDoors(own, load),
  };
}

function commandDoors(ids: readonly string[], own: Own, load: () => Promise<void>): Map<string, LazyPart<CommandRun>> {
  return new Map(
    ids.map((id) => {
      const part = new LazyPart<CommandRun>(load);
      own(commands.registerCommand(id, async (...args: readonly unknown[]) => (await part.get())(...args)));
      return [id, part];
    }),
  );
}

/** Editors without tools for agents have no use for them. */
function toolDoors(
  tools: Contributions["languageModelTools"],
  own: Own,
  load: () => Promise<void>,
): Map<string, LazyPart<LanguageModelTool<object>>> {
  const isOffered = typeof Reflect.get(lm, "registerTool") === "function";
  return new Map(
    tools.map(({ name }) => {
      const part = new LazyPart<LanguageModelTool<object>>(load);
      const tool: LanguageModelTool<object> = {
        prepareInvocation: async (...call) => (await part.get()).prepareInvocation?.(...call),
        invoke: async (...call) => (await part.get()).invoke(...call),
      };
      if (isOffered) {
        own(lm.registerTool(name, tool));
      }
      return [name, part];
    }),
  );
}

function fileDoor(scheme: string, why: string, own: Own, load: () => Promise<void>): LazyFileSystem {
  const files = own(new LazyFileSystem(load));
  const options = { isCaseSensitive: true, isReadonly: new MarkdownString(why) };
  own(workspace.registerFileSystemProvider(scheme, files, options));
  return files;
}

function otherDoors(own: Own, load: () => Promise<void>): Pick<Doors, "editors" | "panels" | "uris"> {
  const editor = new LazyPart<CustomReadonlyEditorProvider>(load);
  const panels = new LazyPart<WebviewPanelSerializer>(load);
  const uris = new LazyPart<UriHandler>(load);
  const lazyEditor: CustomReadonlyEditorProvider = {
    openCustomDocument: async (...file) => await (await editor.get()).openCustomDocument(...file),
    resolveCustomEditor: async (...shown) => await (await editor.get()).resolveCustomEditor(...shown),
  };
  for (const type of Object.values(EDITORS)) {
    own(window.registerCustomEditorProvider(type, lazyEditor, { supportsMultipleEditorsPerDocument: true }));
  }
  for (const type of Object.values(PANELS)) {
    const deserializeWebviewPanel: WebviewPanelSerializer["deserializeWebviewPanel"] = async (...panel) => {
      await (await panels.get()).deserializeWebviewPanel(...panel);
    };
    own(window.registerWebviewPanelSerializer(type, { deserializeWebviewPanel }));
  }
  own(window.registerUriHandler({ handleUri: async (uri) => await (await uris.get()).handleUri(uri) }));
  return {
    editors: (provider) => editor.fill(provider),
    panels: (serializer) => panels.fill(serializer),
    uris: (handler) => uris.fill(handler),
  };
}

function siteItem(): StatusBarItem {
  return window.createStatusBarItem("mlArtifacts.site", StatusBarAlignment.Left, 0);
}

function found<T>(doors: ReadonlyMap<string, T>, id: string): T {
  const door = doors.get(id);
  if (door === undefined) {
    throw new Error(`package.json does not name ${id}.`);
  }
  return door;
}
