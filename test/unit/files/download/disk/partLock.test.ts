import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdir, readdir, readFile, utimes, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join, resolve } from "node:path";
import { PartLock } from "../../../../../src/files/download/disk/partLock";
import { DownloadFixture, hashOf } from "../downloadFixture";
import { someBytes } from "../scriptedFiles";

const BYTES = someBytes(2 * 1024 * 1024);
const ITEM = { place: ["model.bin"], path: ["model.bin"], size: BYTES.length };
/** Longer than anyone is silent, ms. */
const LONG_AGO = 3_600_000;

describe("A part that someone writes", () => {
  let fixture: DownloadFixture;
  beforeEach(async () => {
    fixture = await DownloadFixture.open();
    fixture.files.add(ITEM.place, { bytes: BYTES, version: '"1"' });
  });
  afterEach(() => fixture.close());

  const lock = () => join(fixture.folder, `${fixture.partOf(ITEM)}.lock`);
  const claimed = (holder: object) => writeFile(lock(), JSON.stringify(holder));

  async function assertBusy(): Promise<void> {
    const { failed } = await fixture.run([ITEM]);
    assert.equal(failed[0]?.error.message, "it is being downloaded already");
    assert.deepEqual(fixture.files.reads, []);
  }

  async function assertBrought(): Promise<void> {
    assert.deepEqual((await fixture.run([ITEM])).failed, []);
    assert.deepEqual(await fixture.names(), ["model.bin"]);
    assert.equal(await fixture.hash("model.bin"), hashOf(BYTES));
  }

  it("is not written by another download of the same process", async () => {
    const claim = await PartLock.take(lock());
    await assertBusy();
    await claim?.release();
    await assertBrought();
  });

  it("is not written by another process while that one lives, and is taken over when it was killed", async () => {
    const child = spawn(process.execPath, ["--import", "tsx", resolve("test/support/partHolder.ts"), lock()]);
    const exit = once(child, "exit");
    try {
      const [said] = (await once(child.stdout, "data")) as [Buffer];
      assert.equal(said.toString(), "taken\n");
      await assertBusy();
    } finally {
      child.kill("SIGKILL");
      await exit;
    }
    await assertBrought();
  });

  it("is not written while a process of another machine gives signs of life", async () => {
    await claimed({ host: "another", pid: process.pid });
    await assertBusy();
    const past = (Date.now() - LONG_AGO) / 1000;
    await utimes(lock(), past, past);
    await assertBrought();
  });

  it("is taken over from a process whose number another one has by now, and from an earlier one of the same", async () => {
    await claimed({ host: hostname(), pid: process.ppid });
    await assertBusy();
    const past = (Date.now() - LONG_AGO) / 1000;
    await utimes(lock(), past, past);
    await assertBrought();
    await claimed({ host: hostname(), pid: process.pid });
    assert.deepEqual((await fixture.run([ITEM])).skipped, [ITEM]);
  });

  it("is taken over by one alone of those who find it left", async () => {
    const { pid } = spawnSync(process.execPath, ["--version"]);
    await claimed({ host: hostname(), pid });
    const claims = await Promise.all(Array.from({ length: 8 }, () => PartLock.take(lock())));
    assert.equal(claims.filter((claim) => claim !== undefined).length, 1);
    assert.equal((JSON.parse(await readFile(lock(), "utf8")) as { pid: number }).pid, process.pid);
    await claims.find((claim) => claim !== undefined)?.release();
    assert.deepEqual(await readdir(fixture.folder), []);
  });

  it("is not kept from its download by a FIFO in the place of its lock, its note or itself", async function () {
    if (process.platform === "win32") {
      this.skip();
    }
    const part = fixture.partOf(ITEM);
    for (const name of [`${part}.lock`, `${part}.json`, part]) {
      assert.equal(spawnSync("mkfifo", [join(fixture.folder, name)]).status, 0);
    }
    await assertBrought();
  });

  it("says so when a directory has the name of its lock", async () => {
    await mkdir(lock());
    const { failed } = await fixture.run([ITEM]);
    assert.equal(failed[0]?.error.message, "a directory has the name of the download's lock");
    assert.deepEqual(await fixture.names(), [`${fixture.partOf(ITEM)}.lock`]);
  });

  it("stays someone else's when the own claim was taken away", async () => {
    const claim = await PartLock.take(lock());
    await claimed({ host: "another", pid: 1 });
    await claim?.release();
    assert.deepEqual(await readdir(fixture.folder), [`${fixture.partOf(ITEM)}.lock`]);
  });
});
