import assert from "node:assert/strict";
import { cutEnd } from "../../../src/text/cutText";

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
