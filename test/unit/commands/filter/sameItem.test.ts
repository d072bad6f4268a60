import assert from "node:assert/strict";
import { sameItem } from "../../../../src/commands/filter/sameItem";

const [STATUS, TAG] = [{ label: "Status" }, { label: "Tag" }];

describe("sameItem", () => {
  it("finds an item that was made anew by its label", () => {
    assert.equal(sameItem([STATUS, TAG], { label: "Tag" }), TAG);
  });

  it("finds an item whose label has changed by what it stands for", () => {
    const apply = { id: "apply", label: "Show runs that match tag a:b" };
    assert.equal(sameItem([STATUS, apply], { id: "apply", label: "Show runs that match param a:b" }), apply);
  });

  it("takes no other for it", () => {
    assert.equal(sameItem([STATUS, TAG], { label: "Owner" }), undefined);
    assert.equal(sameItem([STATUS, TAG], { id: "tag", label: "Tag" }), undefined);
    assert.equal(sameItem([STATUS, TAG], undefined), undefined);
  });
});
