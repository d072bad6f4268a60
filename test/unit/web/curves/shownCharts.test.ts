import assert from "node:assert/strict";
import { missingNotes } from "../../../../src/web/curves/chartNotes";
import { shownCharts } from "../../../../src/web/curves/curvesView";
import { type CurveChoices, FIRST_CHOICES } from "../../../../src/web/curves/model/curveChoices";
import { runCurves, series } from "../../../support/curves";

const count = (length: number) => Array.from({ length }, (_, index) => index + 1);
const RUNS = [
  { key: "short", label: "short", color: 0, curves: runCurves([series("loss", count(5)), series("score", count(3))]) },
  { key: "long", label: "long", color: 1, curves: runCurves([series("loss", count(101))]) },
];

function shown(choices: Partial<CurveChoices> = {}) {
  const none = () => undefined;
  return shownCharts({
    runs: RUNS,
    choices: { ...FIRST_CHOICES, ...choices },
    choose: none,
    post: none,
    setKeys: none,
    query: "",
  });
}

describe("The charts of a page", () => {
  it("are filled each by its own curves, without those that are hidden", () => {
    const { viewOf } = shown();
    assert.deepEqual(
      [viewOf("loss").whole, viewOf("score").whole],
      [
        { min: 0, max: 100 },
        { min: 0, max: 2 },
      ],
    );
    assert.deepEqual(shown({ hidden: ["long"] }).viewOf("loss").whole, { min: 0, max: 4 });
  });

  it("show the same part once one of them is zoomed, and can go from there wherever any has values", () => {
    const zoom = { min: 1, max: 50 };
    const { viewOf } = shown({ zoom });
    for (const metric of ["loss", "score"]) {
      assert.deepEqual([viewOf(metric).zoom, viewOf(metric).whole], [zoom, { min: 0, max: 100 }]);
    }
    assert.equal(shown({ zoom: { min: 200, max: 300 } }).viewOf("loss").zoom, undefined, "of curves that are no more");
  });

  it("say when the part that is shown has none of their values", () => {
    const { viewOf } = shown({ zoom: { min: 10, max: 20 } });
    assert.deepEqual(missingNotes(viewOf("loss")), []);
    assert.deepEqual(missingNotes(viewOf("score")), ["No values in the part that is shown."]);
  });
});
