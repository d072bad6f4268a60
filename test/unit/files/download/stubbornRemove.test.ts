import assert from "node:assert/strict";
import { stubbornRemove } from "../../../../src/files/download/stubbornRemove";

describe("stubbornRemove", () => {
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
      await stubbornRemove("a", { isWindows, remove, sleep }).catch(() => undefined);
      assert.deepEqual(log, expected);
    }
  });
});
