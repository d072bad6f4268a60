import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ExtensionContext, StatusBarItem } from "vscode";
import { commands, Disposable, EventEmitter, languages, Uri, window, workspace } from "vscode";
import * as manifest from "../../package.json";
import type { Doors } from "../../src/host/doors";
import { keepStart } from "../../src/host/keptStart";
import { COMMANDS } from "../../src/manifest/commands";
import { CONTAINER } from "../../src/manifest/views";
import { start } from "../../src/start/start";
import { ApiStubs } from "./support/apiStubs";
import { extensionUnderTest } from "./support/extensionUnderTest";
import { MemoryMemento } from "./support/memoryStorage";
import { TemporaryFolder } from "./support/temporaryFolder";
import { UserSettings } from "./support/userSettings";

const SITE = "mlArtifacts.modelLab.site";
const BAR = {
  systemId: "modelLab",
  name: "Model Lab Site",
  text: "$(server) Model Lab: EU1",
  tooltip: "EU1",
  label: "EU1",
};
const CONTEXTS = { "mlArtifacts.modelLab.state": "ready" };

/** The extension under test has registered all of it in this extension host: what this one registers is collected. */
describe("A window that starts", () => {
  const stubs = new ApiStubs();
  const settings = new UserSettings();
  const nothing = new Disposable(() => undefined);
  const secrets = new EventEmitter<{ key: string }>();
  const { version } = extensionUnderTest().packageJSON as { version: string };
  let [globalState, workspaceState] = [new MemoryMemento(), new MemoryMemento()];
  let runs: Map<string, (...args: readonly unknown[]) => unknown>;
  let links: { provideDocumentLinks(document: { getText(): string }): unknown } | undefined;
  let item: Partial<StatusBarItem>;
  let folder: TemporaryFolder;
  let loads: number;
  let ran: unknown[];
  let views: string[];
  /** What the window owns. */
  const owned: Disposable[] = [];

  before(() => settings.set(SITE, "datadoghq.eu"));
  after(() => settings.restore());
  beforeEach(() => {
    [globalState, workspaceState] = [new MemoryMemento(), new MemoryMemento()];
    folder = new TemporaryFolder();
    runs = new Map();
    [links, loads, ran, views] = [undefined, 0, [], []];
    item = { show: () => undefined, dispose: () => undefined };
    stubs.replace(commands, "registerCommand", (id: string, run: (...args: never[]) => unknown) => {
      runs.set(id, run as (...args: readonly unknown[]) => unknown);
      return nothing;
    });
    stubs.replace(commands, "executeCommand", () => Promise.resolve(undefined as never));
    stubs.replace(window, "createTreeView", (id: string) => {
      views.push(id);
      return nothing as never;
    });
    stubs.replace(window, "createStatusBarItem", () => item as StatusBarItem);
    stubs.replace(window, "registerCustomEditorProvider", () => nothing);
    stubs.replace(window, "registerWebviewPanelSerializer", () => nothing);
    stubs.replace(window, "registerUriHandler", () => nothing);
    stubs.replace(workspace, "registerFileSystemProvider", () => nothing);
    stubs.replace(languages, "registerDocumentLinkProvider", (_: unknown, provider: unknown) => {
      links = provider as typeof links;
      return nothing;
    });
  });
  afterEach(() => {
    for (const part of owned.splice(0)) {
      part.dispose();
    }
    stubs.restore();
    folder.remove();
  });

  /** Starts a window, and fills one of its doors when it loads the product. */
  async function open(): Promise<void> {
    const context = {
      extension: extensionUnderTest(),
      subscriptions: owned,
      globalState,
      workspaceState,
      globalStorageUri: Uri.file(folder.path),
      secrets: { onDidChange: secrets.event },
    } as unknown;
    const fill = (_: ExtensionContext, doors: Doors) => {
      loads++;
      doors.command(COMMANDS.showLog, (...args) => void ran.push(args));
    };
    await start(context as ExtensionContext, () => Promise.resolve({ open: fill }));
  }
  const keep = (settingsThen: Readonly<Record<string, string>> = { [SITE]: "datadoghq.eu" }, of = version) =>
    keepStart(globalState, { version: of, settings: settingsThen, bar: BAR, contexts: CONTEXTS, addresses: [] });

  it("shows what the last one kept, and loads nothing", async () => {
    await keep();
    await open();
    assert.equal(loads, 0);
    assert.deepEqual([item.text, item.tooltip, item.name], [BAR.text, BAR.tooltip, BAR.name]);
  });

  it("loads the product with the first command, which runs with its arguments, and once", async () => {
    await keep();
    await open();
    await Promise.all([runs.get(COMMANDS.showLog)?.("a", 1), runs.get(COMMANDS.showLog)?.("b")]);
    assert.deepEqual([loads, ran], [1, [["a", 1], ["b"]]]);
  });

  it("loads it for a text that may mention something, and for no other", async () => {
    await keep();
    await open();
    links?.provideDocumentLinks({ getText: () => "epochs: 3" });
    assert.equal(loads, 0);
    links?.provideDocumentLinks({ getText: () => "run_id: 70158" });
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(loads, 1);
  });

  it("loads it when keys change", async () => {
    await keep();
    await open();
    secrets.fire({ key: "any" });
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(loads, 1);
  });

  const OTHERS: Readonly<Record<string, () => Promise<void>>> = {
    "nothing was kept": () => Promise.resolve(),
    "another version kept it": () => keep(undefined, "0.0.1"),
    "a setting has changed since": () => keep({ [SITE]: "datadoghq.com" }),
    "a run is watched": async () => {
      await keep();
      await workspaceState.update("watchedRuns", [{ runId: "1" }]);
    },
    "a download was interrupted": async () => {
      await keep();
      await mkdir(join(folder.path, "downloads"));
      await writeFile(join(folder.path, "downloads", "a.jsonl"), "");
    },
  };
  for (const [reason, prepare] of Object.entries(OTHERS)) {
    it(`loads the product at once when ${reason}`, async () => {
      await prepare();
      await open();
      assert.equal(loads, 1);
    });
  }

  it("registers every command and view of package.json", async () => {
    await keep();
    await open();
    const { contributes } = manifest;
    assert.ok(contributes.commands.every(({ command }) => runs.has(command)));
    assert.deepEqual(
      views,
      contributes.views[CONTAINER].map(({ id }) => id),
    );
  });
});
