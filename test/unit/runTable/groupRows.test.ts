import assert from "node:assert/strict";
import { groupFigure, groupRows } from "../../../src/runTable/groupRows";
import { ShownRows } from "../../../src/runTable/shownRows";
import { columnsOf, run, withParam } from "./tableFixture";

const of = (optimizer: string | undefined, loss: number | undefined, index: number) =>
  run(`run-${index}`, {
    params: optimizer === undefined ? [] : [{ key: "opt", value: optimizer }],
    metrics: loss === undefined ? [] : [{ key: "loss", latest: loss }],
  });
const data = columnsOf([
  of("adam", 3, 0),
  of(undefined, 1, 1),
  of("sgd", NaN, 2),
  of("adam", 2, 3),
  of("lion", undefined, 4),
]);
const diverged = columnsOf([of("adam", 3, 0), of("adam", Infinity, 1), of("adam", -Infinity, 2)]);

describe("groupRows", () => {
  it("makes a group for each value, in the order of the rows, with those that have none last", () => {
    const groups = groupRows(data, [1, 3, 0, 2, 4], "param:opt");
    assert.deepEqual(
      groups.map(({ text, rows }) => [text, rows]),
      [
        ["adam", [3, 0]],
        ["sgd", [2]],
        ["lion", [4]],
        [undefined, [1]],
      ],
    );
  });

  it("tells the best value where one end is better, and the span where none is", () => {
    const [adam, none, sgd, lion] = ["adam", undefined, "sgd", "lion"].map((text) =>
      groupRows(data, data.rows, "param:opt").find((group) => group.text === text)!,
    );
    assert.deepEqual(groupFigure(data, adam!, "latest:loss", "lower"), { best: 2 });
    assert.deepEqual(groupFigure(data, adam!, "latest:loss", "higher"), { best: 3 });
    assert.deepEqual(groupFigure(data, adam!, "latest:loss", undefined), { span: [2, 3] });
    assert.deepEqual(groupFigure(data, none!, "latest:loss", "lower"), { best: 1 });
    // NaN is no best value, and neither is an infinite one.
    assert.equal(groupFigure(data, sgd!, "latest:loss", "lower"), undefined);
    const [infinite] = groupRows(diverged, diverged.rows, "param:opt");
    assert.deepEqual(groupFigure(diverged, infinite!, "latest:loss", "lower"), { best: 3 });
    assert.deepEqual(groupFigure(diverged, infinite!, "latest:loss", "higher"), { best: 3 });
    assert.equal(groupFigure(data, lion!, "latest:loss", "lower"), undefined);
    assert.equal(groupFigure(data, adam!, "param:opt", "lower"), undefined);
  });
});

describe("ShownRows", () => {
  const kinds = (shown: ShownRows) =>
    Array.from({ length: shown.length }, (_, position) => {
      const line = shown.at(position);
      return line?.kind === "run"
        ? line.row
        : `${line?.group.text ?? "none"} ${line?.isOpen === true ? "open" : "closed"}`;
    });

  it("puts the runs of a group below its head, and hides them when it is closed", () => {
    const shown = new ShownRows();
    shown.arrange(data, { sort: [{ column: "latest:loss", isDescending: false }], group: "param:opt" });
    assert.deepEqual(kinds(shown), ["adam open", 3, 0, "sgd open", 2, "lion open", 4, "none open", 1]);
    shown.toggle("adam");
    shown.toggle(undefined);
    assert.deepEqual(kinds(shown), ["adam closed", "sgd open", 2, "lion open", 4, "none closed"]);
    assert.deepEqual(shown.runs, [3, 0, 2, 4, 1]);
    assert.deepEqual([shown.rowAt(0), shown.rowAt(2), shown.positionOf(4), shown.positionOf(3)], [undefined, 2, 4, -1]);
  });

  it("closes all groups, or opens all when none is open", () => {
    const shown = new ShownRows();
    shown.arrange(data, { sort: [], group: "param:opt" });
    shown.toggle("sgd");
    shown.toggleAll();
    assert.equal(shown.length, shown.groupCount);
    shown.toggleAll();
    assert.equal(shown.length, data.size + shown.groupCount);
  });

  it("opens all groups of another column", () => {
    const other = withParam("a", ["1", "2"]);
    const shown = new ShownRows();
    shown.arrange(other, { sort: [], group: "param:a" });
    shown.toggleAll();
    shown.arrange(other, { sort: [], group: "fact:status" });
    assert.deepEqual(kinds(shown), ["completed open", 0, 1]);
  });
});
