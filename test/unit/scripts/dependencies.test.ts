import assert from "node:assert/strict";
import { isSatisfied } from "../../../scripts/setup/dependencies.mjs";

describe("isSatisfied", () => {
  const wanted = { "": { version: "0.1.0" }, "node_modules/a": { version: "1.0.0" } };

  it("takes the same versions, and asks nothing of the project itself", () => {
    assert.equal(isSatisfied(wanted, { "node_modules/a": { version: "1.0.0" } }), true);
  });

  it("misses a package that is not installed, or is in another version", () => {
    assert.equal(isSatisfied(wanted, {}), false);
    assert.equal(isSatisfied(wanted, { "node_modules/a": { version: "2.0.0" } }), false);
  });

  it("does without an optional package, such as one for another platform", () => {
    assert.equal(isSatisfied({ "node_modules/mac": { version: "1.0.0", optional: true } }, {}), true);
  });

  it("is never content without a list of packages", () => {
    assert.equal(isSatisfied({}, {}), false);
  });
});
