import assert from "node:assert/strict";
import { plainLabel } from "../../../src/host/plainLabel";

describe("plainLabel", () => {
  it("leaves nothing that a label would draw as an icon or break at", () => {
    const label = plainLabel("run $(trash)\n$(sync~spin) of\tme");
    assert.ok(!label.includes("$("));
    assert.equal(label.replaceAll("\u200b", ""), "run $(trash) $(sync~spin) of me");
    assert.equal(plainLabel("cost in $ (all)"), "cost in $ (all)");
  });
});
