import assert from "node:assert/strict";
import { SORTED, swappedTitle, titleOfSides } from "../../../../src/commands/compare/comparisonTitle";

describe("The title of a comparison", () => {
  it("has its sides swapped with them, sorted or not", () => {
    const title = titleOfSides("a.json (vanilla)", "a.json (seed-1)");
    assert.equal(swappedTitle(title), "a.json (seed-1) ↔ a.json (vanilla)");
    assert.equal(swappedTitle(title + SORTED), `a.json (seed-1) ↔ a.json (vanilla)${SORTED}`);
    assert.equal(swappedTitle(swappedTitle(title + SORTED)), title + SORTED);
  });

  it("stays where it does not say which side is which", () => {
    assert.equal(swappedTitle("config.json"), "config.json");
    assert.equal(swappedTitle("a ↔ b ↔ c"), "a ↔ b ↔ c");
  });
});
