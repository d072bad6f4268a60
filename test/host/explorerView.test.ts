import assert from "node:assert/strict";
import type { TreeViewSelectionChangeEvent, WindowState } from "vscode";
import { CancellationTokenSource, EventEmitter, MarkdownString, TreeItem, window } from "vscode";
import { COMMANDS } from "../../src/manifest/commands";
import type { CreateTreeView } from "../../src/host/doors";
import type { ApiError } from "../../src/http/apiError";
import { FilterStore } from "../../src/host/filterStore";
import { KeyStore } from "../../src/host/keys/keyStore";
import { SampleHost } from "../../src/host/site/sampleHost";
import { Session } from "../../src/host/site/session";
import { SiteSetting } from "../../src/host/site/siteSetting";
import type { SampleServer } from "../../src/sample/sampleServer";
import { startSampleServer } from "../../src/sample/sampleServer";
import { readsOtherwise } from "../../src/sources/shared/detailText";
import { TRUE_FOUNDRY } from "../../src/sources/trueFoundry/trueFoundrySystem";
import { ExplorerView } from "../../src/tree/explorerView";
import type { EntryRow, Row } from "../../src/tree/model/row";
import { waitUntil } from "../ui/support/waitUntil";
import { ApiStubs } from "./support/apiStubs";
import { MemoryMemento, MemorySecrets } from "./support/memoryStorage";
import { TemporaryFolder } from "./support/temporaryFolder";
import { UserSettings } from "./support/userSettings";

const SETTING = "mlArtifacts.trueFoundry.baseURL";
const TOKEN = { token: "a-token-of-the-tests" };

