import assert from "node:assert/strict";
import * as v from "valibot";
import { curveLine } from "../../../src/agents/verbs/curveLines";
import { seriesCsv } from "../../../src/series/seriesCsv";
import { histories } from "../../../src/sources/trueFoundry/wire/seriesWire";
import { isoTime } from "../../../src/text/formatNumbers";
import { dateTime } from "../../../src/text/looseValues";
import { csvOfCurves } from "../../../src/web/curves/model/curvesCsv";

const BEYOND = 9e15;

describe("A time that no date can be", () => {
  const points = {
    steps: Float64Array.of(NaN, NaN),
    values: Float64Array.of(2, 1),
    times: Float64Array.of(0, BEYOND),
  };
  const series = { name: "loss", points, origin: "", others: [] };

  it("is written as the number that it is, and fails nothing beside it", () => {
    assert.equal(isoTime(0), "1970-01-01T00:00:00.000Z");
    assert.equal(isoTime(BEYOND), "9000000000000000");
    assert.match(curveLine(series), /1 at 9000000000000000/);
    assert.match(seriesCsv([{ name: "loss", points }]), /^9000000000000000,1\r$/m);
    assert.match(csvOfCurves([{ run: "a", series }]), /^a,loss,,9000000000000000,1\r$/m);
  });

  it("is not known where it comes from a service", () => {
    assert.deepEqual([dateTime(8.64e15), dateTime(-8.64e15), dateTime(Infinity)], [8.64e15, -8.64e15, NaN]);
    const metrics = [{ value: 1, step: 1, timestamp: 1e300 }];
    const [found] = v.parse(histories, { metric_collections: [{ key: "loss", metrics }] });
    assert.deepEqual([found?.points.times, found?.points.values], [undefined, Float64Array.of(1)]);
  });
});
