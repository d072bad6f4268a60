import assert from "node:assert/strict";
import {
  elapsedText,
  logTickText,
  placeText,
  placeTick,
  tickText,
  valueText,
} from "../../../../src/web/curves/model/axisText";
import { lineOf } from "../../../../src/web/curves/model/curveLine";
import { valueSpan, wholeSpan } from "../../../../src/web/curves/model/yScale";
import { panBy, zoomBy, zoomTo } from "../../../../src/web/curves/model/zoom";
import { linearTicks } from "../../../../src/web/parts/linearTicks";
import { axisTicks, logTicks, timeTicks } from "../../../../src/web/curves/picture/ticks";
import { series } from "../../../support/curves";

const line = (values: readonly number[]) => {
  const found = lineOf(series("loss", values).points, { axis: "step", smoothing: 0, start: NaN });
  assert.ok(found);
  return found;
};

describe("The scale of values", () => {
  const ALL = { min: 0, max: 9 };

  it("holds what is in sight with some room, of all lines", () => {
    assert.deepEqual(valueSpan([line([1, 2]), line([3])], ALL, false), { min: 0.9, max: 3.1 });
    assert.deepEqual(valueSpan([line([100, 1, 2, 100])], { min: 1, max: 2 }, false), { min: 0.95, max: 2.05 });
  });

  it("leaves out what has no place, and has a place for what is all alike", () => {
    assert.deepEqual(valueSpan([line([NaN, 1, Infinity, 3, -Infinity])], ALL, false), { min: 0.9, max: 3.1 });
    assert.deepEqual(valueSpan([line([0, 0])], ALL, false), { min: -0.5, max: 0.5 });
    assert.deepEqual(valueSpan([line([NaN])], ALL, false), { min: 0, max: 1 });
    const { min, max } = valueSpan([line([-5, 0, 10, 1_000])], ALL, true);
    assert.ok(min > 7 && min < 10 && max > 1_000 && max < 1_400);
    assert.deepEqual(valueSpan([line([-1])], ALL, true), { min: 0.1, max: 1 });
  });

  it("goes over all places of all lines on the x axis, and around one alone", () => {
    assert.deepEqual(wholeSpan([line([1, 2]), line([1, 2, 3])]), { min: 0, max: 2 });
    assert.deepEqual(wholeSpan([line([1])]), { min: -0.5, max: 0.5 });
    assert.deepEqual(wholeSpan([]), { min: 0, max: 1 });
  });
});

describe("A zoom", () => {
  const whole = { min: 0, max: 100 };

  it("stays within the whole, and is none when it is the whole", () => {
    assert.deepEqual(zoomTo(whole, { min: 90, max: 120 }), { min: 70, max: 100 });
    assert.deepEqual(zoomTo(whole, { min: -10, max: 10 }), { min: 0, max: 20 });
    assert.equal(zoomTo(whole, { min: -10, max: 110 }), undefined);
    assert.deepEqual(zoomTo(whole, { min: 50, max: 50 }), { min: 50, max: 50.0001 });
  });

  it("goes closer around a place, out again, and sideways", () => {
    assert.deepEqual(zoomBy(whole, whole, 0.5, 20), { min: 10, max: 60 });
    assert.equal(zoomBy(whole, { min: 10, max: 60 }, 2, 20), undefined);
    assert.deepEqual(panBy(whole, { min: 10, max: 60 }, 0.5), { min: 35, max: 85 });
    assert.deepEqual(panBy(whole, { min: 10, max: 60 }, -1), { min: 0, max: 50 });
  });
});

describe("The marks of an axis", () => {
  it("are round numbers, so many as there is room for", () => {
    assert.deepEqual(linearTicks({ min: 0.13, max: 1.09 }, 5), { step: 0.2, ticks: [0.2, 0.4, 0.6, 0.8, 1] });
    assert.deepEqual(linearTicks({ min: -3, max: 3 }, 3).ticks, [-2, 0, 2]);
    assert.deepEqual(logTicks({ min: 0.05, max: 3 }), [0.05, 0.1, 0.2, 0.5, 1, 2]);
    assert.deepEqual(logTicks({ min: 1e-9, max: 1e9 }).length, 7);
  });

  it("are whole minutes or hours where they measure time", () => {
    assert.deepEqual(timeTicks({ min: 0, max: 3_600 }, 4, 1), [0, 900, 1_800, 2_700, 3_600]);
    assert.deepEqual(axisTicks({ min: 0, max: 7_200_000 }, "time", 2).ticks, [0, 3_600_000, 7_200_000]);
    assert.deepEqual(axisTicks({ min: 0, max: 1 }, "elapsed", 2).ticks, [0, 0.5, 1]);
  });

  it("are written as short as they can be told from the next", () => {
    assert.deepEqual(
      [
        [0, 1],
        [0.25, 0.05],
        [2.25, 0.25],
        [1.5, 0.5],
        [12_000, 2_000],
        [12_345, 1],
        [2_000_000, 500_000],
        [0.00001, 0.00001],
      ].map(([value = 0, step = 0]) => tickText(value, step)),
      ["0", "0.25", "2.25", "1.5", "12K", "12345", "2M", "1e-5"],
    );
    assert.deepEqual([0.00001, 0.01, 1, 500, 100_000].map(logTickText), ["1e-5", "0.01", "1", "500", "1e5"]);
    assert.equal(placeTick(90, "elapsed", 30), "1 min 30 s");
  });

  it("say times as a person does", () => {
    assert.deepEqual([0, 0.5, 45, 750, 7_500, 273_600, -60].map(elapsedText), [
      "0 s",
      "0.5 s",
      "45 s",
      "12 min 30 s",
      "2 h 5 min",
      "3 d 4 h",
      "−1 min",
    ]);
    assert.equal(placeText(12_000, "step"), "step 12,000");
    assert.equal(placeText(2.5, "epoch"), "epoch 2.5");
    assert.equal(placeText(200, "elapsed"), "after 3 min 20 s");
  });

  it("say a smoothed value beside the one that was logged", () => {
    assert.equal(valueText(1.3, 1.3), "1.3");
    assert.equal(valueText(1.3, 1.234), "1.234 (1.3)");
    assert.equal(valueText(NaN, NaN), "NaN");
  });
});
