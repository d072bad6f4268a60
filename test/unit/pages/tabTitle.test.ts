import assert from "node:assert/strict";
import { comparisonTitle, entryTitle, tabTitle } from "../../../src/pages/tabTitle";

const LONG = "x".repeat(100_000);

describe("What stands on a tab", () => {
  it("is the name, cut where it is long", () => {
    assert.equal(tabTitle("vanilla"), "vanilla");
    assert.equal(tabTitle(LONG).length, 60);
  });

  it("has both names of two, and the number of more", () => {
    assert.equal(comparisonTitle(["vanilla", undefined]), "vanilla ↔ …");
    assert.equal(comparisonTitle(["a", "b", "c"]), "Compare 3");
    assert.match(comparisonTitle([LONG, "vanilla"]), /^x+…x+ ↔ vanilla$/);
    assert.ok(comparisonTitle([LONG, LONG]).length <= 60);
  });

  it("says what an entry's page is of, with room for both names", () => {
    assert.equal(entryTitle({ title: "vanilla", above: ["team", "qwen36"] }), "vanilla · qwen36");
    assert.equal(entryTitle({ title: "bert", above: [] }), "bert");
    assert.match(entryTitle({ title: LONG, above: [LONG] }), /^x+…x+ · x+…x+$/);
    assert.equal(entryTitle({ title: LONG, above: [LONG] }).length, 60);
  });
});
