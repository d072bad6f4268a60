import assert from "node:assert/strict";
import { matchingFiles } from "../../../../src/commands/open/fileMatches";

const FILES = [
  "README.md",
  "checkpoint-102/adapter_config.json",
  "checkpoint-204/adapter_config.json",
  "config/x.bin",
].map((path) => ({ path }));
const paths = (text: string, most = 10) => matchingFiles(FILES, text, most).shown.map(({ path }) => path);

describe("The files that a text finds", () => {
  it("are all of them, in their order, before anything is typed", () => {
    assert.deepEqual(
      paths("  "),
      FILES.map(({ path }) => path),
    );
  });

  it("have all words in their paths, whatever the case and order", () => {
    assert.deepEqual(paths("CONFIG 204"), ["checkpoint-204/adapter_config.json"]);
    assert.deepEqual(paths("204/adapter"), ["checkpoint-204/adapter_config.json"]);
    assert.deepEqual(paths("nothing"), []);
  });

  it("have those first whose names have the words", () => {
    assert.deepEqual(paths("config"), [
      "checkpoint-102/adapter_config.json",
      "checkpoint-204/adapter_config.json",
      "config/x.bin",
    ]);
  });

  it("are no more than are shown, and all are counted", () => {
    const { shown, total } = matchingFiles(FILES, "config", 1);
    assert.deepEqual([shown.length, total], [1, 3]);
    assert.deepEqual(matchingFiles(FILES, "x", 0), { shown: [], total: 1 });
  });
});
