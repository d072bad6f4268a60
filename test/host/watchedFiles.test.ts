import assert from "node:assert/strict";
import type { FileChangeEvent } from "vscode";
import { FileChangeType, Uri, window } from "vscode";
import { ArtifactFileSystem } from "../../src/files/fileSystem/artifactFileSystem";
import { addressUri } from "../../src/files/fileSystem/fileAddress";
import { MountedFolders } from "../../src/files/fileSystem/mountedFolders";
import { ReadFailures } from "../../src/files/fileSystem/readFailures";
import { sortedUri } from "../../src/files/fileSystem/sortedAddress";
import { SortedFileSystem } from "../../src/files/sorted/sortedFileSystem";
import { Messages } from "../../src/host/messages/messages";
import type { SampleServer } from "../../src/sample/sampleServer";
import { startSampleServer } from "../../src/sample/sampleServer";
import { MODEL_LAB } from "../../src/sources/modelLab/modelLabSystem";
import { SAMPLE_NOW } from "../support/connectedSample";
import { SteppedClock } from "../support/steppedClock";
import { MemoryMemento } from "./support/memoryStorage";
import { PooledSystems } from "./support/pooledSystems";

const KEYS = { apiKey: "an-api-key-of-the-tests", appKey: "an-app-key-of-the-tests" };
const LIMIT = 5_000_000;
const INTERVAL = 10_000;

