import assert from "node:assert/strict";
import { kindWords, strangeName } from "../../../../src/commands/filter/strangeNames";
import { parseFilter } from "../../../../src/sources/filter/parseFilter";
import { projectFields, runFields } from "../../../../src/sources/modelLab/filter/filterFields";

const FIELDS = runFields({});
const KNOWN = {
  keys: { tag: ["team", "gpu"], param: ["learning_rate", "lora_r", "optim"] },
  metrics: ["eval_loss", "train_loss", "grad_norm"],
};
const look = (text: string, known: Parameters<typeof strangeName>[2] = KNOWN) =>
  strangeName(FIELDS, parseFilter(text, { fields: FIELDS, keys: known.keys }).values, known);

describe("A name in a filter", () => {
  it("is nothing to be said of where the service has it", () => {
    assert.equal(look("status:failed team:nlp learning_rate:>0.1 tag:gpu:a100 vanilla is:pinned"), undefined);
  });

  for (const text of ["eval_loss:<0.95", "param:eval_loss:<0.95", "tag:eval_loss:low"]) {
    it(`is known for a metric, which the service can't filter by: ${text}`, () => {
      const found = look(`status:completed ${text}`);
      assert.deepEqual([found?.key, found?.isMetric], ["eval_loss", true]);
      assert.deepEqual(found?.others, { status: ["completed"] }, "the other conditions stay");
    });
  }

  it("that nothing has comes with what it may be meant for, in a filter that has it", () => {
    const found = look("team:nlp learnin_rate:>0.1");
    assert.deepEqual([found?.key, found?.isMetric, found?.nearMetrics], ["learnin_rate", false, []]);
    assert.deepEqual(found?.nearFilters, [
      { pair: "learning_rate:>0.1", values: { tag: ["team:nlp"], param: ["learning_rate:>0.1"] } },
    ]);
    assert.deepEqual(look("evalloss:<1")?.nearMetrics, ["eval_loss"]);
    assert.deepEqual(look("loss:<1")?.nearMetrics, ["eval_loss", "train_loss"]);
    assert.deepEqual(
      look("taem:nlp")?.nearFilters.map(({ pair }) => pair),
      ["team:nlp"],
    );
  });

  it("that is like nothing there is comes alone", () => {
    const found = look("zzz:1");
    assert.deepEqual([found?.nearMetrics, found?.nearFilters], [[], []]);
  });

  it("is not judged where the service names nothing, or the names of its kind could not be had", () => {
    assert.equal(look("zzz:1", { keys: { tag: [], param: [] }, metrics: [] }), undefined);
    assert.equal(look("zzz:1", { keys: { tag: ["team"] }, metrics: ["eval_loss"] }), undefined);
  });

  it("is called by the kinds of names that there are", () => {
    assert.equal(kindWords(FIELDS, KNOWN), "tag, parameter or metric");
    assert.equal(kindWords(projectFields({}), { keys: { tag: ["team"] }, metrics: [] }), "tag");
  });
});
