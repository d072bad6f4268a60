import assert from "node:assert/strict";
import { compareMetrics, knownColumns } from "../../../src/web/entryPage/metricOrder";

describe("The metrics of a page that are sorted by a value", () => {
  const values = { a: NaN, b: 2, c: undefined, d: -Infinity, e: 1, f: Infinity };
  const metrics = Object.entries(values).map(([key, latest]) => ({ key, ...(latest === undefined ? {} : { latest }) }));
  const order = (isDown: boolean) =>
    metrics
      .toSorted((one, other) => compareMetrics(one, other, { column: "latest", isDown }))
      .map(({ key }) => key)
      .join("");

  it("have what is NaN or infinite behind all numbers either way, and what has no value at the end", () => {
    assert.equal(order(false), "ebadfc");
    assert.equal(order(true), "beadfc");
  });
});

describe("The columns of a page's metrics", () => {
  it("are those that some metric has a value for", () => {
    assert.deepEqual(knownColumns([{ key: "a", latest: 1 }]), []);
    assert.deepEqual(
      knownColumns([
        { key: "a", latest: 1, count: 0 },
        { key: "b", mean: NaN },
      ]),
      ["mean", "count"],
    );
  });
});