describe("A file that is watched", () => {
  let now: number;
  let server: SampleServer;
  let systems: PooledSystems;
  let clock: SteppedClock;
  let files: ArtifactFileSystem;
  let changes: FileChangeEvent[];
  let inSight: Uri[];
  let isWanted: boolean;
  let at: (...place: string[]) => Uri;

  before(async () => {
    now = SAMPLE_NOW;
    server = await startSampleServer({ now: () => now, keys: KEYS });
  });
  after(() => server.close());
  beforeEach(async () => {
    now = SAMPLE_NOW;
    systems = new PooledSystems([MODEL_LAB]);
    await systems.keys.store("modelLab", server.origin, KEYS);
    [clock, changes, inSight, isWanted] = [new SteppedClock(), [], [], true];
    const log = systems.own(window.createOutputChannel("Tests of watched files", { log: true }));
    files = systems.own(
      new ArtifactFileSystem({
        pool: systems.pool,
        largestFile: () => LIMIT,
        failures: new ReadFailures(new Messages(log)),
        mounted: new MountedFolders(new MemoryMemento()),
        onListed: () => undefined,
        watching: { clock, interval: () => INTERVAL, isWanted: () => isWanted, inSight: () => inSight },
      }),
    );
    systems.own(files.onDidChangeFile((events) => changes.push(...events)));
    at = (...place) => addressUri({ systemId: "modelLab", site: server.origin, place: ["project", "2387", ...place] });
    server.clearRequests();
  });
  afterEach(() => systems.dispose());

  const runThatIs = async (status: string) => {
    const answer = await fetch(
      `${server.origin}/api/v2/model-lab-api/runs?filter[project_id]=2387&filter[status]=${status}`,
      {
        headers: { "dd-api-key": KEYS.apiKey, "dd-application-key": KEYS.appKey },
      },
    );
    const { data } = (await answer.json()) as { data: readonly { id: string }[] };
    assert.ok(data[0] !== undefined, `a run that is ${status}`);
    server.clearRequests();
    return data[0].id;
  };
  const asked = () => {
    const paths = server.requests.map(({ path }) => path.slice(path.lastIndexOf("/") + 1));
    server.clearRequests();
    return paths;
  };
  it("tells of a change while its run is under way and someone sees it, with a time that moves", async () => {
    const log = at("run", await runThatIs("running"), "train.log");
    inSight = [log];
    const [before, facts] = [await files.readFile(log), await files.stat(log)];
    assert.equal(facts.mtime, 0);
    asked();
    systems.own(files.watch(log, { recursive: false }));
    await clock.pass(0);
    assert.deepEqual(asked(), ["runs", "content"]);
    assert.deepEqual(changes, []);

    now += 3_600_000;
    await clock.pass(INTERVAL);
    assert.deepEqual(changes, [{ type: FileChangeType.Changed, uri: log }]);
    const [after, next] = [await files.readFile(log), await files.stat(log)];
    assert.ok(after.length > before.length, "the cache is not asked");
    assert.ok(next.mtime > 0 && next.size === after.length);

    asked();
    isWanted = false;
    files.follow();
    await clock.passIdle(10 * INTERVAL);
    assert.deepEqual(asked(), [], "no one looks");
    isWanted = true;
    inSight = [];
    files.follow();
    await clock.passIdle(10 * INTERVAL);
    assert.deepEqual(asked(), [], "it is out of sight");
  });

  it("tells of a change to who shows it with its keys sorted, as long as it is watched", async () => {
    const log = at("run", await runThatIs("running"), "train.log");
    const sorted = systems.own(new SortedFileSystem(files));
    const shown = sortedUri(log);
    const told: FileChangeEvent[] = [];
    systems.own(sorted.onDidChangeFile((events) => told.push(...events)));
    inSight = [log];
    await files.readFile(log);
    const watch = sorted.watch(shown);
    await clock.pass(0);
    now += 3_600_000;
    await clock.pass(INTERVAL);
    assert.deepEqual(told, [{ type: FileChangeType.Changed, uri: shown }]);

    watch.dispose();
    asked();
    await clock.passIdle(10 * INTERVAL);
    assert.deepEqual(asked(), [], "no one watches it");
  });

  it("is asked for below a folder that is watched, and its run's end is the last that is asked", async () => {
    const run = await runThatIs("running");
    const log = at("run", run, "train.log");
    inSight = [log];
    await files.readFile(log);
    systems.own(files.watch(at("run", run), { recursive: true }));
    await clock.pass(0);
    now += 30 * 24 * 3_600_000;
    asked();
    await clock.pass(INTERVAL);
    assert.deepEqual(asked(), ["runs", "content"]);
    assert.equal(changes.length, 1, "how the run ended stands in its log");
    await clock.pass(5 * INTERVAL);
    assert.deepEqual(asked(), []);
  });

  it("costs no request for the files of a run that has ended, once that is known", async () => {
    const config = at("run", await runThatIs("completed"), "config.json");
    inSight = [config, at("files", "x.json"), Uri.parse("mlartifact:/broken")];
    inSight.forEach((uri) => systems.own(files.watch(uri, { recursive: false })));
    await clock.pass(0);
    assert.deepEqual(asked(), ["runs"]);
    await clock.pass(5 * INTERVAL);
    assert.deepEqual([asked(), changes], [[], []]);
  });

  it("is not transferred when it says that it is too large", async () => {
    const place = ["run", "70158", "checkpoint-204"];
    const listed = await files.readDirectory(at(...place));
    assert.ok(listed.some(([name]) => name === "optimizer.pt"));
    server.respondWith(({ path }) => (path.endsWith("/content") ? { bytesPerSecond: 1000 } : undefined));
    const uri = at(...place, "optimizer.pt");
    await assert.rejects(async () => files.readFile(uri), /the file is larger than 5 MB \(setting/);
    server.reset();
  });

  it("is another account's when the keys are others: what was kept is asked for again", async () => {
    const config = at("run", "70158", "config.json");
    await files.readFile(config);
    asked();
    await files.readFile(config);
    assert.deepEqual(asked(), []);
    await systems.keys.remove("modelLab", server.origin);
    await assert.rejects(async () => files.readFile(config), /is not set up here/);
    await systems.keys.store("modelLab", server.origin, KEYS);
    await files.readFile(config);
    assert.ok(asked().includes("content"));
  });
});
