import assert from "node:assert/strict";
import { numberIn, sortRows } from "../../../src/runTable/sortRows";
import { columnsOf, run, withMetric, withParam } from "./tableFixture";

describe("sortRows", () => {
  const by = (column: string, isDescending = false) => ({ column, isDescending });

  it("puts NaN and infinite values behind all others, and none behind them, whichever way", () => {
    const data = withMetric("loss", [NaN, 2, undefined, -Infinity, Infinity, 1]);
    assert.deepEqual(sortRows(data, data.rows, [by("latest:loss")]), [5, 1, 0, 3, 4, 2]);
    assert.deepEqual(sortRows(data, data.rows, [by("latest:loss", true)]), [1, 5, 0, 3, 4, 2]);
  });

  it("compares parameters that say numbers as numbers, and puts words behind them", () => {
    const values = ["1e-4", "0.01", "adamw", "5e-5", "NaN", undefined, "checkpoint-10", "checkpoint-2"];
    const data = withParam("lr", values);
    assert.deepEqual(
      sortRows(data, data.rows, [by("param:lr")]).map((row) => values[row]),
      ["5e-5", "1e-4", "0.01", "adamw", "checkpoint-2", "checkpoint-10", "NaN", undefined],
    );
    assert.deepEqual(
      sortRows(data, data.rows, [by("param:lr", true)]).map((row) => values[row]),
      ["checkpoint-10", "checkpoint-2", "adamw", "0.01", "1e-4", "5e-5", "NaN", undefined],
    );
  });

  it("sorts by several columns, the first of which counts most", () => {
    const of = (status: string, duration: number) => ({ status, duration });
    const runs = [of("failed", 3), of("completed", 2), of("failed", 1), of("completed", 4)];
    const data = columnsOf(runs.map((record, index) => run(`run-${index}`, record)));
    const keys = [by("fact:status"), by("fact:duration", true)];
    assert.deepEqual(sortRows(data, data.rows, keys), [3, 1, 0, 2]);
  });

  it("takes two ways to write a number for one", () => {
    const data = withParam("lr", ["1e-1", "0.1", "0.10"]);
    assert.deepEqual(sortRows(data, data.rows, [by("param:lr", true)]), [0, 1, 2]);
  });

  it("leaves the service's order where nothing else tells", () => {
    const data = columnsOf([run("a"), run("b"), run("c")]);
    const { record, ...head } = run("d");
    data.put(head, record, -1);
    assert.deepEqual(sortRows(data, data.rows, [by("latest:none")]), [3, 0, 1, 2]);
  });

  it("reads numbers as Python writes them, and nothing else as one", () => {
    assert.deepEqual(["1e-4", " 2 ", "-inf", "Infinity", "nan"].map(numberIn), [1e-4, 2, -Infinity, Infinity, NaN]);
    assert.deepEqual(["", "2b", "true", "1 GB", "information", "e5"].map(numberIn), Array(6).fill(undefined));
  });
});
