import assert from "node:assert/strict";
import { stubbornRename } from "../../../../src/files/download/stubbornRename";

describe("stubbornRename", () => {
  /** A disk on which the first renames fail with these. */
  function disk(isWindows: boolean, codes: readonly string[]) {
    const left = [...codes];
    const log: (string | number)[] = [];
    const rename = (from: string, to: string): Promise<void> => {
      const code = left.shift();
      log.push(code ?? `${from}>${to}`);
      return code === undefined ? Promise.resolve() : Promise.reject(Object.assign(new Error(code), { code }));
    };
    const sleep = (ms: number): Promise<void> => Promise.resolve(void log.push(ms));
    return { log, run: () => stubbornRename("a", "b", { isWindows, rename, sleep }) };
  }

  it("tries again while something on Windows has the file open", async () => {
    const { log, run } = disk(true, ["EPERM", "EBUSY", "EACCES"]);
    await run();
    assert.deepEqual(log, ["EPERM", 50, "EBUSY", 100, "EACCES", 200, "a>b"]);
  });

  it("gives up in the end, and at once on what does not pass or on another system", async () => {
    const stuck = disk(
      true,
      Array.from({ length: 9 }, () => "EPERM"),
    );
    await assert.rejects(stuck.run(), { code: "EPERM" });
    assert.equal(stuck.log.filter((entry) => entry === "EPERM").length, 6);
    for (const { log, run } of [disk(true, ["ENOSPC"]), disk(false, ["EPERM"])]) {
      await assert.rejects(run());
      assert.equal(log.length, 1);
    }
  });
});
