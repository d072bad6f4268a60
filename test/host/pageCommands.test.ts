import assert from "node:assert/strict";
import { Disposable, type LogOutputChannel, Uri, window } from "vscode";
import { registerPageCommands } from "../../src/commands/pageCommands";
import { Messages } from "../../src/host/messages/messages";
import { COMMANDS } from "../../src/manifest/commands";
import { MODEL_LAB } from "../../src/sources/modelLab/modelLabSystem";
import { ExplorerView } from "../../src/tree/explorerView";
import type { EntryRow } from "../../src/tree/model/row";
import { waitUntil } from "../ui/support/waitUntil";
import { ApiStubs } from "./support/apiStubs";
import { CollectedCommands } from "./support/collectedCommands";
import { MemoryMemento } from "./support/memoryStorage";
import { PooledSystems } from "./support/pooledSystems";
import { UserSettings } from "./support/userSettings";

const SITE = "mlArtifacts.modelLab.site";
const PROJECT = "qwen36-27b-qlora-fsdp";

describe("Compare, called on rows of the tree", () => {
  const settings = new UserSettings();
  const stubs = new ApiStubs();
  const commands = new CollectedCommands();
  let log: LogOutputChannel;
  let pooled: PooledSystems;
  let rows: readonly EntryRow[];
  let warnings: string[];
  let panels: string[];

  before(async () => {
    log = window.createOutputChannel("ML Artifacts (tests)", { log: true });
    await settings.set(SITE, "sample");
    pooled = new PooledSystems([MODEL_LAB]);
    const [session, setting] = [pooled.sessions[0]!, pooled.settings[0]!];
    const view = pooled.own(new ExplorerView(session, () => undefined));
    registerCommands(view);
    await session.open();
    const entries = (parent?: EntryRow) =>
      waitUntil(async () => {
        const found = (await view.getChildren(parent)).filter((row) => row.kind === "entry");
        return found.length > 0 && found;
      }, "rows");
    const project = (await entries()).find(({ entry }) => entry.name === PROJECT);
    rows = await entries(project);

    function registerCommands(shown: ExplorerView): void {
      // The extension itself restores panels in this extension host.
      const doors = { panels: () => new Disposable(() => undefined) };
      const { keys, pool } = pooled;
      const systems = [{ system: MODEL_LAB, session, setting, view: shown }];
      const memory = new MemoryMemento();
      const options = { systems, keys, pool, messages: new Messages(log), extensionUri: Uri.file("/"), doors, memory };
      for (const part of registerPageCommands(commands.register, { ...options, largestFile: () => 0 })) {
        pooled.own(part);
      }
    }
  });
  after(async () => {
    pooled.dispose();
    log.dispose();
    await settings.restore();
  });
  beforeEach(() => {
    [warnings, panels] = [[], []];
    stubs.replace(window, "showWarningMessage", (text: string) => {
      warnings.push(text);
      return Promise.resolve(undefined);
    });
    stubs.replace(window, "createWebviewPanel", (_type: string, title: string) => {
      panels.push(title);
      throw new Error("A panel that this test needs not see.");
    });
  });
  afterEach(() => stubs.restore());

  const compare = (chosen: readonly EntryRow[]) =>
    commands.run(COMMANDS.comparePages, { rows: chosen, systemId: undefined });
  const runs = () => rows.filter(({ entry }) => entry.kind === "run");

  it("refuses more than ten, and opens nothing", async () => {
    assert.ok(runs().length >= 11, `${runs().length} runs`);
    await compare(runs().slice(0, 11));
    assert.deepEqual(warnings, ["Select 2 to 10 runs to compare (11 selected)."]);
    assert.deepEqual(panels, []);
  });

  it("takes ten", async () => {
    await assert.rejects(async () => compare(runs().slice(0, 10)), /needs not see/);
    assert.deepEqual(warnings, []);
    assert.deepEqual(panels, ["Compare"]);
  });

  it("refuses what has no page, by its name", async () => {
    const other = rows.find(({ entry }) => entry.name === "Project artifacts");
    assert.ok(other !== undefined);
    await compare([other, runs()[0]!]);
    assert.equal(warnings.length, 1);
    assert.match(warnings[0]!, /^Could not compare: "Project artifacts" has no page\. /);
    assert.deepEqual(panels, []);
  });
});
