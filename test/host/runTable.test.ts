import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import {
  CancellationTokenSource,
  Disposable,
  type LogOutputChannel,
  type Progress,
  type ProgressOptions,
  type CancellationToken,
  type QuickPickItem,
  Uri,
  type WebviewPanelSerializer,
  window,
} from "vscode";
import { registerPageCommands } from "../../src/commands/pageCommands";
import { Messages } from "../../src/host/messages/messages";
import { COMMANDS } from "../../src/manifest/commands";
import { PANELS } from "../../src/manifest/views";
import { MODEL_LAB } from "../../src/sources/modelLab/modelLabSystem";
import { ExplorerView } from "../../src/tree/explorerView";
import { type EntryRow, rowPath } from "../../src/tree/model/row";
import type { RunTableRequest, TableShown } from "../../src/web/runTable/messages";
import { waitUntil } from "../ui/support/waitUntil";
import { ApiStubs } from "./support/apiStubs";
import { CollectedCommands } from "./support/collectedCommands";
import { MemoryMemento } from "./support/memoryStorage";
import { PooledSystems } from "./support/pooledSystems";
import { TemporaryFolder } from "./support/temporaryFolder";
import { TestPanel } from "./support/testPanel";
import { UserSettings } from "./support/userSettings";

const PROJECT = "qwen36-27b-qlora-fsdp";
const LARGE = "sweeps/qwen3-4b-lora-grid";

type ProgressTask<T> = (progress: Progress<{ message?: string }>, token: CancellationToken) => Thenable<T>;

type TablePanel = TestPanel<TableShown, RunTableRequest>;

