import assert from "node:assert/strict";
import { keptView } from "../../../../src/web/modelFile/keptView";
import { RowSelection } from "../../../../src/web/modelFile/rowSelection";

describe("The selection of rows", () => {
  const selectionOf = (rows: readonly number[]) => {
    const selection = new RowSelection();
    selection.show(rows);
    return selection;
  };

  it("is extended from where it began, to both sides", () => {
    const selection = selectionOf([5, 6, 7, 8, 9]);
    selection.moveTo(2, "replace");
    selection.moveTo(4, "extend");
    assert.deepEqual(selection.rows, [7, 8, 9]);
    selection.moveTo(1, "extend");
    assert.deepEqual(selection.rows, [6, 7]);
  });

  it("takes rows in and out one by one", () => {
    const selection = selectionOf([5, 6, 7]);
    selection.moveTo(0, "replace");
    selection.moveTo(2, "toggle");
    assert.deepEqual(selection.rows, [5, 7]);
    selection.moveTo(0, "toggle");
    assert.deepEqual(selection.rows, [7]);
  });

  it("stays with its rows when they are sorted, and leaves those that a filter hides", () => {
    const selection = selectionOf([5, 6, 7]);
    selection.selectAll();
    selection.moveTo(2, "replace");
    selection.moveTo(1, "extend");
    selection.show([7, 5, 6]);
    assert.deepEqual(selection.rows, [7, 6]);
    assert.equal(selection.active, 2, "row 6");
    selection.show([7]);
    assert.deepEqual(selection.rows, [7]);
    selection.show([5, 6, 7]);
    assert.deepEqual(selection.rows, [7]);
  });

  it("does not leave the table", () => {
    const selection = selectionOf([5, 6]);
    selection.moveTo(99, "replace");
    assert.deepEqual(selection.rows, [6]);
    selection.moveTo(-3, "replace");
    assert.deepEqual(selection.rows, [5]);
    const empty = selectionOf([]);
    empty.moveTo(1, "replace");
    assert.deepEqual([empty.active, empty.rows], [0, []]);
  });
});

describe("What a page keeps", () => {
  it("comes back, and is nothing where it is of another shape", () => {
    const view = { filter: "q", order: { column: 1, isDescending: true }, scrollTop: 44, isMetadataOpen: true };
    assert.deepEqual(keptView(view), { ...view, metadataFilter: "" });
    const fresh = { filter: "", order: undefined, scrollTop: 0, isMetadataOpen: false, metadataFilter: "" };
    for (const kept of [undefined, null, "x", { filter: 1, order: "Name" }]) {
      assert.deepEqual(keptView(kept), fresh);
    }
  });
});
