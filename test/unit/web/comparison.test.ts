import assert from "node:assert/strict";
import type { PanelContent } from "../../../src/sources/contract/panelContent";
import { compareMetrics, compareParams } from "../../../src/web/comparePage/comparison";
import { extremeWords } from "../../../src/web/comparePage/metricWords";
import { csvOf, markdownOf } from "../../../src/web/comparePage/comparisonText";
import { metricDirection } from "../../../src/sources/metrics/metricDirection";
import { pageContent } from "../../support/pageContent";

function content(params: Record<string, string>, metrics: PanelContent["metrics"] = []): PanelContent {
  return pageContent({ params: Object.entries(params).map(([key, value]) => ({ key, value })), metrics });
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

  it("takes no mean for better than a latest value, as a run that has diverged has none", () => {
    const [metric] = compareMetrics([
      content({}, [{ key: "loss", latest: 0.9, mean: 1 }]),
      content({}, [{ key: "loss", mean: 0.7 }]),
      content({}, [{ key: "loss", latest: 0.95, mean: 0.8 }]),
    ]);
    assert.deepEqual(metric?.best, [0]);
    const [ofMeans] = compareMetrics([1, 0.7].map((mean) => content({}, [{ key: "loss", mean }])));
    assert.deepEqual(ofMeans?.best, [1]);
  });

  it("marks nothing when the direction is unknown, values are alike, or there is one alone", () => {
    assert.deepEqual(best("grad_norm", [1, 2]), []);
    assert.deepEqual(best("loss", [1, 1]), []);
    assert.deepEqual(best("loss", [1, undefined]), []);
    assert.deepEqual(best("loss", [Number.NaN, 1]), []);
  });

  it("never marks what is NaN or infinite, and names it behind the numbers", () => {
    assert.deepEqual(best("eval_loss", [NaN, 1.2, -Infinity, 0.9]), [3]);
    assert.deepEqual(best("accuracy", [Infinity, 0.2, 0.9, NaN]), [2]);
    const words = (...values: readonly number[]) =>
      extremeWords({ ranges: values.map((latest) => ({ key: "grad_norm", latest })) }, "runs");
    assert.equal(words(NaN, 2, 0.5, Infinity, NaN), "0.5 to 2, NaN, ∞");
    assert.equal(words(NaN, NaN), "all NaN");
    assert.equal(words(NaN, 2), "2, NaN");
    assert.equal(words(2, 2), "all 2");
    assert.equal(words(0.5, 2), "0.5 to 2");
    assert.equal(words(), "no values");
  });

  it("says how many have a metric that not all have", () => {
    const range = { key: "f1", latest: 0.9078 };
    const words = (ranges: readonly (typeof range | undefined)[]) => extremeWords({ ranges }, "runs");
    assert.equal(words([undefined, range, undefined]), "0.9078, 1 of 3 runs");
    assert.equal(words([range, range, undefined]), "0.9078, 2 of 3 runs");
    assert.equal(words([range, range]), "all 0.9078");
  });

  it("goes by what the system says of a direction, where it says one thing", () => {
    const compared = (...directions: readonly ("lower" | "higher" | undefined)[]) =>
      compareMetrics(
        directions.map((direction, latest) =>
          content({}, [{ key: "bus_factor", latest, ...(direction === undefined ? {} : { direction }) }]),
        ),
      )[0]!;
    assert.deepEqual([compared("higher", "higher").direction, compared("higher", "higher").best], ["higher", [1]]);
    assert.deepEqual(compared("lower", undefined).best, [0]);
    assert.deepEqual(compared("lower", "higher").best, []);
    assert.equal(compared(undefined, undefined).direction, undefined);
  });

  it("tells metrics that are alike in all that could be loaded from those that differ in any number", () => {
    const metric = { key: "loss", latest: 1, min: 0, max: 2, mean: 1 };
    const isDifferent = (...columns: readonly (typeof metric | "none" | undefined)[]) =>
      compareMetrics([metric, ...columns].map((one) => one && content({}, one === "none" ? [] : [one])))[0]
        ?.isDifferent;
    assert.equal(isDifferent(metric, undefined), false);
    for (const part of ["latest", "min", "max", "mean"] as const) {
      assert.equal(isDifferent({ ...metric, [part]: 7 }), true, part);
    }
    assert.equal(isDifferent("none"), true);
  });
});

