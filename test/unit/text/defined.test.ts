import assert from "node:assert/strict";
import { defined } from "../../../src/text/defined";

describe("defined", () => {
  it("leaves out what is undefined, and nothing else", () => {
    const size: number | undefined = undefined;
    const fields = defined({ size, zero: 0, empty: "", no: false, none: null });
    assert.deepEqual(fields, { zero: 0, empty: "", no: false, none: null });
    assert.deepEqual(Object.keys(fields), ["zero", "empty", "no", "none"]);
  });
});
