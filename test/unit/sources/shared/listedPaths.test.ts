import assert from "node:assert/strict";
import { listedPaths } from "../../../../src/sources/shared/listedPaths";

const file = (path: string, size = 1) => ({ path, isDirectory: false, size });
const directory = (path: string) => ({ path, isDirectory: true });
const pathsOf = (...args: Parameters<typeof listedPaths>) => listedPaths(...args).map(({ path }) => path);

describe("listedPaths", () => {
  it("takes the trailing slash from a directory's path, and keeps what is known of a file", () => {
    assert.deepEqual(listedPaths("", [directory("lora/"), { ...file("a.txt", 7), modifiedAt: 5 }]), [
      { path: "lora", isDirectory: true },
      { path: "a.txt", isDirectory: false, size: 7, modifiedAt: 5 },
    ]);
  });

  it("understands paths from the root, and from the directory asked for", () => {
    const expected = ["lora/deep/a.json", "lora/deep/more"];
    assert.deepEqual(pathsOf("lora/deep", [file("lora/deep/a.json"), directory("lora/deep/more/")]), expected);
    assert.deepEqual(pathsOf("lora/deep", [file("a.json"), directory("more/")]), expected);
  });

  it("tells a subdirectory that bears its parent's name from its parent", () => {
    assert.deepEqual(pathsOf("lora", [directory("lora/")]), ["lora/lora"]);
  });

  it("makes a directory of what lies deeper, once", () => {
    assert.deepEqual(listedPaths("", [file("model/w.pt"), file("model/c.json"), file("readme")]), [
      { path: "model", isDirectory: true },
      { path: "readme", isDirectory: false, size: 1 },
    ]);
  });

  it("passes over an entry without a name", () => assert.deepEqual(listedPaths("", [file("/"), file("")]), []));
});
