import assert from "node:assert/strict";
import { metricItems } from "../../../../src/commands/metrics/metricItems";

const LIST = {
  names: ["eval_loss", "accuracy", "grad_norm"],
  isListed: true,
  failure: undefined,
  typed: "",
  isRanking: true,
  current: undefined,
  none: undefined,
};

describe("metricItems", () => {
  it("guess from its name which values of a metric are best, and offer the other way", () => {
    assert.deepEqual(
      metricItems(LIST).map(({ label, description, pick, turned }) => [
        label,
        description,
        pick?.direction,
        turned?.direction,
      ]),
      [
        ["eval_loss", "lowest first", "lower", "higher"],
        ["accuracy", "highest first", "higher", "lower"],
        ["grad_norm", "lowest or highest first?", undefined, undefined],
      ],
    );
  });

  it("take a name that is typed, once", () => {
    const typed = metricItems({ ...LIST, typed: "val_bleu $(trash)" })[3]!;
    assert.equal(typed.label, "$(edit) val_bleu $\u200b(trash)");
    assert.deepEqual(typed.pick, { metric: "val_bleu $(trash)", direction: "higher" });
    assert.equal(metricItems({ ...LIST, typed: "accuracy" }).length, 3);
  });

  it("say why there are none, and nothing of that before it is known", () => {
    const none = { ...LIST, names: [] };
    assert.deepEqual(metricItems({ ...none, isListed: false }), []);
    assert.equal(metricItems(none)[0]?.label, "$(info) No metrics are known");
    const failed = metricItems({ ...none, failure: "the service failed" });
    assert.deepEqual([failed[0]?.description, failed[0]?.pick], ["the service failed; type one", undefined]);
  });

  it("take a choice back where there is one, and tell which is shown", () => {
    const items = metricItems({ ...LIST, isRanking: false, current: "accuracy", none: "What says most" });
    assert.deepEqual(
      items.map(({ description }) => description),
      ["", "", "shown now", ""],
    );
    assert.deepEqual(items[0]?.pick, { metric: undefined, direction: undefined });
  });
});
