import assert from "node:assert/strict";
import { matchPattern } from "../../../src/agents/verbs/files/matchPattern";

describe("matchPattern", () => {
  const matches = (pattern: string, paths: readonly string[]) => paths.filter(matchPattern(pattern));
  const PATHS = [
    "config.json",
    "a/config.json",
    "a/b/Config.JSON",
    "a/config.jsonl",
    "checkpoint-1/x",
    "checkpoint-12/x/y",
  ];

  it("finds a name in any directory, whatever its letters' case", () => {
    assert.deepEqual(matches("config.json", PATHS), ["config.json", "a/config.json", "a/b/Config.JSON"]);
    assert.deepEqual(matches("config.json", ["adapter_config.json", "a/b.config.json", "config.json.bak"]), []);
    assert.deepEqual(matches("a/**/b.txt", ["a/xb.txt", "a/c/xb.txt", "a/b.txt", "a/c/d/b.txt"]), [
      "a/b.txt",
      "a/c/d/b.txt",
    ]);
    assert.deepEqual(matches("*.json", PATHS), ["config.json", "a/config.json", "a/b/Config.JSON"]);
    assert.deepEqual(matches("*config*", PATHS).length, 4);
  });

  it("follows a path: a star stays in its name, two go on below, and a question mark is one character", () => {
    assert.deepEqual(matches("a/*", PATHS), ["a/config.json", "a/config.jsonl"]);
    assert.deepEqual(matches("/a/**", PATHS), ["a/config.json", "a/b/Config.JSON", "a/config.jsonl"]);
    assert.deepEqual(matches("a/**/config.json", PATHS), ["a/config.json", "a/b/Config.JSON"]);
    assert.deepEqual(matches("checkpoint-?/*", PATHS), ["checkpoint-1/x"]);
    assert.deepEqual(matches("checkpoint-*/**", PATHS), ["checkpoint-1/x", "checkpoint-12/x/y"]);
  });

  it("takes one text for all that it says, and marks of other languages for themselves", () => {
    assert.deepEqual(matches("a.c", ["abc", "a.c"]), ["a.c"]);
    assert.deepEqual(matches("[ab]+(1)", ["a", "[ab]+(1)"]), ["[ab]+(1)"]);
    assert.deepEqual(matches("?", ["😀", "ab", ""]), ["😀"]);
    assert.deepEqual(matches("aXaX*", ["axaxb", "axab"]), ["axaxb"]);
  });

  it("takes time that grows with pattern times path, not by its powers", () => {
    assert.deepEqual(matches(`${"*a".repeat(400)}b`, ["a".repeat(5_000)]), []);
  });
});
