import assert from "node:assert/strict";
import { TableSelection } from "../../../src/runTable/tableSelection";

/** Rows by their positions; undefined for the head of a group. */
const shownAs = (rows: readonly (number | undefined)[]) => ({
  rowAt: (position: number) => rows[position],
  positionOf: (row: number) => rows.indexOf(row),
});

describe("TableSelection", () => {
  const shown = shownAs([10, 11, undefined, 12, 13, 14]);
  const selected = (selection: TableSelection) => [10, 11, 12, 13, 14].filter((row) => selection.has(row));

  it("takes one row, adds and removes others, and extends from the last of them", () => {
    const selection = new TableSelection();
    selection.step("replace", 11, shown);
    selection.step("toggle", 13, shown);
    assert.deepEqual(selected(selection), [11, 13]);
    selection.step("toggle", 11, shown);
    assert.deepEqual(selected(selection), [13]);
    selection.step("extend", 13, shown);
    assert.deepEqual(selected(selection), [11, 12, 13]);
  });

  it("extends over the heads of groups, and from where the anchor stands now", () => {
    const selection = new TableSelection();
    selection.step("replace", 14, shown);
    selection.step("extend", 11, shown);
    assert.deepEqual(selected(selection), [11, 12, 13, 14]);
    selection.step("extend", 10, shownAs([14, 10, 11, 12, 13]));
    assert.deepEqual(selected(selection), [10, 14]);
  });

  it("begins from the row itself where the anchor is not on show", () => {
    const selection = new TableSelection();
    selection.step("replace", 99, shown);
    selection.step("extend", 12, shown);
    assert.deepEqual(selected(selection), [12]);
  });

  it("gives the selected in the order of others, and lets go of those that are gone", () => {
    const selection = new TableSelection();
    selection.select([10, 12, 14]);
    assert.deepEqual(selection.among([14, 13, 12]), [14, 12]);
    selection.keepOnly((row) => row !== 12);
    assert.equal(selection.size, 2);
  });
});
