import assert from "node:assert/strict";
import type { LogOutputChannel, QuickPick, QuickPickItem } from "vscode";
import { commands as vscodeCommands, Disposable, type Uri, window } from "vscode";
import { registerCompareCommands } from "../../src/commands/compare/compareCommands";
import { Messages } from "../../src/host/messages/messages";
import { COMMANDS } from "../../src/manifest/commands";
import { MODEL_LAB } from "../../src/sources/modelLab/modelLabSystem";
import { ExplorerView } from "../../src/tree/explorerView";
import type { EntryRow } from "../../src/tree/model/row";
import { waitUntil } from "../ui/support/waitUntil";
import { ApiStubs } from "./support/apiStubs";
import { CollectedCommands } from "./support/collectedCommands";
import { PooledSystems } from "./support/pooledSystems";
import { UserSettings } from "./support/userSettings";

const PROJECT = "qwen36-27b-qlora-fsdp";
const FILE = "adapter_config.json";
/** The former began before the latter. */
const [OLDER, NEWER] = ["qlora-r4-lr5e-5", "qlora-r8-lr2e-4"];

interface OpenBox {
  readonly box: QuickPick<QuickPickItem>;
  readonly accept: () => void;
}

describe("Comparing a file with the same one of another run", () => {
  const settings = new UserSettings();
  const stubs = new ApiStubs();
  const commands = new CollectedCommands();
  let log: LogOutputChannel;
  let pooled: PooledSystems;
  let view: ExplorerView;
  let boxes: OpenBox[];
  let diffs: { readonly left: string; readonly right: string; readonly title: string }[];

  before(async () => {
    log = window.createOutputChannel("ML Artifacts (tests of the same file)", { log: true });
    await settings.set("mlArtifacts.modelLab.site", "sample");
    pooled = new PooledSystems([MODEL_LAB]);
    view = pooled.own(new ExplorerView(pooled.sessions[0]!, () => undefined));
    const options = { views: [view], pool: pooled.pool, messages: new Messages(log) };
    pooled.own(Disposable.from(...registerCompareCommands(commands.register, options)));
    await pooled.sessions[0]!.open();
  });
  after(async () => {
    pooled.dispose();
    log.dispose();
    await settings.restore();
  });
  beforeEach(() => {
    [boxes, diffs] = [[], []];
    const { createQuickPick } = window;
    stubs.replace(window, "createQuickPick", <T extends QuickPickItem>() => noted(createQuickPick<T>()));
    const { executeCommand } = vscodeCommands;
    stubs.replace(vscodeCommands, "executeCommand", async <T>(command: string, ...rest: unknown[]) => {
      if (command !== "vscode.diff") {
        return await executeCommand<T>(command, ...rest);
      }
      const [left, right, title] = rest as [Uri, Uri, string];
      diffs.push({ left: left.path, right: right.path, title });
      return undefined as T;
    });
  });
  afterEach(() => stubs.restore());

  /** A box whose Enter a test presses. */
  function noted<T extends QuickPickItem>(box: QuickPick<T>): QuickPick<T> {
    const listeners: (() => unknown)[] = [];
    const onDidAccept = (listener: () => unknown) => {
      listeners.push(listener);
      return new Disposable(() => undefined);
    };
    Object.defineProperty(box, "onDidAccept", { value: onDidAccept });
    const accept = () => {
      for (const listener of listeners) {
        listener();
      }
    };
    boxes.push({ box, accept });
    return box;
  }

  async function child(name: string, parent?: EntryRow): Promise<EntryRow> {
    return await waitUntil(async () => {
      const rows = await view.getChildren(parent);
      return rows.find((row): row is EntryRow => row.kind === "entry" && row.entry.name === name);
    }, name);
  }

  async function compare(from: string, to: string): Promise<void> {
    const file = await child(FILE, await child(from, await child(PROJECT)));
    const ended = commands.run(COMMANDS.compareWithSameFile, [file]);
    const item = await waitUntil(() => boxes[0]?.box.items.find(({ label }) => label === to), `${to} in the list`);
    boxes[0]!.box.activeItems = [item];
    boxes[0]!.accept();
    await ended;
  }

  for (const [from, to] of [
    [NEWER, OLDER],
    [OLDER, NEWER],
  ] as const) {
    it(`puts the older run on the left, from ${from}`, async () => {
      await compare(from, to);
      const [{ left, right, title } = { left: "", right: "", title: "" }, ...others] = diffs;
      assert.deepEqual([title, others], [`${FILE} (${OLDER}) ↔ ${FILE} (${NEWER})`, []]);
      assert.ok(left.endsWith(FILE) && right.endsWith(FILE) && left !== right);
    });
  }
});
