import assert from "node:assert/strict";
import { thinnedIndexes, thinPoints } from "../../../src/series/thinPoints";

const wave = (length: number): Float64Array => Float64Array.from({ length }, (_, index) => Math.sin(index / 50));

describe("A line that is thinned", () => {
  it("keeps both ends and every spike, up and down, wherever it stands", () => {
    for (let at = 0; at < 10_000; at += 97) {
      const values = wave(10_000);
      values[at] = 5;
      values[9_999 - at] = -5;
      const kept = thinnedIndexes(values, 500);
      assert.ok(kept.length <= 500);
      assert.equal(kept[0], 0);
      assert.equal(kept.at(-1), 9_999);
      assert.ok(kept.includes(at));
      assert.ok(kept.includes(9_999 - at));
    }
  });

  it("stays as it is while it is short, and is in order, without a double", () => {
    assert.deepEqual([...thinnedIndexes(Float64Array.of(3, 1, 2), 6)], [0, 1, 2]);
    assert.deepEqual([...thinnedIndexes(new Float64Array(0), 6)], []);
    for (const length of [7, 8, 100, 9_999]) {
      const kept = [...thinnedIndexes(wave(length), 6)];
      assert.deepEqual(
        kept,
        [...new Set(kept)].sort((a, b) => a - b),
      );
      assert.ok(kept.length <= 6 && kept.length >= 2);
    }
  });

  it("keeps gaps and infinite values", () => {
    const values = wave(5_000);
    values[1_234] = NaN;
    values[4_321] = -Infinity;
    const kept = thinnedIndexes(values, 100);
    assert.ok(kept.includes(1_234));
    assert.ok(kept.includes(4_321));
  });

  it("may be a part of the values, as it is when zoomed", () => {
    const values = wave(5_000);
    values[100] = 9;
    values[3_000] = 8;
    const kept = thinnedIndexes(values, 50, 2_000, 4_000);
    assert.ok(kept.length <= 50 && kept.includes(3_000) && !kept.includes(100));
    assert.equal(kept[0], 2_000);
    assert.equal(kept.at(-1), 3_999);
  });

  it("thins all columns alike", () => {
    const values = wave(5_000);
    const steps = Float64Array.from(values, (_, index) => index * 10);
    const thinned = thinPoints({ steps, values, times: steps.map((step) => step + 1) }, 200);
    assert.equal(thinned.epochs, undefined);
    assert.ok(thinned.steps.length <= 200 && thinned.steps.length > 80);
    for (const [index, step] of thinned.steps.entries()) {
      assert.equal(thinned.values[index], values[step / 10]);
      assert.equal(thinned.times?.[index], step + 1);
    }
  });
});
