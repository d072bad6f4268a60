import assert from "node:assert/strict";
import { removeWhileInUse, renameWhileInUse } from "../../../../../src/files/download/disk/retryWhileInUse";

describe("renameWhileInUse", () => {
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
    return { log, run: () => renameWhileInUse("a", "b", { isWindows, rename, sleep }) };
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

describe("removeWhileInUse", () => {
  it("tries again while something on Windows has the file open, and not elsewhere", async () => {
    for (const [isWindows, expected] of [
      [true, ["EBUSY", 50, "EPERM", 100, "a"]],
      [false, ["EBUSY"]],
    ] as const) {
      const left = ["EBUSY", "EPERM"];
      const log: (string | number)[] = [];
      const remove = (file: string): Promise<void> => {
        const code = left.shift();
        log.push(code ?? file);
        return code === undefined ? Promise.resolve() : Promise.reject(Object.assign(new Error(code), { code }));
      };
      const sleep = (ms: number): Promise<void> => Promise.resolve(void log.push(ms));
      await removeWhileInUse("a", { isWindows, remove, sleep }).catch(() => undefined);
      assert.deepEqual(log, expected);
    }
  });
});
