import assert from "node:assert/strict";
import { parseCompareRequest, parseEntryRequest, parseKept, refusalOf } from "../../../src/pages/pageRequests";

const ADDRESS = { systemId: "modelLab", site: "datadoghq.eu", place: ["project", "1", "run", "2"] };

describe("What a page sends and keeps", () => {
  it("is taken as it is when it has the shape", () => {
    assert.deepEqual(parseKept({ addresses: [ADDRESS], choices: {} }), [ADDRESS]);
    assert.deepEqual(parseEntryRequest({ kind: "openLink", url: "https://x" }), { kind: "openLink", url: "https://x" });
    assert.deepEqual(parseEntryRequest({ kind: "act", action: "pin" }), { kind: "act", action: "pin" });
    assert.deepEqual(parseCompareRequest({ kind: "remove", column: ADDRESS }), { kind: "remove", column: ADDRESS });
  });

  for (const state of [
    undefined,
    null,
    {},
    { addresses: [] },
    { addresses: [{ ...ADDRESS, place: [] }] },
    { addresses: Array(11).fill(ADDRESS) },
  ]) {
    it(`makes no panel of ${JSON.stringify({ state }).slice(0, 60)}`, () => assert.equal(parseKept(state), undefined));
  }

  it("is dropped when it is anything else", () => {
    for (const message of [
      undefined,
      "ready",
      { kind: "run" },
      { kind: "openFile" },
      { kind: "act", action: "rename" },
      { kind: "copy", text: 1 },
    ]) {
      assert.equal(parseEntryRequest(message), undefined);
    }
    for (const message of [
      { kind: "remove", column: 1 },
      { kind: "remove", column: { ...ADDRESS, place: [] } },
      { kind: "savePicture", picture: "data:text/html;base64,AA" },
    ]) {
      assert.equal(parseCompareRequest(message), undefined);
    }
  });

  it("is refused with a reason", () => {
    const copy = { kind: "copy", text: "x".repeat(20_000_001) };
    assert.equal(parseCompareRequest(copy), undefined);
    assert.equal(refusalOf(copy), "Could not copy the text: it is longer than 20 MB.");
    assert.match(refusalOf({ kind: "savePicture", picture: "data:," }), /^Could not save the picture: /);
    for (const message of [undefined, null, "ready", { kind: "run" }]) {
      assert.match(refusalOf(message), /^Could not do what the page asked for: /);
    }
  });
});
