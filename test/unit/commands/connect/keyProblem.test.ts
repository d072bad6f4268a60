import assert from "node:assert/strict";
import { keyProblem } from "../../../../src/commands/connect/keyProblem";

describe("What is typed as a key", () => {
  it("may be as long as a header, and no longer", () => {
    assert.equal(keyProblem("k".repeat(8192), "API key"), undefined);
    assert.equal(keyProblem("k".repeat(8193), "API key"), "A key has at most 8,192 characters");
    assert.equal(keyProblem("k".repeat(60_000), "API key"), "A key has at most 8,192 characters");
  });

  for (const text of ["", "a b", "a\nb", "schlüssel", "a\u0000"]) {
    it(`is no key when it is ${JSON.stringify(text)}`, () => {
      assert.equal(keyProblem(text, "API key"), "Paste the API key: letters, digits and symbols without spaces");
    });
  }
});
