import assert from "node:assert/strict";
import { missingNotes, originText } from "../../../../src/web/curves/chartNotes";
import { chartLabel, crosshairWords } from "../../../../src/web/curves/chartWords";
import type { CurveRun } from "../../../../src/web/curves/model/chartModel";
import { chartsOf, marksOf } from "../../../../src/web/curves/model/chartModel";
import type { ChartView } from "../../../../src/web/curves/model/chartView";
import { isOtherView } from "../../../../src/web/curves/model/chartView";
import { curveChoicesIn, FIRST_CHOICES, toggled } from "../../../../src/web/curves/model/curveChoices";
import { groupMetrics } from "../../../../src/web/curves/model/curveGroups";
import { csvOfCurves } from "../../../../src/web/curves/model/curvesCsv";
import { legendRows } from "../../../../src/web/curves/model/legendRows";
import { pointRows } from "../../../../src/web/curves/model/pointRows";
import { pictureOf } from "../../../../src/web/curves/picture/chartPicture";
import { svgText } from "../../../../src/web/curves/picture/svgText";
import { runCurves, series } from "../../../support/curves";

const LOOKS = { text: "#111111", grid: "#eeeeee", background: "#ffffff", colorOf: (color: number) => `#00000${color}` };

function run(label: string, values: readonly number[], isGoing = false): CurveRun {
  return { key: label, label, color: 0, curves: runCurves([series("loss", values)], { isGoing }) };
}

function view(runs: readonly CurveRun[], overrides: Partial<ChartView> = {}): ChartView {
  const chart = chartsOf(runs, { axis: "step", smoothing: 0 }).get("loss");
  const whole = { min: 0, max: 3 };
  const { curves = [] } = chart ?? {};
  const looks = { axis: "step", isLog: false, isSmoothed: false, isLarge: false, isNamed: runs.length > 1 } as const;
  return { metric: "loss", curves, whole, ...looks, ...overrides };
}

describe("The groups of metrics", () => {
  it("are those of their prefixes, what was trained first and the machine last", () => {
    const names = [
      "system/gpu_0",
      "eval/loss",
      "train/loss",
      "loss",
      "val_loss",
      "train_acc",
      "rewards/10",
      "rewards/9",
    ];
    assert.deepEqual(groupMetrics([...names, "loss"]), [
      { name: "", metrics: ["loss"] },
      { name: "train", metrics: ["train_acc", "train/loss"] },
      { name: "eval", metrics: ["eval/loss"] },
      { name: "val", metrics: ["val_loss"] },
      { name: "rewards", metrics: ["rewards/9", "rewards/10"] },
      { name: "system", metrics: ["system/gpu_0"] },
    ]);
  });
});

describe("The curves of a metric", () => {
  it("are those of all runs that have it, with the last value and the best one marked", () => {
    const { curves } = view([run("a", [3, 1, 2]), run("b", [NaN, NaN]), run("c", [2, 1, NaN])]);
    assert.deepEqual(curves.map(marksOf), [
      { best: 1, last: 2 },
      { best: -1, last: -1 },
      { best: 1, last: 1 },
    ]);
    const unknown: CurveRun = { key: "a", label: "a", color: 0, curves: runCurves([series("grad_norm", [3, 1])]) };
    const chart = chartsOf([unknown], { axis: "step", smoothing: 0 }).get("grad_norm");
    assert.deepEqual(chart?.curves.map(marksOf), [{ best: -1, last: 1 }]);
  });

  it("are drawn again when anything of them is other, and stay when nothing is", () => {
    const runs = [run("a", [3, 1, 2])];
    assert.equal(isOtherView(view(runs), view(runs)), false);
    assert.equal(isOtherView(view(runs), view(runs, { zoom: { min: 1, max: 2 } })), true);
    assert.equal(isOtherView(view(runs), view([run("a", [3, 1, 2])])), true);
    assert.equal(isOtherView(view(runs), view(runs, { curves: [] })), true);
  });

  it("are said in a sentence each", () => {
    const one = view([run("a", [3, 1, 2], true)]);
    assert.equal(chartLabel(one), "loss falls from 3 to 2, lowest 1 at step 1, still going");
    const two = view([run("a", [3, 1]), run("b", [1, 3])]);
    assert.equal(chartLabel(two), "loss. a falls from 3 to 1; b rises from 1 to 3");
    const only = view([run("a", [3, 1])], { isNamed: true });
    assert.equal(chartLabel(only), "loss. a falls from 3 to 1");
    assert.equal(crosshairWords([{ index: 0, at: 1, x: 1, value: 1, shown: 1 }], 1, only), "step 1: a 1");
    assert.equal(chartLabel(view([])), "loss: nothing is shown");
    const rows = legendRows(
      two.curves.map(({ line }) => line),
      1,
    );
    assert.equal(crosshairWords(rows, 1, two), "step 1: b 3, a 1");
    assert.equal(crosshairWords([], 1, two), "step 1: no values");
  });

  it("say what of them is not drawn, and where they are from", () => {
    assert.deepEqual(missingNotes(view([run("a", [3, 0, -1])], { isLog: true })), [
      "2 values that are not above 0 have no place on a logarithmic axis.",
    ]);
    const noEpochs = chartsOf([run("a", [1])], { axis: "epoch", smoothing: 0 }).get("loss");
    assert.deepEqual(missingNotes(view([], { axis: "epoch", curves: noEpochs?.curves ?? [] })), [
      "Without epochs, and not drawn: a.",
    ]);
    assert.deepEqual(missingNotes(view([run("a", [3, 0])])), []);
    const from = (origin: string, others: readonly string[] = []) =>
      originText({ series: series("loss", [1], {}, { origin, others }) });
    assert.equal(from(""), "");
    assert.equal(from("checkpoint-204/trainer_state.json"), "from checkpoint-204/trainer_state.json");
    assert.equal(from("a.csv", ["b.csv", "c.csv"]), "from a.csv; also in b.csv, c.csv");
  });
});

