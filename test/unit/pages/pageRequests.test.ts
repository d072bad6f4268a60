import assert from "node:assert/strict";
import { parseCompareRequest, parseEntryRequest, parseKept } from "../../../src/pages/pageRequests";

const ADDRESS = { systemId: "modelLab", site: "datadoghq.eu", place: ["project", "1", "run", "2"] };

describe("What a page sends and keeps", () => {
  it("is taken as it is when it has the shape", () => {
    assert.deepEqual(parseKept({ addresses: [ADDRESS], choices: {} }), [ADDRESS]);
    assert.deepEqual(parseEntryRequest({ kind: "openLink", url: "https://x" }), { kind: "openLink", url: "https://x" });
    assert.deepEqual(parseCompareRequest({ kind: "remove", column: 9 }), { kind: "remove", column: 9 });
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
    for (const message of [undefined, "ready", { kind: "run" }, { kind: "openFile" }, { kind: "copy", text: 1 }]) {
      assert.equal(parseEntryRequest(message), undefined);
    }
    for (const message of [
      { kind: "remove", column: 10 },
      { kind: "savePicture", picture: "data:text/html;base64,AA" },
    ]) {
      assert.equal(parseCompareRequest(message), undefined);
    }
  });
});
