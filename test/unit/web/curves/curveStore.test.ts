import assert from "node:assert/strict";
import { SentSeries } from "../../../../src/pages/curves/sentSeries";
import type { CurvesMessage } from "../../../../src/web/curves/model/curveMessages";
import type { CurveStore } from "../../../../src/web/curves/model/curveStore";
import { runKey, withCurves } from "../../../../src/web/curves/model/curveStore";
import { packSeries, unpackSeries } from "../../../../src/web/curves/model/packedSeries";
import { series } from "../../../support/curves";

const ADDRESS = { systemId: "modelLab", site: "us1", place: ["run", "70158"] };
const READING = { problems: [], unread: [], isGoing: false, looked: "" };

function told(sent: SentSeries, all: readonly ReturnType<typeof series>[]): CurvesMessage {
  return {
    kind: "curves",
    address: ADDRESS,
    series: sent.take(all),
    names: all.map(({ name }) => name),
    reading: READING,
  };
}

describe("A curve on its way to a page", () => {
  it("comes as it was, with NaN, infinite values and columns that are not known", () => {
    const one = series(
      "loss",
      [NaN, -Infinity, 0.1, -0],
      { steps: [10, 20, 30, 40], epochs: [NaN, 0.5, 1, 1.5] },
      { origin: "trainer_state.json", others: ["checkpoint-2/trainer_state.json"] },
    );
    assert.deepEqual(unpackSeries(packSeries(one, 0), undefined), one);
  });

  it("takes no room for steps that go up evenly", () => {
    const { steps } = packSeries(series("loss", [1, 2, 3, 4], { steps: [5, 15, 25, 35] }), 0);
    assert.deepEqual(steps, { first: 5, apart: 10, length: 4 });
    assert.ok(packSeries(series("loss", [1, 2, 3], { steps: [5, 15, 26] }), 0).steps instanceof Float64Array);
    assert.ok(packSeries(series("loss", [1, 2, 3], { steps: [NaN, NaN, NaN] }), 0).steps instanceof Float64Array);
    const tenths = series("loss", [1, 2, 3, 4], { steps: [0.1, 0.2, 0.3, 0.4] });
    assert.deepEqual(unpackSeries(packSeries(tenths, 0), undefined), tenths);
  });

  it("sends its own bytes alone when it is a part of many", () => {
    const all = new Float64Array(1_000);
    const { values } = packSeries({ ...series("loss", []), points: { steps: all, values: all.subarray(0, 2) } }, 0);
    assert.equal(values.buffer.byteLength, 16);
  });
});

describe("The curves that a page has", () => {
  const key = runKey(ADDRESS);

  it("grow by what is new, and stay the same where nothing is", () => {
    const sent = new SentSeries();
    const [loss, accuracy] = [series("loss", [3, 2]), series("accuracy", [0.5])];
    const first = withCurves(new Map(), told(sent, [loss, accuracy]));
    const grown = series("loss", [3, 2, NaN]);
    const message = told(sent, [grown, accuracy]);
    assert.deepEqual(
      message.series.map(({ name, start, values }) => [name, start, [...values]]),
      [["loss", 2, [NaN]]],
    );
    const second = withCurves(first, message);
    assert.deepEqual(second.get(key)?.series.get("loss"), grown);
    assert.equal(second.get(key)?.series.get("accuracy"), first.get(key)?.series.get("accuracy"));
  });

  it("are sent whole when they begin otherwise, and again to a page that was made again", () => {
    const sent = new SentSeries();
    sent.take([series("loss", [3, 2])]);
    assert.equal(sent.take([series("loss", [4, 2, 1])])[0]?.start, 0);
    assert.equal(sent.take([series("loss", [4, 2, 1])]).length, 0);
    assert.equal(sent.take([series("loss", [4, 2, 1], { times: [1, 2, 3] })])[0]?.start, 0);
    assert.equal(sent.take([series("loss", [4])])[0]?.start, 0);
    sent.forget();
    assert.equal(sent.take([series("loss", [4])])[0]?.start, 0);
  });

  it("tell when another file says them", () => {
    const sent = new SentSeries();
    sent.take([series("loss", [3, 2])]);
    const [packed] = sent.take([series("loss", [3, 2], {}, { origin: "metrics.csv" })]);
    assert.deepEqual([packed?.origin, packed?.start, packed?.values.length], ["metrics.csv", 2, 0]);
  });

  it("go when they are named no more, and leave those of other runs alone", () => {
    const sent = new SentSeries();
    const other = { ...told(new SentSeries(), [series("loss", [1])]), address: { ...ADDRESS, site: "eu1" } };
    let store: CurveStore = withCurves(new Map(), other);
    store = withCurves(store, told(sent, [series("loss", [1]), series("accuracy", [1])]));
    store = withCurves(store, told(sent, [series("accuracy", [1])]));
    assert.deepEqual([...(store.get(key)?.series.keys() ?? [])], ["accuracy"]);
    assert.deepEqual([...(store.get(runKey(other.address))?.series.keys() ?? [])], ["loss"]);
  });
});