/** VS Code lets a second view of the same id take the place of the extension's own, which is left without rows. */
describe("ExplorerView", () => {
  const settings = new UserSettings();
  let server: SampleServer;
  let other: SampleServer;
  let folder: TemporaryFolder;
  let keys: KeyStore;
  let session: Session;
  let view: ExplorerView;

  before(async () => {
    [server, other] = await Promise.all([startSampleServer(TOKEN), startSampleServer(TOKEN)]);
  });
  after(async () => {
    await settings.restore();
    await Promise.all([server.close(), other.close()]);
  });
  beforeEach(async () => {
    folder = new TemporaryFolder();
    server.clearRequests();
    await settings.set(SETTING, server.origin);
    keys = folder.own(new KeyStore(new MemorySecrets(), folder.uri));
    const memory = new MemoryMemento();
    const setting = folder.own(new SiteSetting(TRUE_FOUNDRY, memory));
    const filters = new FilterStore(memory);
    const network = () => ({ userAgent: "test", proxy: {}, log: () => undefined });
    const sample = folder.own(new SampleHost());
    session = folder.own(new Session({ system: TRUE_FOUNDRY, setting, keys, sample, filters, network }));
    view = folder.own(new ExplorerView(session, () => undefined));
  });
  afterEach(() => folder.remove());

  const open = async () => {
    await keys.store("trueFoundry", server.origin, TOKEN);
    await keys.store("trueFoundry", other.origin, TOKEN);
    await session.open();
  };
  const top = () =>
    waitUntil(async () => {
      const rows = await view.getChildren();
      return rows.length > 0 && rows;
    }, "rows at the top");
  const firstEntry = async (): Promise<EntryRow> => {
    const [row] = await top();
    assert.ok(row?.kind === "entry");
    return row;
  };
  const names = (rows: readonly Row[]) => rows.map((row) => (row.kind === "entry" ? row.entry.name : row.kind));

  it("has no rows and asks nothing while it is signed out, so that its welcome text shows", async () => {
    await session.open();
    assert.equal(session.state.kind, "signedOut");
    assert.deepEqual([await view.getChildren(), await view.getChildren()], [[], []]);
    assert.equal(view.source, undefined);
    assert.equal(server.requests.length, 0);
    assert.equal(view.treeView.description, new URL(server.origin).host);
  });

  it("shows the rows of the site, with one request, and says that they came", async () => {
    const loaded: (ApiError | undefined)[] = [];
    folder.own(view.onDidLoadTop((failure) => loaded.push(failure)));
    await open();
    assert.ok(names(await top()).includes("support-assistant"));
    await view.getChildren();
    assert.equal(server.requests.length, 1);
    assert.ok(loaded.length > 0 && loaded.every((failure) => failure === undefined));
  });

  it("leads from each row to the one above it", async () => {
    await open();
    const row = await firstEntry();
    const below = await view.getChildren(row);
    assert.deepEqual(names(below), ["Runs", "Models", "Artifacts", "Data directories"]);
    assert.ok(below.every((child) => view.getParent(child) === row));
    assert.equal(view.getParent(row), undefined);
  });

  it("knows what is selected while VS Code, which lists rows again, does not", async () => {
    const selected = folder.own(new EventEmitter<TreeViewSelectionChangeEvent<Row>>());
    let selection: readonly Row[] = [];
    const createTreeView: CreateTreeView = (id, options) => {
      const treeView = window.createTreeView(id, options);
      Reflect.defineProperty(treeView, "selection", { get: () => selection });
      return Object.defineProperty(treeView, "onDidChangeSelection", { value: selected.event });
    };
    const own = folder.own(new ExplorerView(session, () => undefined, createTreeView));
    await open();
    const [row] = await waitUntil(async () => {
      const rows = await own.getChildren();
      return rows.length > 0 && rows;
    }, "rows");
    assert.deepEqual([own.use.selection, own.use.usedAt], [[], 0]);
    selection = [row!];
    selected.fire({ selection });
    selection = [];
    assert.deepEqual(
      own.use.selection.map(({ id }) => id),
      [row!.id],
    );
    assert.ok(own.use.usedAt > 0);
    assert.ok(row?.kind === "entry");
    own.removeRow(row);
    assert.deepEqual(own.use.selection, []);
  });

  it("draws each row under the account that it is of", async () => {
    await open();
    const row = await firstEntry();
    assert.ok(session.state.kind === "ready");
    assert.equal(view.getTreeItem(row).id, `${session.state.account}:${row.id}`);
  });

  it("makes a tooltip when it is asked for, which trusts nothing that it holds", async () => {
    await open();
    const row = await firstEntry();
    const item = await view.resolveTreeItem(new TreeItem("x"), row, new CancellationTokenSource().token);
    assert.ok(item.tooltip instanceof MarkdownString);
    assert.match(item.tooltip.value, /support/);
    assert.ok(!(item.tooltip.isTrusted ?? false) && !(item.tooltip.supportHtml ?? false));
  });

  it("says what failed, and what is wrong with the keys", async () => {
    const failures: (ApiError | undefined)[] = [];
    folder.own(view.onDidLoadTop((failure) => failures.push(failure)));
    await keys.store("trueFoundry", server.origin, { token: "a-wrong-token" });
    await session.open();
    const [row, ...others] = await top();
    assert.ok(row?.kind === "failure");
    assert.deepEqual([row.noun, row.error.kind, others], ["ML repos", "auth", []]);
    assert.equal(view.getTreeItem(row).command?.command, COMMANDS.setKeys);
    assert.equal(failures.at(-1)?.kind, "auth");
  });

  it("says in a row that its address can't be used, and what helps", async () => {
    await settings.set(SETTING, "ftp://tfy.example.com");
    const [row] = await top();
    assert.ok(row?.kind === "problem");
    const { command } = view.getTreeItem(row);
    assert.deepEqual([command?.command, command?.arguments], [COMMANDS.switchSite, ["trueFoundry"]]);
  });

  it("says in a row that another window has keys", async () => {
    await folder.own(new KeyStore(new MemorySecrets(), folder.uri)).store("trueFoundry", server.origin, TOKEN);
    await session.open();
    const [row] = await top();
    assert.ok(row?.kind === "problem");
    assert.equal(row.remedy.command, "workbench.action.reloadWindow");
  });

  it("owns the rows of what it shows now, and no others", async () => {
    await open();
    const row = await firstEntry();
    assert.equal(view.owns(row), true);
    assert.equal(view.owns({ ...row, source: { ...row.source } }), false);
    assert.equal(view.owns({}), false);

    await settings.set(SETTING, other.origin);
    await waitUntil(() => view.source !== undefined && view.source !== row.source, "the other site");
    assert.equal(view.owns(row), false);
  });

  it("shows nothing of the old site once it is switched", async () => {
    await open();
    const row = await firstEntry();
    await view.getChildren(row);
    await settings.set(SETTING, other.origin);
    await waitUntil(() => view.source !== undefined && view.source !== row.source, "the other site");
    assert.deepEqual(view.loadedRows, []);
    assert.deepEqual(await view.getChildren(row), []);
    server.clearRequests();
    const rows = await top();
    assert.ok(rows.every((shown) => shown.source === view.source && shown.id !== row.id));
    assert.equal(server.requests.length, 0);
  });

  it("asks again when it is refreshed", async () => {
    await open();
    await top();
    server.clearRequests();
    view.refresh();
    await top();
    assert.equal(server.requests.length, 1);
  });

  it("does nothing for rows that it does not show", async () => {
    const problem: Row = {
      kind: "problem",
      id: "problem",
      parent: undefined,
      source: undefined,
      title: "x",
      reason: "y",
      remedy: { title: "z", command: "z", arguments: [] },
    };
    await open();
    assert.deepEqual(await view.getChildren(problem), []);
    const item = new TreeItem("x");
    assert.equal(await view.resolveTreeItem(item, problem, new CancellationTokenSource().token), item);
    assert.equal(item.tooltip, undefined);
  });

  it("draws a row that has changed again by the object that VS Code has for it, and knows what it is now", async () => {
    await open();
    const row = await firstEntry();
    const fired: (Row | undefined)[] = [];
    const following = view.onDidChangeTreeData((changed) => fired.push(changed));
    try {
      view.tree?.replaceEntries([{ ...row.entry, name: "renamed" }], new Set());
      assert.deepEqual(
        fired.map((changed) => changed === row),
        [true],
      );
      assert.equal(view.getTreeItem(row).label, "renamed");
      const now = view.now(row);
      assert.ok(now.kind === "entry" && now !== row && now.entry.name === "renamed");
      const [below] = await view.getChildren(row);
      assert.ok(below?.parent === now);
      assert.equal(view.getParent(below), row, "VS Code has no other object for it");
      view.tree?.replaceEntries([{ ...row.entry, name: "again" }], new Set());
      assert.deepEqual(
        fired.map((changed) => changed === row),
        [true, true],
      );
    } finally {
      following.dispose();
    }
  });

  it("draws a row again when its time reads otherwise, and nothing else, while the view is in sight and the user pauses", async () => {
    const stubs = new ApiStubs();
    const looks: (() => void)[] = [];
    let [isVisible, active, now] = [true, false, Date.now()];
    const turned = folder.own(new EventEmitter<{ visible: boolean }>());
    const paused = folder.own(new EventEmitter<WindowState>());
    const createTreeView: CreateTreeView = (id, options) => {
      const treeView = window.createTreeView(id, options);
      Reflect.defineProperty(treeView, "visible", { get: () => isVisible });
      return Object.defineProperty(treeView, "onDidChangeVisibility", { value: turned.event });
    };
    stubs.replace(Date, "now", () => now);
    stubs.replace(globalThis, "setInterval", ((run: () => void) => looks.push(run)) as never);
    stubs.give(window, "onDidChangeWindowState", () => paused.event);
    try {
      const own = folder.own(new ExplorerView(session, () => undefined, createTreeView));
      const [look] = looks;
      stubs.restore();
      stubs.replace(Date, "now", () => now);
      stubs.give(window, "state", () => ({ focused: true, active }));
      await open();
      const runs = await runsIn(own);
      const drawn: (Row | undefined)[] = [];
      const taken = () => drawn.splice(0);
      folder.own(own.onDidChangeTreeData((row) => drawn.push(row)));
      server.clearRequests();
      look!();
      assert.deepEqual(taken(), [], "no minute has passed");
      now += 60_000;
      look!();
      const aged = runs.filter(({ entry }) => readsOtherwise(entry, now - 60_000, now));
      assert.ok(aged.length > 0 && aged.length < runs.length);
      const all = taken();
      const drawnRuns = all.filter((row) => runs.some((run) => run === row));
      assert.deepEqual([drawnRuns, all.includes(undefined)], [aged, false]);
      isVisible = false;
      now += 3_600_000;
      look!();
      assert.deepEqual(taken(), [], "it is out of sight");
      isVisible = true;
      turned.fire({ visible: true });
      assert.ok(taken().length > 0, "it is in sight again");
      active = true;
      now += 240_000;
      look!();
      assert.deepEqual(taken(), [], "the user is busy");
      active = false;
      paused.fire(window.state);
      assert.ok(taken().length > 0, "the user pauses");
      active = true;
      now += 300_000;
      look!();
      assert.ok(taken().length > 0, "the user has been busy for long");
      assert.equal(server.requests.length, 0);
    } finally {
      stubs.restore();
    }
  });

  async function runsIn(own: ExplorerView): Promise<readonly EntryRow[]> {
    let above: EntryRow | undefined;
    for (const name of ["support-assistant", "Runs"]) {
      const parent: EntryRow | undefined = above;
      above = await waitUntil(async () => {
        const rows = await own.getChildren(parent);
        return rows.find((row): row is EntryRow => row.kind === "entry" && row.entry.name === name) ?? false;
      }, name);
    }
    return (await own.getChildren(above)).filter((row): row is EntryRow => row.kind === "entry");
  }
});
