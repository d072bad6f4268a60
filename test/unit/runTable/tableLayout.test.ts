import assert from "node:assert/strict";
import { columnId, columnTitle, columnWords, exportName, parseColumnId } from "../../../src/runTable/columnIds";
import {
  chooseColumns,
  EMPTY_LAYOUT,
  moveColumn,
  nextSort,
  readColumnSets,
  readLayout,
  sizeColumn,
} from "../../../src/runTable/tableLayout";

const ids = (columns: readonly { readonly id: string }[]) => columns.map(({ id }) => id).join(" ");
const of = (text: string) => text.split(" ").map((id) => ({ id }));

describe("The layout of a table", () => {
  const columns = of("fact:name fact:status param:lr latest:loss");

  it("keeps chosen columns in their places, and puts new ones behind them", () => {
    assert.equal(
      ids(chooseColumns(columns, ["tag:team", "latest:loss", "fact:status"])),
      "fact:name fact:status latest:loss tag:team",
    );
  });

  it("moves a column before another, or to the end, and never the name's", () => {
    assert.equal(ids(moveColumn(columns, "latest:loss", "fact:status")), "fact:name latest:loss fact:status param:lr");
    assert.equal(ids(moveColumn(columns, "fact:status", undefined)), "fact:name param:lr latest:loss fact:status");
    assert.equal(ids(moveColumn(columns, "fact:name", "latest:loss")), ids(columns));
    assert.equal(ids(moveColumn(columns, "param:lr", "fact:name")), "fact:name param:lr fact:status latest:loss");
    assert.equal(moveColumn(columns, "param:gone", "fact:status"), columns);
  });

  it("sizes a column within bounds", () => {
    const widths = [10, 99.6, 1e6].map((width) => sizeColumn(columns, "param:lr", width)[2]?.width);
    assert.deepEqual(widths, [48, 100, 1_200]);
  });

  it("sorts by a click, the other way by the next, and not at all by the third", () => {
    const click = (before: Parameters<typeof nextSort>[0], column: string, isAdded = false) =>
      nextSort(before, column, { isAdded, isDescendingFirst: false });
    const one = click([], "param:lr");
    assert.deepEqual(one, [{ column: "param:lr", isDescending: false }]);
    const two = click(one, "param:lr");
    assert.deepEqual(two, [{ column: "param:lr", isDescending: true }]);
    assert.deepEqual(click(two, "param:lr"), []);
    assert.deepEqual(click(one, "fact:name"), [{ column: "fact:name", isDescending: false }]);
    const both = click(two, "fact:name", true);
    assert.deepEqual(both, [...two, { column: "fact:name", isDescending: false }]);
    assert.deepEqual(click(both, "param:lr", true), [{ column: "fact:name", isDescending: false }]);
  });

  it("reads what was kept, and begins from nothing where it has not the shape", () => {
    const kept = { columns: [{ id: "param:lr", width: 80 }], sort: [{ column: "min:loss", isDescending: true }] };
    assert.deepEqual(readLayout(kept), { ...kept, columns: [{ id: "fact:name" }, { id: "param:lr", width: 80 }] });
    for (const bad of [
      undefined,
      "x",
      { sort: 1 },
      { sort: [], group: "nothing" },
      { sort: [], columns: [{ id: "x" }] },
    ]) {
      assert.deepEqual(readLayout(bad), EMPTY_LAYOUT);
    }
    assert.deepEqual(readColumnSets([{ name: "losses", columns: of("min:loss") }, { name: "", columns: [] }, 1]), [
      { name: "losses", columns: of("fact:name min:loss") },
    ]);
  });
});

describe("The ids of columns", () => {
  it("lead back to the columns, whatever their names hold", () => {
    for (const id of ["fact:owner", "param:a:b", "tag:mlflow.user", "latest:eval/loss", "step: "]) {
      assert.equal(columnId(parseColumnId(id)!), id);
    }
    assert.deepEqual(["", "fact:x", "param:", "other:x", "lr"].map(parseColumnId), Array(5).fill(undefined));
  });

  it("are worded for a head, a tooltip and a file", () => {
    const wordsOf = (id: string) => {
      const column = parseColumnId(id)!;
      return [columnTitle(column), columnWords(column), exportName(column)];
    };
    assert.deepEqual(wordsOf("min:loss"), ["loss min", "Metric loss, least value", "metrics.loss.min"]);
    assert.deepEqual(wordsOf("step:loss"), ["loss last step", "Metric loss, last step", "metrics.loss.step"]);
    assert.deepEqual(wordsOf("param:lr"), ["lr", "Parameter lr", "params.lr"]);
    assert.deepEqual(wordsOf("fact:started"), ["Started", "Started", "started"]);
  });
});
