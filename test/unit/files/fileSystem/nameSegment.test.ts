import assert from "node:assert/strict";
import { decodeName, encodeName } from "../../../../src/files/fileSystem/nameSegment";

const NAMES = [
  "http://127.0.0.1:1/prod",
  "%2F",
  "%252f%2e%",
  "%41",
  "%zz%2F",
  "100%",
  "~",
  "~2F",
  "~7E2f",
  "~~2F/~",
  "~ud83d",
  "a\\b",
  ".",
  "..",
  "...",
  "PROGRA~1",
  "日本語 😀",
  "caf\udce9.txt",
  "\ud83d",
  "\ude00\ud83d",
  "#?&=+",
];

/** What VS Code makes of a folder's path in a workspace file: written without escapes, read as a URI. */
function decodeOnce(path: string): string {
  return path.replaceAll(/(%[\dA-Z]{2})+/gi, (escapes) => {
    try {
      return decodeURIComponent(escapes);
    } catch {
      return escapes;
    }
  });
}

describe("A name as a segment of a path", () => {
  for (const name of NAMES) {
    it(`comes back, also after it was decoded once: ${JSON.stringify(name)}`, () => {
      const segment = encodeName(name);
      assert.equal(decodeName(segment), name);
      assert.equal(decodeOnce(segment), segment);
      assert.doesNotThrow(() => encodeURIComponent(segment));
      assert.doesNotMatch(segment, /[/\\]|^\.{1,2}$/);
    });
  }

  it("is the name itself wherever that can be", () => {
    for (const name of ["config.json", "100% sure", "PROGRA~1", "a~b", "日本語 😀", "a b", "..."]) {
      assert.equal(encodeName(name), name);
    }
  });

  it("is read as an earlier version wrote it", () => {
    for (const [segment, name] of [
      ["http:%2F%2F127.0.0.1:1", "http://127.0.0.1:1"],
      ["%252F", "%2F"],
      ["a%5Cb", "a\\b"],
      ["%2E%2E", ".."],
      ["100%", "100%"],
    ] as const) {
      assert.equal(decodeName(segment), name);
    }
  });

  it("is another for each of two names that differ in half a character", () => {
    assert.notEqual(encodeName("caf\udce9.txt"), encodeName("caf\udcea.txt"));
  });
});
