import assert from "node:assert/strict";
import { env, type LogOutputChannel, window } from "vscode";
import { registerOpenCommands } from "../../src/commands/open/openLink";
import { registerCopyCommands } from "../../src/commands/rows/copyCommands";
import { registerDeletion } from "../../src/commands/rows/deleteCommand";
import { registerMarkCommands } from "../../src/commands/rows/markCommands";
import { registerTreeCommands } from "../../src/commands/rows/treeCommands";
import { isCancellation, Messages } from "../../src/host/messages/messages";
import { systemClock } from "../../src/http/clock";
import { COMMANDS } from "../../src/manifest/commands";
import { MODEL_LAB } from "../../src/sources/modelLab/modelLabSystem";
import { REGISTRY } from "../../src/sources/registry/registrySystem";
import { ExplorerView } from "../../src/tree/explorerView";
import type { EntryRow } from "../../src/tree/model/row";
import { RunWatcher } from "../../src/watch/runWatcher";
import type { Reply } from "../support/faultServer";
import { FaultServer } from "../support/faultServer";
import { waitUntil } from "../ui/support/waitUntil";
import { HEALTHY } from "../unit/tree/failureRowsFixture";
import { ApiStubs } from "./support/apiStubs";
import { CollectedCommands } from "./support/collectedCommands";
import { MemoryMemento } from "./support/memoryStorage";
import { PooledSystems } from "./support/pooledSystems";
import { UserSettings } from "./support/userSettings";

const KEYS = { apiKey: "an-api-key-of-the-tests", appKey: "an-app-key-of-the-tests" };

/** Each command, called on rows of the registry and of Model Lab, with what it asks its service for. */
const CASES: Readonly<
  Record<string, readonly [run: (commands: CollectedCommands, rows: Rows) => Promise<void>, asks: string]>
> = {
  copy: [(all, { artifact }) => all.run(COMMANDS.copySourceUrl, [artifact]), "GET /artifacts/model/12345"],
  open: [(all, { artifact }) => all.run(COMMANDS.openExternal, [artifact]), "GET /artifacts/model/12345"],
  delete: [
    (all, { artifact }) => all.run(COMMANDS.deleteRow, { rows: [artifact], systemId: undefined }),
    "DELETE /artifacts/model/12345",
  ],
  refresh: [(all, { artifact }) => all.run(COMMANDS.refreshRow, [artifact]), "GET /artifacts/model/12345"],
  mark: [(all, { project }) => all.run(COMMANDS.star, [project]), "POST /api/v2/model-lab-api/projects/2/star"],
};

interface Rows {
  readonly artifact: EntryRow;
  readonly project: EntryRow;
}

describe("A command that waits for its service when the extension ends", () => {
  const settings = new UserSettings();
  const stubs = new ApiStubs();
  const held: { readonly asked: string; readonly reply: Reply }[] = [];
  let servers: readonly FaultServer[];
  let log: LogOutputChannel;
  let pooled: PooledSystems;
  let views: readonly ExplorerView[];
  let rows: Rows;
  let isHolding = false;
  let shown: string[];

  before(async () => {
    log = window.createOutputChannel("ML Artifacts (tests)", { log: true });
    const answers = [HEALTHY.registry, HEALTHY.modelLab];
    servers = await Promise.all(
      answers.map((answer) =>
        FaultServer.start((reply, request, number) => {
          if (isHolding) {
            held.push({ asked: `${request.method} ${request.path}`, reply });
          } else {
            answer(reply, request, number);
          }
        }),
      ),
    );
    const [registry, lab] = servers.map(({ url }) => url);
    await settings.set("mlArtifacts.registry.baseURL", registry);
    await settings.set("mlArtifacts.modelLab.customURL", lab);
    await settings.set("mlArtifacts.modelLab.site", "custom");
    pooled = new PooledSystems([REGISTRY, MODEL_LAB]);
    await pooled.keys.store("modelLab", lab!, KEYS);
    views = pooled.sessions.map((session) => pooled.own(new ExplorerView(session, () => undefined)));
    await Promise.all(pooled.sessions.map((session) => session.open()));
    const [models] = await entries(views[0]!);
    rows = { artifact: (await entries(views[0]!, models))[0]!, project: (await entries(views[1]!))[0]! };
  });
  after(async () => {
    pooled.dispose();
    log.dispose();
    await settings.restore();
    await Promise.all(servers.map((server) => server.close()));
  });
  beforeEach(() => {
    [isHolding, shown] = [true, []];
    held.length = 0;
    const show = (text: string) => {
      shown.push(text);
      return Promise.resolve(undefined);
    };
    stubs.replace(window, "showErrorMessage", show);
    stubs.replace(window, "showWarningMessage", () => Promise.resolve("Delete") as never);
    stubs.replace(env, "openExternal", (link) => Promise.resolve(shown.push(link.toString()) > 0));
  });
  afterEach(() => stubs.restore());

  for (const [name, [run, asks]] of Object.entries(CASES)) {
    it(`ends the request, and says nothing: ${name}`, async () => {
      const commands = collect();
      const ended = run(commands, rows).catch((error: unknown) => assert.ok(isCancellation(error)));
      const [request] = await waitUntil(() => held.length > 0 && held, "the request to arrive");
      assert.deepEqual([request?.asked, held.length], [asks, 1]);
      commands.end();
      await Promise.all([request?.reply.gone, ended]);
      assert.deepEqual([shown, held.length], [[], 1]);
    });
  }

  function collect(): CollectedCommands {
    const commands = new CollectedCommands();
    const { register } = commands;
    const { pool } = pooled;
    const messages = new Messages(log);
    const watches = pooled.own(
      new RunWatcher({ pool, memento: new MemoryMemento(), clock: systemClock, onDidFail: assert.ifError }),
    );
    registerCopyCommands(register, views);
    registerOpenCommands(register, { views, messages });
    registerDeletion(register, { views, messages, pool, watches });
    registerTreeCommands(register, { views, messages });
    registerMarkCommands(register, { views, messages });
    return commands;
  }
});

async function entries(view: ExplorerView, parent?: EntryRow): Promise<readonly EntryRow[]> {
  return await waitUntil(async () => {
    const found = (await view.getChildren(parent)).filter((row) => row.kind === "entry");
    return found.length > 0 && found;
  }, "rows");
}
