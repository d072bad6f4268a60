import assert from "node:assert/strict";
import { parseFilter } from "../../../../../src/sources/filter/parseFilter";
import { RUN_FIELDS } from "../../../../../src/sources/trueFoundry/filter/runFields";
import { isQuery, runNarrowing } from "../../../../../src/sources/trueFoundry/filter/runQuery";

const read = (text: string) => parseFilter(text, { fields: RUN_FIELDS });
const problemOf = (id: string, value: string) => RUN_FIELDS.find((field) => field.id === id)?.validate(value);

describe("A filter of TrueFoundry's runs", () => {
  it("is put into the service's comparison language, the name apart from it", () => {
    const values = {
      status: ["failed"],
      metric: ["eval/loss:<1.5", "acc:0.9", "x:>= 1e-3"],
      param: ["lora_r:16", "optim:!=adamw"],
      tag: ["team:nlp:search"],
      name: ["svm"],
      query: ['metrics.rmse < 1 and params.model_class = "LogisticRegression"'],
    };
    assert.deepEqual(runNarrowing(values), {
      filter: [
        'attributes.status = "FAILED"',
        'metrics."eval/loss" < 1.5',
        "metrics.acc = 0.9",
        "metrics.x >= 1e-3",
        'params.lora_r = "16"',
        'params.optim != "adamw"',
        'tags.team = "nlp:search"',
        'metrics.rmse < 1 and params.model_class = "LogisticRegression"',
      ].join(" and "),
      name: "svm",
    });
    assert.deepEqual(runNarrowing({}), {});
  });

  it("quotes what is in the texts, whatever it is, or says that it can't", () => {
    const { filter } = runNarrowing({ param: ['a "b":x"y', "c:it's"], metric: ["gpu.0 %:>1"] });
    assert.equal(filter, `metrics."gpu.0 %" > 1 and params.\`a "b"\` = 'x"y' and params.c = "it's"`);
    assert.match(problemOf("param", `c:it's "x"`) ?? "", /can't look for/);
    assert.match(problemOf("metric", 'a"b`c:>1') ?? "", /can't look for/);
  });

  it("is typed in the language as a whole, with its quotes, spaces and colons", () => {
    for (const text of [
      "metrics.rmse < 1",
      `params."a b" = 'c:d e' and tags.\`x\` like "%y%"`,
      "attributes.status != 'FAILED'",
      "metric.loss>=0.5",
    ]) {
      assert.ok(isQuery(text), text);
      assert.deepEqual(read(` ${text} `), { values: { query: [text] }, problems: [], undecided: [] });
    }
    assert.deepEqual(read(`params.a = "b`).problems, ["A quote is not closed"]);
  });

  it("is typed in words like any other filter", () => {
    assert.deepEqual(read("status:Failed eval/loss:<1.5 param:lora_r:16 svm").values, {
      status: ["failed"],
      metric: ["eval/loss:<1.5"],
      param: ["lora_r:16"],
      name: ["svm"],
    });
    for (const text of ["metrics.rmse", "loss < 1", "metrics rmse < 1", "<1", ""]) {
      assert.ok(!isQuery(text), text);
    }
  });

  for (const [id, good, bad] of [
    ["metric", ["loss:<1", "loss:1", "loss:!=-2.5e3"], ["loss", "loss:", ":1", "loss:<", "loss:<a", "loss:low"]],
    ["param", ["a:b", "a:!=b", "a:b:c"], ["a", "a:", ":b", "a:!=", "a:>1", "a:<=1"]],
    ["tag", ["team:nlp"], ["team", "team:<1"]],
    ["query", ["metrics.a < 1"], ["a < 1", "metrics.a", "metrics.a < 'b"]],
    ["status", ["failed", "brand new"], ["'", '"; drop']],
  ] as const) {
    it(`says what is wrong with a ${id}`, () => {
      for (const value of good) {
        assert.equal(problemOf(id, value), undefined, value);
      }
      for (const value of bad) {
        assert.ok(problemOf(id, value) !== undefined, value);
      }
    });
  }
});
