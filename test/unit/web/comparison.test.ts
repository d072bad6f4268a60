import assert from "node:assert/strict";
import type { PageContent } from "../../../src/sources/page";
import { compareMetrics, compareParams } from "../../../src/web/comparePage/comparison";
import { csvOf, markdownOf } from "../../../src/web/comparePage/comparisonText";
import { metricDirection } from "../../../src/web/comparePage/metricDirection";

function content(params: Record<string, string>, metrics: PageContent["metrics"] = []): PageContent {
  return {
    noun: "Run",
    title: "vanilla",
    above: [],
    summary: [],
    description: "",
    facts: [],
    tags: [],
    links: [],
    params: Object.entries(params).map(([key, value]) => ({ key, value })),
    metrics,
    tables: [],
    charts: [],
    texts: [],
    rowIds: [],
    problems: [],
  };
}

describe("compareParams", () => {
  it("puts what differs first, each part by name, and takes what is missing for a difference", () => {
    const compared = compareParams([
      content({ seed: "1", lr: "2", b2: "x", b10: "x" }),
      content({ seed: "2", b2: "x", b10: "x" }),
    ]);
    assert.deepEqual(
      compared.map(({ key, values, isDifferent }) => [key, ...values, isDifferent]),
      [
        ["lr", "2", undefined, true],
        ["seed", "1", "2", true],
        ["b2", "x", "x", false],
        ["b10", "x", "x", false],
      ],
    );
  });

  it("does not take a column that could not be loaded for a difference", () => {
    const [seed] = compareParams([content({ seed: "1" }), undefined, content({ seed: "1" })]);
    assert.equal(seed?.isDifferent, false);
  });
});

describe("compareMetrics", () => {
  const best = (key: string, values: readonly (number | undefined)[]) =>
    compareMetrics(values.map((latest) => content({}, latest === undefined ? [] : [{ key, latest }])))[0]?.best;

  it("marks the lowest loss and the highest accuracy, all of them where several share it", () => {
    assert.deepEqual(best("eval_loss", [1.2, 0.9, undefined, 0.9]), [1, 3]);
    assert.deepEqual(best("eval/accuracy", [0.1, 0.9]), [1]);
  });

  it("marks nothing when the direction is unknown, values are alike, or there is one alone", () => {
    assert.deepEqual(best("grad_norm", [1, 2]), []);
    assert.deepEqual(best("loss", [1, 1]), []);
    assert.deepEqual(best("loss", [1, undefined]), []);
    assert.deepEqual(best("loss", [Number.NaN, 1]), []);
  });
});

describe("metricDirection", () => {
  for (const name of ["loss", "train/loss", "evalLoss", "val_perplexity", "latency_ms", "RMSE", "wer", "total_cost"]) {
    it(`takes ${name} for the better the lower`, () => assert.equal(metricDirection(name), "lower"));
  }
  for (const name of ["accuracy", "eval_f1", "reward/mean", "roc_auc", "rouge1", "precision", "net_score"]) {
    it(`takes ${name} for the better the higher`, () => assert.equal(metricDirection(name), "higher"));
  }
  for (const name of ["learning_rate", "epoch", "grad_norm", "glossary", "loss_accuracy"]) {
    it(`does not know of ${name}`, () => assert.equal(metricDirection(name), undefined));
  }
});

describe("A comparison as text", () => {
  const hostile = ['=HYPERLINK("http://x")', "[a](command:quit)|<b>", "-1", 'say "hi",\r\nbye', "@SUM(A1)", "\t=1"];
  const params = [{ key: "p|q", values: hostile, isDifferent: true }];
  const metrics = [{ key: "loss", ranges: [{ key: "loss", latest: 1, min: 0.5, max: 2 }, undefined], best: [0] }];

  it("is CSV that no spreadsheet runs, with numbers left as they are", () => {
    const csv = csvOf({ titles: ["a"], params, metrics: [] });
    assert.equal(
      csv,
      'kind,name,a\r\nparam,p|q,"\'=HYPERLINK(""http://x"")",[a](command:quit)|<b>,-1,"say ""hi"",\r\nbye",' +
        "'@SUM(A1),\"'\t=1\"\r\n".replace('"\'\t=1"', "'\t=1"),
    );
    assert.match(
      csvOf({ titles: ["a", "b"], params: [], metrics }),
      /metric latest,loss,1,\r\nmetric min,loss,0\.5,\r\n/,
    );
  });

  it("is Markdown without links, HTML or cells of a value's making", () => {
    const markdown = markdownOf({ titles: ["<i>x</i>", "b"], params, metrics });
    assert.doesNotMatch(markdown, /<|(?<!\\)\[a|\](?=\()/);
    assert.match(markdown, /^\| Parameter \| &lt;i>x&lt;\/i> \| b \|\n\| --- \| ---: \| ---: \|\n\| p\\\|q \| /);
    assert.match(markdown, /\| loss \| \*\*1\*\* \| {2}\|\n$/);
  });
});
