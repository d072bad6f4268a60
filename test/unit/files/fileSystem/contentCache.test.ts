import assert from "node:assert/strict";
import type { ContentRead } from "../../../../src/files/fileSystem/contentCache";
import { ContentCache } from "../../../../src/files/fileSystem/contentCache";

const MB = 1024 * 1024;

describe("ContentCache", () => {
  let now = 0;
  let reads: string[] = [];
  const fetchOf =
    (name: string, size = 1) =>
    () => {
      reads.push(name);
      return Promise.resolve(new Uint8Array(size));
    };

  beforeEach(() => {
    now = 0;
    reads = [];
  });

  it("joins equal reads, and keeps what was read for a while", async () => {
    const cache = new ContentCache(() => now);
    await Promise.all([cache.read("a", fetchOf("a")), cache.read("a", fetchOf("a"))]);
    await cache.read("a", fetchOf("a"));
    assert.deepEqual(reads, ["a"]);
  });

  it("asks again later, as the files of a running run grow", async () => {
    const cache = new ContentCache(() => now);
    await cache.read("a", fetchOf("a"));
    now = 60_000;
    await cache.read("a", fetchOf("a"));
    assert.deepEqual(reads, ["a", "a"]);
  });

  it("does not keep a failure", async () => {
    const cache = new ContentCache(() => now);
    await assert.rejects(
      cache.read("a", () => Promise.reject(new Error("cut"))),
      /cut/,
    );
    assert.equal((await cache.read("a", fetchOf("a"))).length, 1);
  });

  it("drops the oldest when it is full, and keeps no large file", async () => {
    const cache = new ContentCache(() => now);
    const names = Array.from({ length: 9 }, (_, index) => `f${index}`);
    for (const name of names) {
      await cache.read(name, fetchOf(name, 4 * MB));
    }
    await cache.read("f8", fetchOf("f8", 4 * MB));
    await cache.read("f0", fetchOf("f0", 4 * MB));
    await cache.read("large", fetchOf("large", 5 * MB));
    await cache.read("large", fetchOf("large", 5 * MB));
    assert.deepEqual(reads, [...names, "f0", "large", "large"]);
  });

  describe("when a file is opened again", () => {
    const ended: string[] = [];
    /** Sends nothing until it is given up, as a stalled service does. */
    const stall = ({ signal }: ContentRead) =>
      new Promise<Uint8Array>((_, reject) => {
        signal.addEventListener("abort", () => {
          ended.push("stalled");
          reject(new Error("given up"));
        });
      });
    beforeEach(() => ended.splice(0));

    it("gives up a read that has stalled, and both get what the second brings", async () => {
      const cache = new ContentCache(() => now);
      const first = cache.read("a", stall);
      await Promise.resolve();
      now = 3000;
      const second = await cache.read("a", fetchOf("a", 7));
      assert.deepEqual([second.length, (await first).length, ended], [7, 7, ["stalled"]]);
    });

    it("joins a read whose pieces still arrive", async () => {
      const cache = new ContentCache(() => now);
      let finish: (bytes: Uint8Array) => void = () => assert.fail("not begun");
      let progress = (): void => assert.fail("not begun");
      const first = cache.read("a", (read) => {
        progress = read.progress;
        return new Promise((resolve) => (finish = resolve));
      });
      await Promise.resolve();
      now = 2900;
      progress();
      now = 5000;
      const second = cache.read("a", fetchOf("a"));
      finish(new Uint8Array(5));
      assert.deepEqual([(await first).length, (await second).length, reads], [5, 5, []]);
    });

    it("says what the second meets, when that fails too", async () => {
      const cache = new ContentCache(() => now);
      const first = cache.read("a", stall);
      await Promise.resolve();
      now = 3000;
      const second = cache.read("a", () => Promise.reject(new Error("cut")));
      await Promise.all([assert.rejects(second, /cut/), assert.rejects(first, /cut/)]);
    });
  });
});
