import assert from "node:assert/strict";
import fs, { link, readFile, writeFile } from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";
import { join } from "node:path";
import { mock } from "node:test";
import { DownloadFixture, hashOf } from "../downloadFixture";
import { someBytes } from "../scriptedFiles";
import type { DownloadItem } from "../../../../../src/files/download/part/downloadItem";

const BYTES = someBytes(2 * 1024 * 1024);
const ITEM: DownloadItem = { place: ["run", "model.bin"], path: ["model.bin"], size: BYTES.length };
const HALF = BYTES.subarray(0, BYTES.length / 2);

describe("A part that has a second name", () => {
  let fixture: DownloadFixture;
  beforeEach(async () => {
    fixture = await DownloadFixture.open();
    fixture.files.add(ITEM.place, { bytes: BYTES, version: '"1"' });
  });
  afterEach(() => fixture.close());

  const at = (name: string) => join(fixture.folder, name);

  /** What a process leaves that is killed, or a copy that shares the disk's blocks. */
  async function leavePart(bytes: Uint8Array, secondName: string, hasNote = true): Promise<void> {
    const part = fixture.partOf(ITEM);
    await writeFile(at(part), bytes);
    await link(at(part), at(secondName));
    if (hasNote) {
      const note = { place: ITEM.place, bytes: bytes.length, size: BYTES.length, version: '"1"' };
      await writeFile(at(`${part}.json`), JSON.stringify(note));
    }
  }

  for (const existing of ["add", "keepBoth"] as const) {
    it(`has come when that is the file's own, and its process ended before the part's was removed: ${existing}`, async () => {
      await leavePart(BYTES, "model.bin");
      const { downloaded, failed } = await fixture.run([ITEM], { existing });
      assert.deepEqual([downloaded, failed, fixture.files.reads], [[ITEM], [], []]);
      assert.deepEqual(await fixture.names(), ["model.bin"]);
      assert.equal(await fixture.hash("model.bin"), hashOf(BYTES));
    });
  }

  it("has come when that is a number of the file's own", async () => {
    await writeFile(at("model.bin"), "mine");
    await leavePart(BYTES, "model (2).bin");
    const { downloaded } = await fixture.run([ITEM], { existing: "keepBoth" });
    assert.deepEqual([downloaded, fixture.files.reads], [[ITEM], []]);
    assert.deepEqual(await fixture.names(), ["model (2).bin", "model.bin"]);
    assert.equal(await readFile(at("model.bin"), "utf8"), "mine");
  });

  it("is given up, and what else has its bytes stays as it is, when that is another", async () => {
    await leavePart(HALF, "copy of a part");
    const { downloaded, failed } = await fixture.run([ITEM]);
    assert.deepEqual([downloaded, failed], [[ITEM], []]);
    assert.deepEqual(await fixture.names(), ["copy of a part", "model.bin"]);
    assert.deepEqual(
      [await fixture.hash("copy of a part"), await fixture.hash("model.bin")],
      [hashOf(HALF), hashOf(BYTES)],
    );
  });

  it("is given up when the file is not as long as it should be", async () => {
    await leavePart(HALF, "model.bin");
    await fixture.run([ITEM], { existing: "add" });
    assert.deepEqual(await fixture.names(), ["model (2).bin", "model.bin"]);
    assert.deepEqual(
      [await fixture.hash("model.bin"), await fixture.hash("model (2).bin")],
      [hashOf(HALF), hashOf(BYTES)],
    );
  });

  it("is brought again when what is there is to be replaced", async () => {
    await leavePart(BYTES, "model.bin");
    await fixture.run([ITEM], { existing: "overwrite" });
    assert.equal(fixture.files.reads.length, 1);
    assert.deepEqual(await fixture.names(), ["model.bin"]);
  });

  it("does not keep a file from coming whose part can't be removed, now or at the next download", async () => {
    const remove = fs.rm.bind(fs);
    const refusal = mock.method(fs, "rm", async (...args: Parameters<typeof fs.rm>) => {
      // As Windows does while a scanner has the file open.
      const isOpen = String(args[0]).endsWith(".mlpart") && (await fixture.names()).includes("model.bin");
      return isOpen ? Promise.reject(Object.assign(new Error("EPERM"), { code: "EPERM" })) : remove(...args);
    });
    syncBuiltinESMExports();
    const { downloaded, failed } = await fixture.run([ITEM], { existing: "add" }).finally(() => {
      refusal.mock.restore();
      syncBuiltinESMExports();
    });
    assert.deepEqual([downloaded, failed], [[ITEM], []]);
    assert.deepEqual(await fixture.names(), [fixture.partOf(ITEM), "model.bin"]);
    assert.deepEqual((await fixture.run([ITEM], { existing: "keepBoth" })).downloaded, [ITEM]);
    assert.deepEqual(await fixture.names(), ["model (2).bin", "model.bin"]);
    assert.equal(await fixture.hash("model (2).bin"), hashOf(BYTES));
  });
});
