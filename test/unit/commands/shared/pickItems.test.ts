import assert from "node:assert/strict";
import { acceptedItem, acceptedMatch, sameItem } from "../../../../src/commands/shared/pickItems";

const [STATUS, TAG] = [{ label: "Status" }, { label: "Tag" }];

describe("sameItem", () => {
  it("finds an item that was made again by its label", () => {
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

describe("Enter", () => {
  const list = (...labels: readonly string[]) => labels.map((label) => ({ label }));
  const typed = { label: "learning_rate:3", alwaysShow: true };

  it("takes the item that has the focus", () => {
    const [, second] = list("Tag", "Status");
    const items = [typed, second!];
    assert.equal(acceptedItem({ items, activeItems: [second!] }), second);
    assert.equal(acceptedMatch({ items, activeItems: [second!] }), second);
  });

  it("ahead of the window takes the same item of the new list, where VS Code finds the matches", () => {
    const items = [...list("Tag", "Status"), typed];
    assert.equal(acceptedItem({ items, activeItems: list("Status") }), items[1]);
  });

  it("ahead of the window takes what was typed where the list before has no match", () => {
    const items = [...list("Tag", "Status"), typed];
    assert.equal(acceptedItem({ items, activeItems: [] }), typed);
    assert.equal(acceptedItem({ items, activeItems: list("Owner") }), typed);
  });

  it("ahead of the window takes the first of a list that was chosen for the typed text, not the one that had the focus", () => {
    const items = [typed, { label: "Replace", alwaysShow: true }];
    assert.equal(acceptedMatch({ items, activeItems: list("Replace") }), typed);
    assert.equal(acceptedMatch({ items, activeItems: [] }), typed);
  });

  it("takes nothing of an empty list, and no heading", () => {
    assert.equal(acceptedItem({ items: [], activeItems: list("Status") }), undefined);
    assert.equal(acceptedMatch({ items: list("Saved filters"), activeItems: [] }), undefined);
  });
});
