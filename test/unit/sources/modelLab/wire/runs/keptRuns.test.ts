import assert from "node:assert/strict";
import { runSchema } from "../../../../../../src/sources/modelLab/wire/runWire";
import { oneSchema } from "../../../../../../src/sources/modelLab/wire/wire";
import { parseWire } from "../../../../../../src/sources/shared/parseWire";

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

  it("share the names with those of other runs that have the same", () => {
    const keys = Array.from({ length: PARAMS }, (_, index) => `param ${index}`);
    const [one, other] = [parseWire(RUN, answerOf(keys)), parseWire(RUN, answerOf(keys))];
    assert.equal(one.params.names, other.params.names);
    const metrics = [1, 2].map(() => parseWire(RUN, answerOf(keys.slice(0, METRICS))).metrics);
    assert.equal(metrics[0]?.names, metrics[1]?.names);
  });

  it("are shown on a row where they were chosen, tell most, or are no numbers", () => {
    const metric_summaries = [
      { key: "grad_norm", count: 2, latest: 7, mean: 5 },
      { key: "Eval/Loss", count: 2, min: 1, mean: 2 },
      { key: "reward/std", count: 2, latest: NaN, last_step: 3 },
    ];
    const { metrics } = parseWire(RUN, { data: { id: "9", attributes: { project_id: "1", metric_summaries } } });
    const [norm, loss, odd] = metrics.list();
    assert.deepEqual(metrics.shown(undefined), [loss, odd]);
    assert.deepEqual(metrics.shown("grad_norm"), [norm, odd]);
    assert.deepEqual(metrics.shown("accuracy"), [odd]);
    assert.deepEqual(odd, { key: "reward/std", count: 2, latest: NaN, lastStep: 3 });
  });
});
