import assert from "node:assert/strict";
import type { PanelContent } from "../../../src/sources/contract/panelContent";
import { comparisonNotices } from "../../../src/web/comparePage/comparisonNotices";
import type { CompareColumn } from "../../../src/web/comparePage/messages";
import { extremeWords, metricWords, undrawnWords } from "../../../src/web/comparePage/metricWords";
import { CHART_WIDTH, GAP, pictureLayout } from "../../../src/web/comparePage/pictureLayout";
import { shownTables } from "../../../src/web/comparePage/shownTables";
import { pageContent } from "../../support/pageContent";

const LONG = "x".repeat(100_000);
const FAILURE = { sentence: "Could not load the page: no.", isKeyProblem: false };

function column(content?: Partial<PanelContent>, state: Partial<CompareColumn> = {}): CompareColumn {
  const address = { systemId: "modelLab", site: "us1", place: ["run", "70158"] };
  return { address, origin: "Model Lab", isGone: false, ...(content && { content: pageContent(content) }), ...state };
}

describe("What is said of 200,000 values", () => {
  it("is their range", () => {
    const ranges = Array.from({ length: 200_000 }, (_, latest) => ({ key: "loss", latest }));
    assert.equal(extremeWords({ ranges }, "runs"), "0 to 199,999");
  });
});

describe("The values that a chart has no place for", () => {
  it("are named by run, and only the first runs of many", () => {
    const labels = ["a", "b", "c"];
    const ranges = [
      { key: "loss", latest: NaN, min: 1, max: Infinity },
      { key: "loss", latest: 1, min: 0, max: 2, mean: 1 },
      { key: "loss", latest: -Infinity },
    ];
    assert.equal(undrawnWords({ ranges }, labels), "a: latest NaN, max ∞; c: latest -∞");
    assert.equal(undrawnWords({ ranges: [ranges[1], undefined] }, labels), "");
    const many = Array.from({ length: 10 }, () => ({ key: "loss", latest: NaN }));
    const names = many.map((_, index) => `r${index}`);
    const shown = names.slice(0, 4).map((name) => `${name}: latest NaN`);
    assert.equal(undrawnWords({ ranges: many }, names), `${shown.join("; ")}; and 6 more`);
  });
});

describe("What of a comparison is shown", () => {
  const ALL = { query: "", onlyDifferences: false };
  const NARROW = { query: "", onlyDifferences: true };
  const run = (seed: string, loss: number) =>
    column({
      params: [
        { key: "seed", value: seed },
        { key: "lr", value: "1" },
      ],
      metrics: [
        { key: "loss", latest: loss },
        { key: "epoch", latest: 3 },
      ],
    });

  it("is what differs, of metrics too, with how many are left out", () => {
    const shown = shownTables([run("1", 0.5), run("2", 0.7)], NARROW);
    assert.deepEqual([shown.params.map(({ key }) => key), shown.metrics.map(({ key }) => key)], [["seed"], ["loss"]]);
    assert.deepEqual(shown.paramCounts, { all: 2, different: 1, hidden: 1 });
    assert.deepEqual(shown.metricCounts, { all: 2, different: 1, hidden: 1 });
    assert.equal(shownTables([run("1", 0.5), run("2", 0.7)], ALL).metrics.length, 2);
  });

  it("is all where there is one alone to be shown", () => {
    const { params, metrics, metricCounts } = shownTables([run("1", 0.5), column()], NARROW);
    assert.deepEqual([params.length, metrics.length, metricCounts.hidden], [2, 2, 0]);
  });

  it("stays beside a failure and when it is gone", () => {
    const failed = { ...run("2", 0.7), failure: FAILURE };
    const gone = { ...run("3", 0.7), isGone: true };
    assert.deepEqual(shownTables([run("1", 0.5), failed, gone], NARROW).params[0]?.values, ["1", "2", "3"]);
  });

  it("names the id where names are alike, and a number where that is alike, too", () => {
    const at = (id: string, title: string) =>
      column({ title }, { address: { systemId: "modelLab", site: "us1", place: ["run", id] } });
    const { titles, ids } = shownTables([at("7", "seed-1"), at("8", "seed-1"), at("9", "vanilla")], ALL);
    assert.deepEqual(titles, ["seed-1 (7)", "seed-1 (8)", "vanilla"]);
    assert.deepEqual(ids, ["7", "8", "9"]);
    assert.deepEqual(shownTables([at("7", "a"), at("7", "a")], ALL).titles, ["a (7) (1)", "a (7) (2)"]);
  });

  it("has short names for long ones, which are copied in full", () => {
    const names = [`a${LONG}1`, `b${LONG}1`, `b${LONG.replace("x", "y")}1`, "vanilla"];
    const { titles, labels } = shownTables(
      names.map((title) => column({ title })),
      ALL,
    );
    assert.deepEqual(titles, names);
    assert.equal(new Set(labels).size, labels.length);
    assert.ok(labels.every((label) => label.length < 70));
    assert.equal(labels[3], "vanilla");
  });
});

