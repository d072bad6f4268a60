import assert from "node:assert/strict";
import { PointColumns } from "../../../src/series/pointColumns";
import { axisColumn, bestAxis, slicePoints } from "../../../src/series/series";

describe("The columns of a series", () => {
  it("leave what was given as it was when they grow, and when a copy does", () => {
    const columns = new PointColumns();
    for (let step = 0; step < 1_000; step++) {
      columns.add({ step, value: step / 2, epoch: step / 100 });
    }
    const before = columns.points;
    const copy = columns.copy();
    columns.add({ step: 1_000, value: 7, time: 5 });
    copy.add({ step: 2_000, value: 8 });
    assert.deepEqual([before.steps.length, before.steps[999], before.values[999]], [1_000, 999, 499.5]);
    assert.equal(before.times, undefined);
    assert.deepEqual([columns.length, columns.points.steps.at(-1), columns.points.times?.at(-1)], [1_001, 1_000, 5]);
    assert.deepEqual([copy.points.steps.at(-1), copy.points.values.at(-1), copy.points.times], [2_000, 8, undefined]);
  });

  it("name the axes of which something is known", () => {
    const columns = new PointColumns();
    assert.equal(bestAxis(columns.points), undefined);
    columns.add({ value: 1, time: 3 });
    assert.equal(bestAxis(columns.points), "time");
    columns.add({ value: 1, epoch: 0 });
    assert.equal(bestAxis(columns.points), "epoch");
    assert.equal(axisColumn(columns.points, "step"), undefined);
    columns.add({ value: 1, step: 0 });
    assert.equal(bestAxis(columns.points), "step");
    assert.deepEqual(slicePoints(columns.points, 1, 3).epochs, Float64Array.of(0, NaN));
  });
});