describe("metricDirection", () => {
  for (const name of [
    "loss",
    "train/loss",
    "evalLoss",
    "val_perplexity",
    "latency_ms",
    "RMSE",
    "wer",
    "total_cost",
    "net_score_latency",
  ]) {
    it(`takes ${name} for the better the lower`, () => assert.equal(metricDirection(name), "lower"));
  }
  for (const name of [
    "accuracy",
    "eval_f1",
    "reward/mean",
    "roc_auc",
    "rouge1",
    "precision",
    "net_score",
    "size_score",
    "rewards/margins",
  ]) {
    it(`takes ${name} for the better the higher`, () => assert.equal(metricDirection(name), "higher"));
  }
  for (const name of [
    "learning_rate",
    "forward_pass_time",
    "perf/forward_pass_ms",
    "time_to_accuracy",
    "rewards/kl",
    "reward/penalty",
    "num_rewards",
    "loss_reduction",
    "epoch",
    "grad_norm",
    "glossary",
    "loss_accuracy",
    "loss_scale",
    "rewards/rejected",
    "reward_std",
  ]) {
    it(`does not know of ${name}`, () => assert.equal(metricDirection(name), undefined));
  }
});

describe("A comparison as text", () => {
  const hostile = ['=HYPERLINK("http://x")', "[a](command:quit)|<b>", "-1", 'say "hi",\r\nbye', "@SUM(A1)", "\t=1"];
  const params = [{ key: "p|q", values: hostile, isDifferent: true }];
  const metrics = [
    {
      key: "loss",
      ranges: [{ key: "loss", latest: 1, min: 0.5, max: 2, mean: 1.5 }, undefined],
      isDifferent: true,
      best: [0],
    },
  ];

  it("is CSV that no spreadsheet runs, with numbers left as they are", () => {
    const csv = csvOf({ titles: ["a"], params, metrics: [] });
    assert.equal(
      csv,
      'kind,name,a\r\nparam,p|q,"\'=HYPERLINK(""http://x"")",[a](command:quit)|<b>,-1,"say ""hi"",\r\nbye",' +
        "'@SUM(A1),\"'\t=1\"\r\n".replace('"\'\t=1"', "'\t=1"),
    );
    assert.match(
      csvOf({ titles: ["a", "b"], params: [], metrics }),
      /metric latest,loss,1,\r\nmetric min,loss,0\.5,\r\nmetric max,loss,2,\r\nmetric mean,loss,1\.5,\r\n$/,
    );
  });

  it("is Markdown without links, HTML or cells of a value's making", () => {
    const markdown = markdownOf({ titles: ["<i>x</i>", "b"], params, metrics });
    assert.doesNotMatch(markdown, /<|(?<!\\)\[a|\](?=\()/);
    assert.match(markdown, /^\| Parameter \| &lt;i>x&lt;\/i> \| b \|\n\| --- \| ---: \| ---: \|\n\| p\\\|q \| /);
    assert.match(markdown, /\| loss \| \*\*1\*\* \| {2}\|\n$/);
  });

  it("has a metric's mean where it has no latest value, and no rows of what no one knows", () => {
    const means = [{ key: "loss", ranges: [{ key: "loss", mean: 1.5 }, undefined], isDifferent: true, best: [] }];
    const tables = { titles: ["a", "b"], params: [], metrics: means };
    assert.equal(csvOf(tables), "kind,name,a,b\r\nmetric mean,loss,1.5,\r\n");
    assert.match(markdownOf(tables), /\| loss \| 1\.5 \(mean\) \| {2}\|\n$/);
  });

  // Readers of Markdown find these however they are escaped; in code they find none.
  const LINKABLE = [
    ["www.evil.example", "`www.evil.example`"],
    ["see https://evil.example/?a|b", "`see https://evil.example/?a\\|b`"],
    ["eve@evil.example", "`eve@evil.example`"],
    ["@everyone", "`@everyone`"],
    ["evil.com", "`evil.com`"],
    ["acme/repo#12", "`acme/repo#12`"],
    ["`www.a.b``", "``` `www.a.b`` ```"],
    ["www.a.b\\|c", "`www.a.b\\ \\|c`"],
  ] as const;
  for (const [text, shown] of LINKABLE) {
    it(`makes no link of ${text} as Markdown`, () => {
      const linked = { key: text, values: [text], isDifferent: true };
      assert.equal(
        markdownOf({ titles: [text], params: [linked], metrics: [] }),
        `| Parameter | ${shown} |\n| --- | ---: |\n| ${shown} | ${shown} |\n`,
      );
    });
  }

  it("leaves plain values plain", () => {
    const plain = { key: "lr", values: ["0.0001", "1e-4", "bf16", "true"], isDifferent: true };
    assert.match(
      markdownOf({ titles: ["a"], params: [plain], metrics: [] }),
      /\| lr \| 0\.0001 \| 1e-4 \| bf16 \| true \|/,
    );
  });
});
