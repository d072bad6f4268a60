import assert from "node:assert/strict";
import { cutEnd, withoutTrailing } from "../../../src/text/cutText";

describe("cutEnd", () => {
  for (const [text, most, wanted] of [
    ["", 5, ""],
    ["abcde", 5, "abcde"],
    ["abcdef", 5, "abcd…"],
    ["abc😀", 5, "abc😀"],
    ["abc😀e", 5, "abc…"],
    ["ab😀ef", 5, "ab😀…"],
  ] as const) {
    it(`makes ${JSON.stringify(wanted)} of ${JSON.stringify(text)}`, () => assert.equal(cutEnd(text, most), wanted));
  }
});

describe("withoutTrailing", () => {
  for (const [text, characters, wanted] of [
    ["", "/", ""],
    ["///", "/", ""],
    ["a/b", "/", "a/b"],
    ["/a//", "/", "/a"],
    ["a. .", ". ", "a"],
  ] as const) {
    it(`makes ${JSON.stringify(wanted)} of ${JSON.stringify(text)}`, () =>
      assert.equal(withoutTrailing(text, characters), wanted));
  }
});
