import assert from "node:assert/strict";
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
});
