import assert from "node:assert/strict";
import { appendFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { LogOutputChannel, WebviewPanel } from "vscode";
import { Disposable, EventEmitter, Uri, ViewColumn, window } from "vscode";
import { openFile } from "../../src/commands/open/openFile";
import { registerPageCommands } from "../../src/commands/pageCommands";
import { parseAddress } from "../../src/files/fileSystem/fileAddress";
import { Messages } from "../../src/host/messages/messages";
import { COMMANDS } from "../../src/manifest/commands";
import { PANELS } from "../../src/manifest/views";
import { MODEL_LAB } from "../../src/sources/modelLab/modelLabSystem";
import { ExplorerView } from "../../src/tree/explorerView";
import { contextValueOf, type EntryRow } from "../../src/tree/model/row";
import { waitUntil } from "../ui/support/waitUntil";
import { ApiStubs } from "./support/apiStubs";
import { CollectedCommands } from "./support/collectedCommands";
import { MemoryMemento } from "./support/memoryStorage";
import { PooledSystems } from "./support/pooledSystems";
import { TemporaryFolder } from "./support/temporaryFolder";
import { UserSettings } from "./support/userSettings";

const SITE = "mlArtifacts.modelLab.site";
const RUN = ["qwen36-27b-qlora-fsdp", "qlora-r8-lr5e-5"];

interface Told {
  readonly kind: string;
  readonly loaded?: { readonly content: { readonly above: readonly string[] } };
  readonly names?: readonly string[];
  readonly reading?: { readonly progress?: string; readonly problems: readonly string[] };
  readonly series?: readonly { readonly name: string; readonly start: number; readonly values: Float64Array }[];
}

/** A panel whose page is this test: it sees what the page is told, and says what the page would. */
class TestedPanel {
  readonly told: Told[] = [];
  readonly #closed = new EventEmitter<void>();
  readonly #said = new EventEmitter<unknown>();
  readonly #changed = new EventEmitter<{ webviewPanel: WebviewPanel }>();
  readonly visible = true;
  readonly onDidDispose = this.#closed.event;
  readonly onDidChangeViewState = this.#changed.event;
  readonly webview = {
    html: "",
    options: {},
    cspSource: "",
    asWebviewUri: (uri: Uri) => uri,
    onDidReceiveMessage: this.#said.event,
    postMessage: (message: Told) => Promise.resolve(this.told.push(message) > 0),
  };
  readonly viewType: string;
  title: string;
  reveals = 0;

  constructor(viewType: string, title: string) {
    this.viewType = viewType;
    this.title = title;
  }

  reveal(): void {
    this.reveals += 1;
  }

  dispose(): void {
    this.#closed.fire();
  }

  say(request: unknown): void {
    this.#said.fire(request);
  }

  /** Of the last message about curves, once nothing is being read. */
  async whenRead(): Promise<Told> {
    return await waitUntil(() => {
      const last = this.told.findLast(({ kind }) => kind === "curves");
      return last?.reading !== undefined && last.reading.progress === undefined && last;
    }, "curves that were read");
  }
}

describe("Open as Curves", () => {
  const settings = new UserSettings();
  const stubs = new ApiStubs();
  const commands = new CollectedCommands();
  const folder = new TemporaryFolder();
  let log: LogOutputChannel;
  let pooled: PooledSystems;
  let view: ExplorerView;
  let panels: TestedPanel[];

  before(async () => {
    log = window.createOutputChannel("ML Artifacts (tests)", { log: true });
    await settings.set(SITE, "sample");
    pooled = new PooledSystems([MODEL_LAB]);
    const [session, setting] = [pooled.sessions[0]!, pooled.settings[0]!];
    view = pooled.own(new ExplorerView(session, () => undefined));
    // The extension itself restores panels in this extension host.
    const doors = { panels: () => new Disposable(() => undefined) };
    const { keys, pool } = pooled;
    const memory = new MemoryMemento();
    const systems = [{ system: MODEL_LAB, session, setting, view }];
    const options = { systems, keys, pool, messages: new Messages(log), extensionUri: Uri.file("/"), doors, memory };
    for (const part of registerPageCommands(commands.register, { ...options, largestFile: () => 0 })) {
      pooled.own(part);
    }
    await session.open();
  });
  after(async () => {
    pooled.dispose();
    log.dispose();
    folder.remove();
    await settings.restore();
  });
  beforeEach(() => {
    panels = [];
    stubs.replace(window, "createWebviewPanel", ((type: string, title: string) => {
      const panel = new TestedPanel(type, title);
      panels.push(panel);
      return panel;
    }) as never);
  });
  afterEach(() => {
    panels.forEach((panel) => panel.dispose());
    stubs.restore();
  });

  async function rowOf(...names: readonly string[]): Promise<EntryRow> {
    let found: EntryRow | undefined;
    for (const name of names) {
      const above = found;
      found = await waitUntil(async () => {
        const rows = await view.getChildren(above);
        return rows.find((row): row is EntryRow => row.kind === "entry" && row.entry.name === name) ?? false;
      }, name);
    }
    return found!;
  }

  it("shows a CSV of the disk, tells the page only what is new, and shows it once", async () => {
    const path = join(folder.path, "results.csv");
    writeFileSync(path, "epoch,train/loss,val/loss\n1,2.5,3\n2,1.5,2.5\n3,1\n");
    await commands.run(COMMANDS.openAsCurves, { rows: [], files: [Uri.file(path)] });
    const [panel] = panels;
    assert.ok(panel !== undefined);
    assert.deepEqual([panel.viewType, panel.title, panel.told], [PANELS.curves, "results.csv", []]);
    panel.say({ kind: "ready" });
    const first = await panel.whenRead();
    assert.deepEqual(panel.told[0]?.kind, "show");
    assert.deepEqual(first.names, ["train/loss", "val/loss"]);
    // The file was just written to: its last row is not held to be cut off.
    assert.deepEqual(first.reading?.problems, [
      "results.csv: 1 of its 3 rows has more or fewer cells than its header.",
    ]);
    appendFileSync(path, "4,0.5,2\n");
    panel.told.splice(0);
    panel.say({ kind: "reloadCurves" });
    const second = await panel.whenRead();
    assert.deepEqual(second.names, first.names);
    await commands.run(COMMANDS.openAsCurves, { rows: [], files: [Uri.file(path)] });
    assert.deepEqual([panels.length, panel.reveals], [1, 1]);
  });

  it("shows a file of a run, from its row or its address", async () => {
    const row = await rowOf(...RUN, "trainer_state.json");
    assert.match(contextValueOf(row), / curves /);
    assert.doesNotMatch(contextValueOf(await rowOf(...RUN, "train.log")), / curves /);
    await commands.run(COMMANDS.openAsCurves, { rows: [row], files: [] });
    const [panel] = panels;
    panel!.say({ kind: "ready" });
    const { names = [], reading } = await panel!.whenRead();
    assert.ok(names.includes("loss") && names.includes("eval_loss"), names.join());
    assert.deepEqual(reading?.problems, []);
    const named = await waitUntil(
      () => panel!.told.findLast(({ loaded }) => loaded?.content.above.length === 2),
      "names",
    );
    assert.deepEqual(named.loaded?.content.above, RUN, "by their names, and not by the ids of its address");
    assert.deepEqual(panel!.told[0]?.loaded?.content.above, ["Model Lab (sample)"], "until they have come");
  });

  it("opens TensorBoard's files, which no editor shows", async () => {
    const opened = stubs.keepCommands();
    const name = "events.out.tfevents.1700000000.host.1.0";
    const address = { systemId: "modelLab", site: "sample", place: ["project", "1", "run", "2", name] };
    const placing = { viewColumn: ViewColumn.Active, preview: true };
    await openFile({ address, name, owner: "", size: 1e9, download: Uri.file("/") }, 1, placing);
    assert.deepEqual(
      opened.map(([id, uri]) => [id, parseAddress(uri as Uri)?.place.at(-1)]),
      [[COMMANDS.openAsCurves, name]],
    );
  });

  it("says what can't be read, beside the keys or another try", async () => {
    await commands.run(COMMANDS.openAsCurves, { rows: [], files: [Uri.file(join(folder.path, "gone.csv"))] });
    panels[0]!.say({ kind: "ready" });
    const { names, reading } = await panels[0]!.whenRead();
    assert.deepEqual(names, []);
    assert.match(JSON.stringify(reading), /Could not read gone\.csv: /);
  });
});
