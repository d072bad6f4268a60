import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FileCalls } from "../../../../../src/files/download/disk/fileCalls";
import { FastCalls, LATER } from "../../../../../src/files/download/disk/fileCalls";
import { giveName } from "../../../../../src/files/download/disk/giveName";

const LONG_MS = 60;
/** How long the disk is left alone after a call that took long. */
const REST_MS = 200;

describe("The calls that a small file takes", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "calls-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  for (const isNear of [true, false]) {
    it(`do the same ${isNear ? "at once" : "in threads"}`, async () => {
      const [a, b, link] = ["a", "b", "link"].map((name) => join(folder, name)) as [string, string, string];
      await symlink("b", link);
      await new FastCalls().run(isNear, async (calls) => {
        await calls.writeNew(a, Buffer.from("one"));
        await assert.rejects(async () => calls.writeNew(a, Buffer.from("two")), { code: "EEXIST" });
        assert.equal(await giveName(a, b, false, calls), true);
        await calls.writeNew(a, Buffer.from("three"));
        assert.equal(await giveName(a, b, false, calls), false, "the name is taken");
        assert.equal(await readFile(b, "utf8"), "one");
        assert.equal(await giveName(a, b, true, calls), true);
        assert.deepEqual([(await calls.look(b))?.size, await calls.look(a)], [5, undefined]);
        assert.equal(await calls.look(join(b, "below")), undefined);
        assert.equal((await calls.look(link))?.isSymbolicLink(), true);
      });
      assert.deepEqual((await readdir(folder)).sort(), ["b", "link"]);
    });
  }

  it("go to threads while the disk is busy, and where it is far", async () => {
    let clock = 1_000;
    const calls = new FastCalls(() => clock);
    const used: FileCalls[] = [];
    const use = (ms: number) => (given: FileCalls) => {
      used.push(given);
      clock += ms;
      return Promise.resolve();
    };
    await calls.run(false, use(0));
    await calls.run(true, use(LONG_MS));
    await calls.run(true, use(0));
    clock += REST_MS;
    await calls.run(true, use(0));
    assert.deepEqual(
      used.map((given) => given === LATER),
      [true, false, true, false],
    );
  });
});