describe("The points of curves", () => {
  it("stand in one row where they have one place, and a part of them at a time", () => {
    const { curves } = view([run("a", [3, 1, 2]), run("b", [5])]);
    const lines = [...curves.map(({ line }) => line), undefined];
    assert.deepEqual(pointRows(lines, 0, 2), {
      rows: [
        { x: 0, values: [3, 5, undefined] },
        { x: 1, values: [1, undefined, undefined] },
      ],
      total: 3,
    });
    assert.deepEqual(pointRows(lines, 2, 2).rows, [{ x: 2, values: [2, undefined, undefined] }]);
    assert.deepEqual(pointRows([], 0, 2), { rows: [], total: 0 });
  });

  it("are copied as CSV as they were logged, and run nothing in a spreadsheet", () => {
    const timed = series("loss", [0.1, NaN], { steps: [10, NaN], times: [0, NaN] });
    assert.equal(
      csvOfCurves([
        { run: "=cmd()", series: timed },
        { run: 'b,"c"', series: series("loss", [-Infinity]) },
      ]),
      "run,metric,step,time,value\r\n" +
        "'=cmd(),loss,10,1970-01-01T00:00:00.000Z,0.1\r\n" +
        "'=cmd(),loss,,,NaN\r\n" +
        '"b,""c""",loss,0,,-Infinity\r\n',
    );
  });
});

describe("The picture of a chart", () => {
  it("has all that is in sight, broken off where a value is missing, and no markup from outside", () => {
    const svg = svgText(pictureOf(view([run('<script a="&">\u0000', [3, NaN, 2, 1])], { metric: "a<b" }), LOOKS));
    assert.match(svg, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="900" height="\d+" /);
    assert.match(svg, />a&lt;b<\/text>/);
    assert.match(svg, />&lt;script a=&quot;&amp;&quot;&gt;<\/text>/);
    assert.equal(svg.includes("<script"), false);
    assert.match(svg, /<path d="M[\d. ]+L[\d. ]+M[\d. ]+L[\d. ]+L[\d. ]+" fill="none" stroke="#000000"/);
  });

  it("draws a running run dashed, and what was logged behind what is smoothed", () => {
    const svg = svgText(pictureOf(view([run("a", [3, 2], true)], { isSmoothed: true }), LOOKS));
    assert.equal(svg.match(/stroke-dasharray/g)?.length, 2);
    assert.match(svg, />a \(still going\)<\/text>/);
    assert.match(svg, /stroke-opacity="0.35"/);
  });
});

describe("The choices for curves", () => {
  it("are kept as they were, and what can't be read is as at first", () => {
    const choices = {
      ...FIRST_CHOICES,
      isOpen: true,
      axis: "epoch",
      isLog: true,
      smoothing: 0.5,
      zoom: { min: 1, max: 2 },
      hidden: ["a"],
      large: ["loss"],
      tables: { loss: 100 },
      colors: { a: 1 },
    };
    assert.deepEqual(curveChoicesIn(JSON.parse(JSON.stringify(choices))), choices);
    for (const kept of [undefined, null, 1, [], { axis: "x", smoothing: NaN, zoom: { min: 2, max: 1 }, hidden: [1] }]) {
      assert.deepEqual(curveChoicesIn(kept), FIRST_CHOICES);
    }
    assert.equal(curveChoicesIn({ smoothing: 7 }).smoothing, 0.99);
    assert.deepEqual(curveChoicesIn({ colors: { a: -1, b: 0.5, c: 2 } }).colors, { c: 2 });
  });

  it("take a name in and out", () => {
    assert.deepEqual(toggled(["a"], "b"), ["a", "b"]);
    assert.deepEqual(toggled(["a", "b"], "a"), ["b"]);
  });
});
