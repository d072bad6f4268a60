import assert from "node:assert/strict";
import { drawnParts, rangeScale, shortLabel } from "../../../src/web/parts/rangeScale";

const bar = (values: object) => ({ label: "run", ...values });

describe("The axis of bars", () => {
  it("goes from the least to the greatest of all bars, with some room and round numbers where it is shown", () => {
    const bars = [bar({ min: 1, max: 3, latest: 2 }), bar({ mean: 0 }), bar({ latest: 5 })];
    assert.deepEqual(rangeScale(bars, false), { min: 0, max: 5, ticks: [] });
    const { min, max, ticks } = rangeScale(bars, true)!;
    assert.deepEqual([min, max, ticks], [-0.2, 5.2, [0, 2, 4]]);
  });

  it("has two ends that are apart, also for one value", () => {
    assert.deepEqual(rangeScale([bar({ latest: 0 })], false), { min: -0.5, max: 0.5, ticks: [] });
    const { min, max } = rangeScale([bar({ latest: -20 })], true)!;
    assert.deepEqual([min, max], [-22, -18]);
  });

  it("knows no place for NaN and infinite values, and none at all without a finite one", () => {
    const odd = bar({ min: NaN, max: Infinity, latest: 2 });
    assert.deepEqual(rangeScale([odd], false), { min: 1.8, max: 2.2, ticks: [] });
    assert.deepEqual(drawnParts(odd), { latest: 2 });
    assert.deepEqual(drawnParts(bar({ latest: 2, mean: NaN })), { bar: { from: 2, to: 2 }, latest: 2 });
    assert.equal(rangeScale([bar({ latest: NaN }), bar({})], true), undefined);
  });

  it("names bars so that they are told apart by their ends, and cuts no letter in two", () => {
    assert.equal(shortLabel("qlora-r8-lr1e-4"), "qlora-r8-lr1e-4");
    assert.equal(shortLabel(`${"a".repeat(40)}-seed-17`), "aaaaaaaaa…aaaaaa-seed-17");
    assert.ok(shortLabel(`12345678👍${"x".repeat(30)}`).isWellFormed());
  });
});
