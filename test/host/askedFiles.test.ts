import assert from "node:assert/strict";
import { FileSystemError, FileType, Uri, window } from "vscode";
import { ArtifactFileSystem } from "../../src/files/fileSystem/artifactFileSystem";
import { addressUri } from "../../src/files/fileSystem/fileAddress";
import { MountedFolders } from "../../src/files/fileSystem/mountedFolders";
import { ReadFailures } from "../../src/files/fileSystem/readFailures";
import { Messages } from "../../src/host/messages/messages";
import { systemClock } from "../../src/http/clock";
import type { SampleServer } from "../../src/sample/sampleServer";
import { startSampleServer } from "../../src/sample/sampleServer";
import { REGISTRY } from "../../src/sources/registry/registrySystem";
import { MemoryMemento } from "./support/memoryStorage";
import { PooledSystems } from "./support/pooledSystems";
import { UserSettings } from "./support/userSettings";

const REGISTRY_URL = "mlArtifacts.registry.baseURL";
const PLACE = ["artifact", "model", "12345"];

describe("The file system, seen from its service", () => {
  const settings = new UserSettings();
  let server: SampleServer;
  let pooled: PooledSystems;
  let folder: Uri;

  before(async () => (server = await startSampleServer()));
  after(() => server.close());
  beforeEach(async () => {
    const site = server.systems.registry.baseUrl;
    await settings.set(REGISTRY_URL, site);
    pooled = new PooledSystems([REGISTRY]);
    folder = addressUri({ systemId: "registry", site, place: PLACE });
    server.clearRequests();
  });
  afterEach(async () => {
    pooled.dispose();
    await settings.restore();
  });

  function filesWith(mounted: MountedFolders): ArtifactFileSystem {
    const log = pooled.own(window.createOutputChannel("Tests of the file system", { log: true }));
    return pooled.own(
      new ArtifactFileSystem({
        pool: pooled.pool,
        largestFile: () => 50_000_000,
        failures: new ReadFailures(new Messages(log)),
        mounted,
        onListed: () => undefined,
        watching: { clock: systemClock, interval: () => 60_000, isWanted: () => false, inSight: () => [] },
      }),
    );
  }
  const untrusted = {
    isTrusted: false,
    getWorkspaceFolder: (uri: Uri) =>
      uri.path.startsWith(folder.path) ? { uri: folder, name: "a model", index: 0 } : undefined,
  };

  it("is asked for nothing of a folder of an untrusted workspace that the user did not mount", async () => {
    const memory = new MemoryMemento();
    const mounted = new MountedFolders(memory, untrusted);
    const files = filesWith(mounted);
    const file = Uri.joinPath(folder, "12345.zip");
    const refusal = (error: unknown) =>
      error instanceof FileSystemError && error.message.includes('not trusted, and you did not mount "a model"');
    for (const ask of [
      () => files.stat(folder),
      () => files.readDirectory(folder),
      () => files.stat(file),
      () => files.readFile(file),
    ]) {
      await assert.rejects(ask, refusal);
    }
    assert.deepEqual(server.requests, []);
    await mounted.add([folder]);
    assert.equal((await files.readDirectory(folder)).length, 1);
    assert.equal(server.requests.length, 1);
  });

  it("reads a file whole whose size the service does not tell, which VS Code's own facts can only call 0", async () => {
    const files = filesWith(new MountedFolders(new MemoryMemento()));
    const [[name, type] = ["", FileType.Unknown]] = await files.readDirectory(folder);
    const file = Uri.joinPath(folder, name);
    assert.deepEqual([type, (await files.stat(file)).size], [FileType.File, 0]);
    const bytes = await files.readFile(file);
    assert.equal(Buffer.from(bytes.subarray(0, 2)).toString(), "PK");
    const endOfCentralDirectory = Buffer.from([0x50, 0x4b, 5, 6]);
    assert.equal(Buffer.from(bytes).lastIndexOf(endOfCentralDirectory), bytes.length - 22);
  });
});
