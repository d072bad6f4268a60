import assert from "node:assert/strict";
import { parseModelFileRequest, refusalOf } from "../../../../src/files/preview/modelFileRequest";

describe("What the page of a model file sends", () => {
  it("is taken as it is when it has the shape", () => {
    for (const kind of ["ready", "refresh", "download", "setKeys"]) {
      assert.deepEqual(parseModelFileRequest({ kind }), { kind });
    }
    assert.deepEqual(parseModelFileRequest({ kind: "copy", text: "a,b" }), { kind: "copy", text: "a,b" });
  });

  it("is dropped when it is anything else", () => {
    const tooLong = { kind: "copy", text: "x".repeat(20_000_001) };
    for (const message of [undefined, null, "ready", {}, { kind: "run" }, { kind: "copy", text: 1 }, tooLong]) {
      assert.equal(parseModelFileRequest(message), undefined);
    }
    assert.equal(refusalOf(tooLong), "Could not copy the text: it is longer than 20 MB.");
    assert.match(refusalOf("ready"), /its message was not understood\.$/);
  });
});
