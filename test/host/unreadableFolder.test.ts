import assert from "node:assert/strict";
import { FileSystemError, FileType, Uri, window } from "vscode";
import { ArtifactFileSystem } from "../../src/files/fileSystem/artifactFileSystem";
import { addressUri } from "../../src/files/fileSystem/fileAddress";
import { MountedFolders } from "../../src/files/fileSystem/mountedFolders";
import { ReadFailures } from "../../src/files/fileSystem/readFailures";
import { Messages } from "../../src/host/messages/messages";
import { systemClock } from "../../src/http/clock";
import { MODEL_LAB } from "../../src/sources/modelLab/modelLabSystem";
import { FaultServer } from "../support/faultServer";
import { HEALTHY } from "../unit/tree/failureRowsFixture";
import { ApiStubs } from "./support/apiStubs";
import { MemoryMemento } from "./support/memoryStorage";
import { PooledSystems } from "./support/pooledSystems";
import { UserSettings } from "./support/userSettings";

const KEYS = { apiKey: "an-api-key-of-the-tests", appKey: "an-app-key-of-the-tests" };

describe("A mounted folder of a site at a custom URL", () => {
  const settings = new UserSettings();
  const stubs = new ApiStubs();
  let server: FaultServer;
  let systems: PooledSystems;
  let files: ArtifactFileSystem;
  let folder: Uri;
  let shown: string[];

  beforeEach(async () => {
    shown = [];
    server = await FaultServer.start(HEALTHY.modelLab);
    await settings.set("mlArtifacts.modelLab.customURL", server.url);
    await settings.set("mlArtifacts.modelLab.site", "custom");
    systems = new PooledSystems([MODEL_LAB]);
    await systems.keys.store("modelLab", server.url, KEYS);
    // As VS Code gives it back from a workspace file, where it stands without its escapes.
    const address = addressUri({ systemId: "modelLab", site: server.url, place: ["project", "2", "run", "9"] });
    folder = Uri.parse(address.toString(true), true);
    const place = { workspaceFolders: [{ uri: folder, name: "Run (Alpha)", index: 0 }] };
    const log = systems.own(window.createOutputChannel("Tests of mounted folders", { log: true }));
    files = systems.own(
      new ArtifactFileSystem({
        pool: systems.pool,
        largestFile: () => 1_000_000,
        failures: new ReadFailures(new Messages(log), Date.now, place),
        mounted: new MountedFolders(new MemoryMemento()),
        onListed: () => undefined,
        watching: { clock: systemClock, interval: () => 0, isWanted: () => false, inSight: () => [] },
      }),
    );
    stubs.replace(window, "showErrorMessage", (text: string) => {
      shown.push(text);
      return Promise.resolve(undefined);
    });
  });
  afterEach(async () => {
    stubs.restore();
    systems.dispose();
    await settings.restore();
    await server.close();
  });

  it("lists its files", async () => {
    assert.deepEqual(await files.readDirectory(folder), [
      ["step-1", FileType.Directory],
      ["config.json", FileType.File],
    ]);
    assert.deepEqual(shown, []);
  });

  it("says once why it can't be read, and lists its files when it can", async () => {
    server.handler = (reply) => reply.json({ errors: ["storage is asleep"] }, { status: 500 });
    const sentence = "Could not read the folder Run (Alpha): storage is asleep (status 500).";
    for (let round = 0; round < 3; round++) {
      await assert.rejects(async () => files.readDirectory(folder), FileSystemError);
      assert.deepEqual(shown, [sentence]);
    }
    server.handler = HEALTHY.modelLab;
    assert.equal((await files.readDirectory(folder)).length, 2);
    assert.deepEqual(shown, [sentence]);
  });
});
