import assert from "node:assert/strict";
import type { SeriesPoints } from "../../../../src/series/series";
import { lineOf } from "../../../../src/web/curves/model/curveLine";
import { legendRows } from "../../../../src/web/curves/model/legendRows";
import { firstAfter, firstFrom, nearestTo, nextPlace } from "../../../../src/web/curves/model/nearest";
import { smoothed } from "../../../../src/web/curves/model/smoothing";
import { axesOf, columnOf, startOf } from "../../../../src/web/curves/model/xAxis";
import { series } from "../../../support/curves";

const AS_LOGGED = { smoothing: 0, start: NaN } as const;

describe("A smoothed curve", () => {
  it("begins where the curve does, and follows it the slower the more it is smoothed", () => {
    const values = Float64Array.of(4, 2, 2, 2);
    assert.deepEqual([...smoothed(values, 0.5)], [4, 8 / 3, 16 / 7, 32 / 15]);
    assert.ok((smoothed(values, 0.9)[3] ?? 0) > (smoothed(values, 0.5)[3] ?? 0));
    assert.deepEqual([...smoothed(values, 0)], [...values]);
  });

  it("keeps NaN and infinite values where they are, and goes on behind them as if they were not", () => {
    const smooth = smoothed(Float64Array.of(4, NaN, 2, -Infinity, 2), 0.5);
    assert.deepEqual([...smooth], [4, NaN, 8 / 3, -Infinity, 16 / 7]);
  });
});

describe("The axes of curves", () => {
  const { points } = series("loss", [3, 2, 1], { times: [5_000, 6_000, 9_000], epochs: [NaN, 0.5, 1] });

  it("are those that something is known of", () => {
    assert.deepEqual(axesOf([series("a", [1])]), ["step"]);
    assert.deepEqual(axesOf([series("a", [1], { epochs: [NaN] })]), ["step"]);
    assert.deepEqual(axesOf([series("a", [1]), { ...series("b", [1]), points }]), ["step", "epoch", "time", "elapsed"]);
  });

  it("count seconds from the first value of the run, and points where there is no step", () => {
    const start = startOf([series("a", [1], { times: [4_000] }), series("b", [1], { times: [NaN] }), series("c", [1])]);
    assert.equal(start, 4_000);
    assert.deepEqual([...(columnOf(points, "elapsed", start) ?? [])], [1, 2, 5]);
    const uncounted: SeriesPoints = { ...points, steps: Float64Array.of(NaN, NaN, NaN) };
    assert.deepEqual([...(columnOf(uncounted, "step", NaN) ?? [])], [0, 1, 2]);
    assert.equal(columnOf(series("a", [1]).points, "time", NaN), undefined);
  });
});

describe("The line of a curve", () => {
  it("is the curve itself where its steps go up", () => {
    const { points } = series("loss", [3, NaN, 1]);
    const line = lineOf(points, { axis: "step", ...AS_LOGGED });
    assert.equal(line?.x, points.steps);
    assert.equal(line.y, points.values);
    assert.equal(line.shown, points.values);
  });

  it("goes from the left to the right where a run was taken up at an earlier step, without points that have no place", () => {
    const { points } = series("loss", [1, 2, 3, 4, 5], { steps: [10, 20, 10, NaN, 30] });
    const line = lineOf(points, { axis: "step", ...AS_LOGGED });
    assert.deepEqual([...(line?.x ?? [])], [10, 10, 20, 30]);
    assert.deepEqual([...(line?.y ?? [])], [1, 3, 2, 5]);
    assert.deepEqual([...(line?.order ?? [])], [0, 2, 1, 4]);
  });

  it("is none where the axis is not known", () => {
    assert.equal(lineOf(series("loss", [1]).points, { axis: "epoch", ...AS_LOGGED }), undefined);
  });
});

describe("The place nearest to the crosshair", () => {
  const column = Float64Array.of(0, 10, 10, 20);

  it("is found between, before and behind the points", () => {
    assert.deepEqual([firstFrom(column, 10), firstAfter(column, 10), firstFrom(column, 21)], [1, 3, 4]);
    assert.deepEqual(
      [-5, 4, 6, 14, 16, 99].map((x) => nearestTo(column, x)),
      [0, 0, 1, 2, 3, 3],
    );
  });

  it("is none far from the ends of the line, or on no line", () => {
    assert.deepEqual([nearestTo(column, 21, 1), nearestTo(column, 22, 1), nearestTo(column, -2, 1)], [3, -1, -1]);
    assert.equal(nearestTo(new Float64Array(), 1), -1);
  });

  it("moves to the next point of any line", () => {
    const columns = [column, Float64Array.of(5, 15)];
    assert.deepEqual([nextPlace(columns, 10, true), nextPlace(columns, 10, false)], [15, 5]);
    assert.deepEqual([nextPlace(columns, 20, true), nextPlace(columns, 0, false)], [undefined, undefined]);
  });
});

describe("The legend below the crosshair", () => {
  const line = (values: readonly number[]) => lineOf(series("loss", values).points, { axis: "step", ...AS_LOGGED });

  it("stands as the lines do, the highest first and NaN last", () => {
    const rows = legendRows([line([1]), line([NaN]), line([3]), undefined, line([Infinity]), line([2])], 0);
    assert.deepEqual(
      rows.map(({ index, value }) => [index, value]),
      [
        [4, Infinity],
        [2, 3],
        [5, 2],
        [0, 1],
        [1, NaN],
      ],
    );
  });

  it("has no row for a line that has ended before", () => {
    assert.deepEqual(
      legendRows([line([1, 2, 3, 4]), line([1, 2])], 3, 0.5).map(({ index }) => index),
      [0],
    );
  });
});
