import assert from "node:assert/strict";
import { listedPaths } from "../../../../src/sources/modelLab/runListing";

const file = (path: string, size = 1) => ({ path, isDirectory: false, size });
const directory = (path: string) => ({ path, isDirectory: true });

describe("listedPaths", () => {
  it("takes the trailing slash from a directory's path", () => {
    assert.deepEqual(listedPaths("", [directory("lora_model/"), file("a.txt", 7)]), [
      { path: "lora_model", isDirectory: true },
      { path: "a.txt", isDirectory: false, size: 7 },
    ]);
  });

  it("understands paths below a subdirectory from the run's root", () => {
    const paths = listedPaths("lora/deep", [file("lora/deep/a.json"), directory("lora/deep/more/")]);
    assert.deepEqual(
      paths.map(({ path }) => path),
      ["lora/deep/a.json", "lora/deep/more"],
    );
  });

  it("understands paths below a subdirectory from that subdirectory", () => {
    const paths = listedPaths("lora/deep", [file("a.json"), directory("more/")]);
    assert.deepEqual(
      paths.map(({ path }) => path),
      ["lora/deep/a.json", "lora/deep/more"],
    );
  });

  it("tells a subdirectory that bears its parent's name from its parent", () => {
    assert.deepEqual(listedPaths("lora", [directory("lora/")]), [{ path: "lora/lora", isDirectory: true }]);
  });

  it("makes a directory of a file that the root's listing gives with its directory, once", () => {
    const paths = listedPaths("", [file("model/weights.pt"), file("model/config.json"), file("readme")]);
    assert.deepEqual(paths, [
      { path: "model", isDirectory: true },
      { path: "readme", isDirectory: false, size: 1 },
    ]);
  });

  it("keeps an unknown size unknown", () => {
    assert.deepEqual(listedPaths("", [{ path: "a", isDirectory: false }]), [{ path: "a", isDirectory: false }]);
  });

  it("passes over an entry without a name", () => assert.deepEqual(listedPaths("", [file("/"), file("")]), []));
});
