import assert from "node:assert/strict";
import { curveSummary } from "../../../src/series/curveSummary";
import type { SeriesPoints } from "../../../src/series/series";

const curve = (values: readonly number[], axes: Partial<SeriesPoints> = {}): SeriesPoints => ({
  steps: Float64Array.from(values, (_, index) => 100 * (index + 1)),
  values: Float64Array.from(values),
  ...axes,
});

describe("A curve in one sentence", () => {
  it("says where it goes, and its extreme with its step", () => {
    assert.equal(curveSummary(curve([2.31, 1.5, 1.1, 1.13])), "falls from 2.31 to 1.13, lowest 1.1 at step 300");
    assert.equal(curveSummary(curve([0.2, 0.9, 0.8])), "rises from 0.2 to 0.8, highest 0.9 at step 200");
    assert.equal(
      curveSummary(curve([2, 3, 0.5, 1])),
      "falls from 2 to 1, lowest 0.5 at step 300, highest 3 at step 200",
    );
    assert.equal(
      curveSummary(curve([1, 3, 0.5, 2])),
      "rises from 1 to 2, highest 3 at step 200, lowest 0.5 at step 300",
    );
    assert.equal(curveSummary(curve([3, 2, 1])), "falls from 3 to 1");
    assert.equal(curveSummary(curve([1, 2, 1])), "starts and ends at 1, highest 2 at step 200");
    assert.equal(curveSummary(curve([5, 5])), "stays at 5");
  });

  it("counts digits of a large step", () => {
    assert.equal(curveSummary(curve([1], { steps: Float64Array.of(120_000) })), "is 1 at step 120,000");
  });

  it("says by epoch, by time or by number where steps are not known", () => {
    const steps = Float64Array.of(NaN, NaN, NaN);
    const values = [3, 1, 2];
    const named = (axes: Partial<SeriesPoints>) => curveSummary(curve(values, { steps, ...axes }));
    assert.equal(named({ epochs: Float64Array.of(0.5, 1, 1.5) }), "falls from 3 to 2, lowest 1 at epoch 1");
    const times = Float64Array.of(0, Date.UTC(2026, 3, 5, 6, 7, 8), 1);
    assert.equal(named({ times }), "falls from 3 to 2, lowest 1 at 2026-04-05 06:07:08 UTC");
    assert.equal(named({ times: Float64Array.of(0, 1e300, 1) }), "falls from 3 to 2, lowest 1 at time 1e+300");
    assert.equal(named({}), "falls from 3 to 2, lowest 1 at value 2");
  });

  it("says what is not finite, and from where on", () => {
    assert.equal(curveSummary(curve([2, 1, NaN, NaN])), "falls from 2 to 1, NaN from step 300 on");
    assert.equal(curveSummary(curve([1, 2, Infinity, NaN])), "rises from 1 to 2, NaN or infinite from step 300 on");
    assert.equal(curveSummary(curve([1, Infinity])), "is 1 at step 100, infinite from step 200 on");
    assert.equal(curveSummary(curve([2, NaN, 1])), "falls from 2 to 1, 1 of 3 values NaN or infinite");
    assert.equal(curveSummary(curve([])), "has no values");
    assert.equal(curveSummary(curve([NaN, NaN])), "has no finite value");
    assert.equal(curveSummary(curve([NaN])), "is NaN at step 100");
  });
});
