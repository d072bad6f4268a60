import assert from "node:assert/strict";
import type { Series } from "../../../src/series/series";
import { seriesCsv } from "../../../src/series/seriesCsv";

const column = (...values: number[]): Float64Array => Float64Array.from(values);

describe("Series as CSV", () => {
  it("have the columns that are known, and every digit", () => {
    const points = {
      steps: column(10, 20, 30),
      values: column(0.1 + 0.2, NaN, -Infinity),
      epochs: column(0.5, 1, NaN),
      times: column(Date.UTC(2026, 0, 2, 3, 4, 5, 678), NaN, 1e300),
    };
    const loss: Series = { name: "train/loss", points, origin: "trainer_state.json", others: [] };
    assert.equal(
      seriesCsv([loss]),
      [
        "step,epoch,time,train/loss\r\n",
        "10,0.5,2026-01-02T03:04:05.678Z,0.30000000000000004\r\n",
        "20,1,,NaN\r\n",
        "30,,1e+300,-Infinity\r\n",
      ].join(""),
    );
  });

  it("share a row where they were logged together, in the order of their steps", () => {
    const loss = { steps: column(1, 2, 2, 4), values: column(5, 6, 7, 8) };
    const accuracy = { steps: column(2, 3), values: column(0.5, 0.6) };
    const csv = seriesCsv([
      { name: "loss", points: loss },
      { name: 'a "b", c', points: accuracy },
    ]);
    assert.equal(csv, 'step,loss,"a ""b"", c"\r\n1,5,\r\n2,6,0.5\r\n2,7,\r\n3,,0.6\r\n4,8,\r\n');
  });

  it("hand a spreadsheet no formula", () => {
    const points = { steps: column(NaN), values: column(1) };
    assert.equal(seriesCsv([{ name: "=1+1", points }]), "'=1+1\r\n1\r\n");
    assert.equal(seriesCsv([]), "\r\n");
  });
});