describe("What stands above a comparison", () => {
  const LABELS = ["a", "b", "c"];

  it("names those that failed, once for each reason, and none when it is all of them", () => {
    const addressOf = (run: string) => ({ systemId: "modelLab", site: "us1", place: ["run", run] });
    const failed = (run: string, sentence = FAILURE.sentence) =>
      column({}, { address: addressOf(run), failure: { ...FAILURE, sentence } });
    const sentences = (...columns: readonly CompareColumn[]) =>
      comparisonNotices(columns, LABELS).failures.map(({ sentence, column }) => [sentence, column.place[1]]);
    assert.deepEqual(sentences(failed("1"), column({}), failed("3")), [["a, c: Could not load the page: no.", "1"]]);
    assert.deepEqual(sentences(column({}), failed("2", "Could not load the page: never."), failed("3")), [
      ["b: Could not load the page: never.", "2"],
      ["c: Could not load the page: no.", "3"],
    ]);
    assert.deepEqual(sentences(failed("1"), failed("2"), failed("3")), [["Could not load the page: no.", "1"]]);
  });

  it("names those that are gone, and those that lack a part", () => {
    const lacking = column({ problems: ["Could not load the scores: no."] });
    const { gone, problems } = comparisonNotices([column({}, { isGone: true }), lacking, column({})], LABELS);
    assert.deepEqual(gone, ["a no longer exists."]);
    assert.deepEqual(problems, ["b: Could not load the scores: no."]);
    const both = comparisonNotices([column({}, { isGone: true }), column({}), column({}, { isGone: true })], LABELS);
    assert.deepEqual(both.gone, ["a, c no longer exist."]);
  });
});

describe("The words for a chart", () => {
  it("have the mean, also where it is all that is known", () => {
    const ranges = [{ key: "loss", mean: 0.5 }, { key: "loss", latest: 1, min: 0.5, max: 2, mean: 1.5 }, undefined];
    assert.equal(
      metricWords({ key: "loss", ranges, isDifferent: true, best: [1] }, ["a", "b", "c"]),
      "loss. a: mean 0.5; b: latest 1, min 0.5, max 2, mean 1.5 (best); c: no values",
    );
  });

  it("have room for a long name", () => {
    assert.ok(metricWords({ key: LONG, ranges: [], isDifferent: true, best: [] }, []).length < 200);
  });
});

describe("The layout of a picture", () => {
  const HEIGHT = 24 + 10 * 22 + 30;

  it("of few charts is two columns at twice the size", () => {
    assert.deepEqual(pictureLayout(3, HEIGHT), {
      columns: 2,
      scale: 2,
      width: GAP + 2 * (CHART_WIDTH + GAP),
      height: GAP + 2 * (HEIGHT + GAP),
      step: { x: CHART_WIDTH + GAP, y: HEIGHT + GAP },
    });
    assert.equal(pictureLayout(1, HEIGHT)?.columns, 1);
  });

  it("of 220 metrics of ten runs has room on a canvas for each", () => {
    const { columns, scale, width, height, step } = pictureLayout(220, HEIGHT)!;
    assert.ok(scale > 0.9 && scale * Math.max(width, height) < 65_535 && scale ** 2 * width * height < 16_384 ** 2);
    assert.ok(Math.ceil(220 / columns) * step.y < height && columns * step.x < width);
  });

  it("of more than can be read is none", () => assert.equal(pictureLayout(5_000, HEIGHT), undefined));
});
