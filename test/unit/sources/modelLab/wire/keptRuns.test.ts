import assert from "node:assert/strict";
import { runSchema } from "../../../../../src/sources/modelLab/wire/runWire";
import { oneSchema } from "../../../../../src/sources/modelLab/wire/wire";
import { parseWire } from "../../../../../src/sources/shared/parseWire";

const RUN = oneSchema(runSchema);
const METRICS = 22;
const PARAMS = 100;

function answerOf(keys: readonly string[]) {
  const params = keys.map((key) => ({ key, value: `${key} of ${keys.length}` }));
  const metric_summaries = keys.map((key) => ({ key, count: 1, latest: keys.length }));
  return { data: { id: "9", attributes: { project_id: "1", params, metric_summaries } } };
}

describe("Params and metrics of a run", () => {
  it("are its own, whatever the runs before it had", () => {
    const lists = [["a", "b"], ["a", "b"], ["a", "b", "c"], ["b"], ["b", "a"], []];
    const runs = lists.map((keys) => parseWire(RUN, answerOf(keys)));
    for (const [index, { params, metrics }] of runs.entries()) {
      const keys = lists[index]!;
      assert.deepEqual(
        params.list(),
        keys.map((key) => ({ key, value: `${key} of ${keys.length}` })),
      );
      assert.deepEqual(
        metrics.list(),
        keys.map((key) => ({ key, count: 1, latest: keys.length })),
      );
    }
  });

  it("share the names with those of other runs that have the same, and take a number each beside", () => {
    const keys = Array.from({ length: PARAMS }, (_, index) => `param ${index}`);
    const [one, other] = [parseWire(RUN, answerOf(keys)), parseWire(RUN, answerOf(keys))];
    assert.equal(one.params.names, other.params.names);
    const metrics = [1, 2].map(() => parseWire(RUN, answerOf(keys.slice(0, METRICS))).metrics);
    assert.equal(metrics[0]?.names, metrics[1]?.names);
    assert.equal(metrics[0]?.numbers.length, METRICS * 7);
  });
});