describe("A table of runs, opened from the tree", () => {
  const settings = new UserSettings();
  const stubs = new ApiStubs();
  const commands = new CollectedCommands();
  const memory = new MemoryMemento();
  const folder = new TemporaryFolder();
  let log: LogOutputChannel;
  let pooled: PooledSystems;
  let view: ExplorerView;
  let project: EntryRow;
  let serializer: WebviewPanelSerializer;
  let panels: TablePanel[];
  let messages: string[];

  before(async () => {
    log = window.createOutputChannel("ML Artifacts test", { log: true });
    await settings.set("mlArtifacts.modelLab.site", "sample");
    pooled = new PooledSystems([MODEL_LAB]);
    const [session, setting] = [pooled.sessions[0]!, pooled.settings[0]!];
    view = pooled.own(new ExplorerView(session, () => undefined));
    const doors = {
      panels: (given: WebviewPanelSerializer) => {
        serializer = given;
        return new Disposable(() => undefined);
      },
    };
    const { keys, pool } = pooled;
    const systems = [{ system: MODEL_LAB, session, setting, view }];
    const shared = { systems, keys, pool, messages: new Messages(log), extensionUri: Uri.file("/"), doors, memory };
    for (const part of registerPageCommands(commands.register, { ...shared, largestFile: () => 0 })) {
      pooled.own(part);
    }
    await session.open();
    project = await rowOf(PROJECT);
  });
  after(async () => {
    pooled.dispose();
    folder.remove();
    log.dispose();
    await settings.restore();
  });
  beforeEach(() => {
    [panels, messages] = [[], []];
    stubs.replace(window, "createWebviewPanel", (viewType: string, title: string) => {
      const made: TablePanel = new TestPanel(viewType, title);
      panels.push(made);
      return made.panel;
    });
    stubs.replace(window, "showInformationMessage", (text: string) => {
      messages.push(text);
      return Promise.resolve(undefined);
    });
  });
  afterEach(() => {
    for (const { panel } of panels) {
      panel.dispose();
    }
    stubs.restore();
  });

  async function rowOf(name: string): Promise<EntryRow> {
    return await waitUntil(async () => {
      const rows = await view.getChildren();
      return rows.find((row): row is EntryRow => row.kind === "entry" && row.entry.name === name) ?? false;
    }, name);
  }

  async function open(): Promise<TablePanel> {
    await commands.run(COMMANDS.openRunTable, [project]);
    const panel = panels.at(-1)!;
    panel.ask({ kind: "ready" });
    await panel.until(({ progress, runCount }) => !progress.isLoading && runCount > 0, "the runs");
    return panel;
  }

  /** Answers the next list with the items that it is told to take. */
  function choose(isChosen: (item: QuickPickItem) => boolean, many = false): void {
    stubs.replace(window, "showQuickPick", (offered: unknown) => {
      const chosen = (offered as readonly QuickPickItem[]).filter(isChosen);
      return Promise.resolve((many ? chosen : chosen[0]) as never);
    });
  }

  /** All could be there before the table is shown for the first time. */
  function holdPagesAfterFirst({ source }: EntryRow): () => void {
    const tables = source.runTables!;
    let letCome: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (letCome = resolve));
    const listing = tables.listing.bind(tables);
    stubs.replace(tables, "listing", (entry, query) => {
      const listed = listing(entry, query);
      return {
        load: async (cursor, options) => {
          await (cursor === undefined ? undefined : held);
          return await listed.load(cursor, options);
        },
        pick: (ids, options) => listed.pick(ids, options),
      };
    });
    return letCome;
  }

  it("shows the runs at once, under the project's name", async () => {
    const panel = await open();
    assert.equal(panel.panel.title, `Runs of ${PROJECT}`);
    const { columns, window: sent, runCount } = panel.shown!;
    assert.equal(columns[0]?.id, "fact:name");
    assert.equal(sent.lines.length, Math.min(60, runCount));
    await commands.run(COMMANDS.openRunTable, [project]);
    assert.equal(panels.length, 1, "an open table is shown again");
  });

  it("keeps its columns for the project", async () => {
    const panel = await open();
    const counts = new Set<string | undefined>();
    choose((item) => {
      counts.add(item.description?.replaceAll(/\d+/g, "n"));
      return item.label === "Status" || item.label === "loss last step";
    }, true);
    panel.ask({ kind: "chooseColumns" });
    await waitUntil(() => counts.size > 0, "the list of columns");
    assert.ok(counts.has("all of n runs") && counts.has("n of n runs"), "it says how many runs have each");
    const titles = (shown: TableShown) => shown.columns.map(({ title }) => title).join();
    await panel.until((shown) => titles(shown) === "Name,Status,loss last step", "the columns");
    panel.panel.dispose();
    assert.equal(titles((await open()).shown!), "Name,Status,loss last step");
  });

  it("compares selected runs, and hands others to the commands of the tree", async () => {
    const panel = await open();
    const rows = panel.shown!.window.lines.flatMap((line) => (line.kind === "run" ? [line.row] : []));
    panel.ask({ kind: "select", step: "replace", row: rows[0]! });
    panel.ask({ kind: "select", step: "extend", row: rows[2]! });
    const { actions } = await panel.until(({ selectedCount }) => selectedCount === 3, "three selected runs");
    assert.ok(actions.includes("compare") && actions.includes("delete"));
    panel.ask({ kind: "act", action: "compare" });
    await waitUntil(() => panels.length === 2, "the comparison");
    assert.equal(panels[1]?.panel.viewType, PANELS.comparison);
    const run = stubs.keepCommands();
    panel.ask({ kind: "act", action: "delete" });
    await waitUntil(() => run.length === 1, "the command");
    const [command, first, all] = run[0] as [string, EntryRow, readonly EntryRow[]];
    assert.deepEqual([command, all.length, all[0] === first], [COMMANDS.deleteRow, 3, true]);
    assert.deepEqual(
      rowPath(first).map(({ entry }) => entry.kind),
      ["project", "run"],
    );
  });

  it("writes all runs with all columns to a file", async () => {
    const panel = await open();
    const target = Uri.joinPath(folder.uri, "runs.jsonl");
    choose((item) => item.label === "JSON Lines" && item.description?.startsWith("All") === true);
    stubs.replace(window, "showSaveDialog", () => Promise.resolve(target));
    panel.ask({ kind: "export" });
    await waitUntil(() => messages.length > 0, "the message");
    const lines = readFileSync(target.fsPath, "utf8").trimEnd().split("\n");
    assert.equal(lines.length, panel.shown!.runCount);
    assert.deepEqual(messages, [`Exported ${lines.length} runs.`]);
    const first = JSON.parse(lines[0]!) as { readonly params: object; readonly metrics: object };
    assert.ok(Object.keys(first.params).length > 3 && Object.keys(first.metrics).length > 0);
  });

  it("writes nothing while an export is canceled, and the whole file when it goes on", async () => {
    const large = await rowOf(LARGE);
    const letOthersCome = holdPagesAfterFirst(large);
    await commands.run(COMMANDS.openRunTable, [large]);
    const panel = panels.at(-1)!;
    const stopping = panel.onDidShow(({ runCount }) => {
      if (runCount > 0) {
        stopping.dispose();
        panel.ask({ kind: "stop" });
        letOthersCome();
      }
    });
    panel.ask({ kind: "ready" });
    const { progress } = await panel.until(({ progress: now }) => now.canGoOn, "the stopped load");
    assert.ok(progress.loaded < 1_200);
    const target = Uri.joinPath(folder.uri, "large.csv");
    choose((item) => item.label === "CSV" && item.description?.startsWith("All") === true);
    stubs.replace(window, "showSaveDialog", () => Promise.resolve(target));
    const withProgress = window.withProgress.bind(window);
    let canceled = 0;
    const cancel = new CancellationTokenSource();
    cancel.cancel();
    stubs.replace(window, "withProgress", <T>(options: ProgressOptions, task: ProgressTask<T>) =>
      withProgress(options, async (report, token) => {
        const done = await task(report, canceled === 0 ? cancel.token : token);
        canceled += 1;
        return done;
      }),
    );
    panel.ask({ kind: "export" });
    await waitUntil(() => canceled === 1, "the canceled export");
    assert.deepEqual([messages, existsSync(target.fsPath)], [[], false]);
    panel.ask({ kind: "export" });
    await waitUntil(() => messages.length > 0, "the message");
    assert.deepEqual(messages, ["Exported 1,200 runs."]);
    assert.equal(readFileSync(target.fsPath, "utf8").split("\r\n").length, 1_202);
  });

  it("takes the filter of its row along, and shows what it lets through alone", async () => {
    const { filter } = project.source;
    filter!.set(project.entry, { status: ["failed"] });
    try {
      const { filter: shown, window: sent } = (await open()).shown!;
      assert.equal(shown.text, "status:failed");
      const runs = sent.lines.flatMap((line) => (line.kind === "run" ? [line.spoken] : []));
      assert.ok(runs.length > 0 && runs.every((spoken) => spoken.startsWith("failed")), runs.join());
    } finally {
      filter!.set(project.entry, {});
    }
  });

  it("comes back with its filter after the window was reloaded", async () => {
    const { address } = (await open()).shown!;
    panels[0]!.panel.dispose();
    const again: TablePanel = new TestPanel(PANELS.runTable, "Runs");
    panels.push(again);
    await serializer.deserializeWebviewPanel(again.panel, { table: address, filter: "status:failed" });
    const shown = await again.until(({ progress }) => !progress.isLoading, "the runs");
    assert.deepEqual([shown.filter.text, shown.title], ["status:failed", PROJECT]);
    assert.ok(shown.runCount > 0 && shown.runCount < 20);
  });

  it("is closed when what was kept can't be read", async () => {
    let isClosed = false;
    const panel = new TestPanel(PANELS.runTable, "Runs");
    panel.panel.onDidDispose(() => (isClosed = true));
    await serializer.deserializeWebviewPanel(panel.panel, { nothing: true });
    assert.equal(isClosed, true);
  });
});
