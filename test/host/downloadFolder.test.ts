import assert from "node:assert/strict";
import { mkdirSync, rmSync } from "node:fs";
import type { OpenDialogOptions } from "vscode";
import { Uri, window, workspace } from "vscode";
import { askFolder } from "../../src/commands/download/downloadDialogs";
import { LastFolder } from "../../src/commands/download/lastFolder";
import { ApiStubs } from "./support/apiStubs";
import { MemoryMemento } from "./support/memoryStorage";
import { TemporaryFolder } from "./support/temporaryFolder";

const KEPT_AS = "mlArtifacts.downloads.folders";

describe("The folder that a download is offered", () => {
  const stubs = new ApiStubs();
  let folder: TemporaryFolder;
  let memory: MemoryMemento;
  let asked: OpenDialogOptions[];
  let answer: Uri | undefined;

  beforeEach(() => {
    [folder, memory, asked] = [new TemporaryFolder(), new MemoryMemento(), []];
    stubs.replace(window, "showOpenDialog", (options) => {
      asked.push(options ?? {});
      return Promise.resolve(answer === undefined ? undefined : [answer]);
    });
  });
  afterEach(() => {
    stubs.restore();
    folder.remove();
  });

  const ask = async (choice: Uri | undefined) => {
    answer = choice;
    const chosen = await askFolder(new LastFolder(memory));
    return { chosen, offered: asked.at(-1)?.defaultUri?.toString() };
  };
  const made = (name: string) => {
    mkdirSync(`${folder.path}/${name}`);
    return Uri.joinPath(folder.uri, name);
  };
  const opened = () => workspace.workspaceFolders?.[0]?.uri.toString();

  it("is the one that was chosen last, in another window, too", async () => {
    const [first, second] = [made("first"), made("second")];
    assert.deepEqual(await ask(first), { chosen: first, offered: opened() });
    assert.deepEqual(await ask(second), { chosen: second, offered: first.toString() });
    assert.deepEqual(await ask(undefined), { chosen: undefined, offered: second.toString() });
    assert.equal((await ask(undefined)).offered, second.toString(), "leaving the dialog chooses nothing");
  });

  it("is never one of another host, whose own choice stays", async () => {
    const elsewhere = { " gpu-7": made("of-another-host").toString() };
    await memory.update(KEPT_AS, elsewhere);
    const own = made("of-this-host");
    assert.deepEqual(await ask(own), { chosen: own, offered: opened() });
    const kept = memory.get<Record<string, string>>(KEPT_AS, {});
    assert.equal(kept[" gpu-7"], elsewhere[" gpu-7"]);
    assert.equal(Object.keys(kept).length, 2);
  });

  it("is the workspace's where the last one is gone, or is nothing that can be read", async () => {
    const gone = made("gone");
    await ask(gone);
    rmSync(gone.fsPath, { recursive: true });
    assert.equal((await ask(undefined)).offered, opened());
    const [machine = ""] = Object.keys(memory.get<Record<string, string>>(KEPT_AS, {}));
    for (const broken of [7, null, "no address", ""]) {
      await memory.update(KEPT_AS, { [machine]: broken });
      assert.equal((await ask(undefined)).offered, opened(), String(broken));
    }
  });
});
