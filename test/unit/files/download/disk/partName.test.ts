import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import fs, { readdir, writeFile } from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";
import { hostname } from "node:os";
import { join } from "node:path";
import { mock } from "node:test";
import { partNameOf } from "../../../../../src/files/download/disk/partName";
import { DownloadFixture, hashOf } from "../downloadFixture";
import { someBytes } from "../scriptedFiles";
import type { DownloadItem } from "../../../../../src/files/download/part/downloadItem";

const MEGABYTE = 1024 * 1024;
const [ONE, OTHER] = [someBytes(3 * MEGABYTE), someBytes(2 * MEGABYTE, 2)];

/** The file of that name of one of two runs. */
function itemOf(run: string, bytes: Uint8Array, path = ["model.bin"]): DownloadItem {
  return { place: ["project", "1", "run", run, "model.bin"], path, size: bytes.length };
}

describe("Parts of two runs' files that have one name", () => {
  const [one, other] = [itemOf("7", ONE), itemOf("8", OTHER)];
  let fixture: DownloadFixture;
  beforeEach(async () => {
    fixture = await DownloadFixture.open();
    fixture.existing = "add";
    fixture.files.add(one.place, { bytes: ONE, version: '"1"' });
    fixture.files.add(other.place, { bytes: OTHER, version: '"2"' });
  });
  afterEach(() => fixture.close());

  async function stopAfter(bytes: number): Promise<void> {
    const controller = new AbortController();
    fixture.files.onChunk = (sent) => (sent >= bytes ? controller.abort() : undefined);
    await fixture.run([one], { signal: controller.signal });
    fixture.files.onChunk = () => undefined;
    fixture.files.reads.length = 0;
  }

  async function assertBoth(): Promise<void> {
    assert.deepEqual(await fixture.names(), ["model (2).bin", "model.bin"]);
    const hashes = [await fixture.hash("model.bin"), await fixture.hash("model (2).bin")];
    assert.deepEqual(hashes.sort(), [hashOf(ONE), hashOf(OTHER)].sort());
  }

  it("stand beside each other: the one is gone on with after the other has come", async () => {
    await stopAfter(2 * MEGABYTE);
    assert.deepEqual((await fixture.run([other])).downloaded, [other]);
    await fixture.run([one]);
    const starts = fixture.files.reads.map(({ range }) => range?.start);
    assert.deepEqual(starts, [undefined, 2 * MEGABYTE]);
    await assertBoth();
  });

  it("come at the same time", async () => {
    assert.deepEqual((await fixture.run([one, other])).failed, []);
    await assertBoth();
  });

  it("come at the same time to a disk without hard links, and none replaces the other", async () => {
    const refusal = mock.method(fs, "link", () => Promise.reject(Object.assign(new Error("EPERM"), { code: "EPERM" })));
    syncBuiltinESMExports();
    const items = Array.from({ length: 8 }, (_, index) => itemOf(`small-${index}`, someBytes(10, index)));
    items.forEach(({ place }, index) => fixture.files.add(place, { bytes: someBytes(10, index) }));
    const { failed } = await fixture.run(items).finally(() => {
      refusal.mock.restore();
      syncBuiltinESMExports();
    });
    assert.deepEqual(failed, []);
    const hashes = await Promise.all((await fixture.names()).map((name) => fixture.hash(name)));
    assert.deepEqual(hashes.sort(), items.map((_, index) => hashOf(someBytes(10, index))).sort());
  });

  it("stand beside what earlier builds left, which is neither gone on with nor touched", async () => {
    const note = JSON.stringify({ place: one.place, bytes: MEGABYTE, size: ONE.length, version: '"1"' });
    const left = [".model.bin.mlpart", ".model.bin.mlpart.json"];
    await writeFile(join(fixture.folder, left[0]!), new Uint8Array(MEGABYTE));
    await writeFile(join(fixture.folder, left[1]!), note);
    await fixture.run([one]);
    assert.deepEqual(await fixture.names(), [...left, "model.bin"]);
    assert.equal(await fixture.hash("model.bin"), hashOf(ONE));
  });

  it("are told apart by system, site and place, and found again by the same", () => {
    const origin = { systemId: "modelLab", site: "datadoghq.com" };
    const marks = [
      partNameOf(one, origin),
      partNameOf(other, origin),
      partNameOf(one, { ...origin, site: "datadoghq.eu" }),
      partNameOf(one, { ...origin, systemId: "trueFoundry" }),
    ].map(({ mark }) => mark);
    assert.equal(new Set(marks).size, 4);
    assert.equal(partNameOf({ ...one }, { ...origin }).mark, marks[0]);
  });

  it("have names that a disk takes, with their notes and locks, however long the file's own is", async () => {
    const long = itemOf("7", ONE, [`${"é".repeat(98)}.bin`]);
    const lock = join(fixture.folder, `${fixture.partOf(long)}.lock`);
    const { pid } = spawnSync(process.execPath, ["--version"]);
    await writeFile(lock, JSON.stringify({ host: hostname(), pid }));
    const seen = new Set<string>();
    const look = async () => (await readdir(fixture.folder)).forEach((name) => seen.add(name));
    fixture.files.onChunk = look;
    fixture.files.misbehave(long.place, { cutAt: 2 * MEGABYTE });
    const { downloaded, failed } = await fixture.run([long]);
    assert.deepEqual([downloaded, failed], [[long], []]);
    assert.deepEqual(await fixture.names(), long.path);
    // A lock that is taken over and a note that is written have longer names for a moment.
    const longest = Math.max(...[...seen].map((name) => Buffer.byteLength(name)));
    assert.ok(longest + ".01234567".length <= 255, `${longest} bytes`);
  });
});
