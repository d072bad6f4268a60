import assert from "node:assert/strict";
import { Uri } from "vscode";
import { addressUri, parseAddress } from "../../src/files/fileSystem/fileAddress";
import { MountedFolders } from "../../src/files/fileSystem/mountedFolders";
import { MemoryMemento } from "./support/memoryStorage";

const SITE = "http://127.0.0.1:1/tenant";

describe("A folder of a workspace", () => {
  const folder = addressUri({ systemId: "modelLab", site: SITE, place: ["project", "1", "run", "2"] });
  const file = Uri.joinPath(folder, "config.json");
  const workspaceWith = (isTrusted: boolean) => ({
    isTrusted,
    getWorkspaceFolder: (uri: Uri) =>
      uri.path.startsWith(folder.path) ? { uri: folder, name: "a run", index: 0 } : undefined,
  });

  it("is not asked for in a workspace that is not trusted, unless the user has mounted it", async () => {
    const memory = new MemoryMemento();
    const mounted = new MountedFolders(memory, workspaceWith(false));
    const refusal = { kind: "badRequest", message: /^the workspace is not trusted, and you did not mount "a run"/ };
    for (const uri of [folder, file]) {
      assert.throws(() => mounted.assertReadable(uri), refusal);
    }
    mounted.assertReadable(addressUri({ systemId: "modelLab", site: SITE, place: ["project", "7"] }));
    await mounted.add([folder]);
    mounted.assertReadable(file);
    new MountedFolders(memory, workspaceWith(false)).assertReadable(file);
  });

  it("is asked for in a trusted workspace", () => {
    new MountedFolders(new MemoryMemento(), workspaceWith(true)).assertReadable(file);
  });

  it("keeps its address where VS Code writes it into a workspace file without its escapes", () => {
    const kept = Uri.parse(folder.toString(true), true);
    assert.equal(kept.toString(), folder.toString());
    assert.deepEqual(parseAddress(kept), { systemId: "modelLab", site: SITE, place: ["project", "1", "run", "2"] });
  });
});
