import assert from "node:assert/strict";
import { mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { countExisting } from "../../../../src/files/download/countExisting";
import { NodeTarget } from "../../../../src/files/download/disk/nodeTarget";
import { DownloadFixture, hashOf } from "./downloadFixture";
import { someBytes } from "./scriptedFiles";
import type { DownloadItem } from "../../../../src/files/download/part/downloadItem";

const BYTES = someBytes(3 * 1024 * 1024 + 7);
const ITEM: DownloadItem = { place: ["run", "model.bin"], path: ["model.bin"], size: BYTES.length };

describe("Files that are there before a download", () => {
  let fixture: DownloadFixture;
  beforeEach(async () => {
    fixture = await DownloadFixture.open();
    fixture.files.add(ITEM.place, { bytes: BYTES, version: '"1"' });
  });
  afterEach(() => fixture.close());

  const there = (name = "model.bin") => join(fixture.folder, name);

  it("are skipped, and stay untouched, when they hold the same bytes", async () => {
    await writeFile(there(), BYTES);
    const before = await stat(there(), { bigint: true });
    assert.deepEqual((await fixture.run([ITEM])).skipped, [ITEM]);
    const after = await stat(there(), { bigint: true });
    assert.deepEqual([after.ino, after.mtimeNs], [before.ino, before.mtimeNs]);
    assert.deepEqual(await fixture.names(), ["model.bin"]);
  });

  for (const modifiedAt of [undefined, 1_700_000_000_000]) {
    it(`are not skipped for a size alone${modifiedAt === undefined ? "" : ", be they newer"}`, async () => {
      const config = (rate: string, run: string) => {
        const place = [run, "config.json"];
        const bytes = Buffer.from(JSON.stringify({ learning_rate: rate }));
        const times = modifiedAt === undefined ? {} : { modifiedAt };
        fixture.files.add(place, { bytes, ...times });
        return { place, path: ["config.json"], size: bytes.length, ...times };
      };
      const [a, b] = [config("1e-4", "a"), config("3e-4", "b")];
      await fixture.run([a]);
      assert.deepEqual((await fixture.run([b])).downloaded, [b]);
      assert.equal(await readFile(there("config.json"), "utf8"), '{"learning_rate":"3e-4"}');
    });
  }

  it("are compared to the last byte", async () => {
    const changed = Buffer.from(BYTES);
    changed[BYTES.length - 1]! ^= 1;
    await writeFile(there(), changed);
    assert.deepEqual((await fixture.run([ITEM])).downloaded, [ITEM]);
    assert.equal(await fixture.hash("model.bin"), hashOf(BYTES));
  });

  it("stay, each under a name of its own, when both are to be kept", async () => {
    for (const name of ["model.bin", "model (2).bin"]) {
      await writeFile(there(name), name);
    }
    await fixture.run([ITEM], { existing: "keepBoth" });
    assert.deepEqual(await fixture.names(), ["model (2).bin", "model (3).bin", "model.bin"]);
    assert.equal(await fixture.hash("model (3).bin"), hashOf(BYTES));
    assert.equal(await fixture.hash("model.bin"), hashOf(Buffer.from("model.bin")));
  });

  it("are replaced by nothing when the user was asked about none", async () => {
    await writeFile(there(), "written since");
    assert.deepEqual((await fixture.run([ITEM], { existing: "add" })).downloaded, [ITEM]);
    assert.equal(await readFile(there(), "utf8"), "written since");
    assert.equal(await fixture.hash("model (2).bin"), hashOf(BYTES));
    await writeFile(there(), BYTES);
    assert.deepEqual((await fixture.run([ITEM], { existing: "add" })).skipped, [ITEM]);
    assert.deepEqual(await fixture.names(), ["model (2).bin", "model.bin"]);
  });

  it("are all counted, however many files there are before them", async () => {
    const items = Array.from({ length: 2500 }, (_, index) => ({ place: ["x"], path: ["many", `${index}`] }));
    await mkdir(there("many"));
    await writeFile(join(there("many"), "2400"), "");
    const target = new NodeTarget(fixture.folder);
    assert.equal(await countExisting(items, target, new AbortController().signal), 1);
    await assert.rejects(countExisting(items, target, AbortSignal.abort()), { name: "AbortError" });
  });
});
