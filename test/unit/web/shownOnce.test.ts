import assert from "node:assert/strict";
import type { PanelContent } from "../../../src/sources/contract/panelContent";
import { markedParts } from "../../../src/web/entryPage/markedText";
import { summaryLine, withoutRepeats } from "../../../src/web/entryPage/shownOnce";
import { partNames } from "../../../src/web/parts/partNames";
import { pageContent } from "../../support/pageContent";

function content(overrides: Partial<PanelContent>): PanelContent {
  return pageContent({ noun: "Model", title: "acme/intent", ...overrides });
}

describe("What a page would say twice", () => {
  const metrics = [{ key: "net_score", latest: 0.5 }];

  it("is left out of the parameters: the type, and what a fact of the same name says", () => {
    const params = [
      { key: "type", value: "model" },
      { key: "source", value: "s3://a" },
      { key: "origin", value: "s3://a" },
      { key: "category", value: "fill-mask" },
    ];
    const facts = [
      { label: "Source", text: "s3://a" },
      { label: "Category", text: "another" },
    ];
    assert.deepEqual(
      withoutRepeats(content({ params, facts })).params.map(({ key }) => key),
      ["origin", "category"],
    );
  });

  it("is left out of the metrics of a source that shows them in its own way", () => {
    const tables = [{ title: "Cost", columns: ["Artifact"], rows: [] }];
    const charts = [{ title: "Scores", bars: [] }];
    assert.deepEqual(withoutRepeats(content({ metrics, tables })).metrics, []);
    assert.deepEqual(withoutRepeats(content({ metrics, charts })).metrics, []);
    assert.deepEqual(withoutRepeats(content({ metrics })).metrics, metrics);
  });
});

describe("The line below a page's title", () => {
  it("says how a run is once, wherever its words stand", () => {
    assert.equal(summaryLine("failed", "loss NaN · failed after 38 min"), "loss NaN · failed after 38 min");
    assert.equal(summaryLine("running", "running 12 min"), "running 12 min");
    assert.equal(summaryLine("completed", "loss 1.2 · 27 s"), "completed · loss 1.2 · 27 s");
    assert.equal(summaryLine("completed", ""), "completed");
    assert.equal(summaryLine("running", "running_loss 2"), "running · running_loss 2");
    assert.equal(summaryLine(undefined, "v3"), "v3");
  });
});

describe("The description of a page", () => {
  const looks = (text: string) => markedParts(text).map((part) => `${part.look}: ${part.text}`);

  it("has its marks of Markdown as looks", () => {
    assert.deepEqual(looks("Uses **rank 64** and *no* `lora_r`."), [
      "plain: Uses ",
      "strong: rank 64",
      "plain:  and ",
      "emphasis: no",
      "plain:  ",
      "code: lora_r",
      "plain: .",
    ]);
  });

  it("stays as it was written where the marks mean something else, or are not closed", () => {
    for (const text of ["2 * 3 * 4", "a*b*c", "**open", "* a list\n* of two", "<b>[x](command:y)</b>", "", "``"]) {
      assert.deepEqual(looks(text), text === "" ? [] : [`plain: ${text}`]);
    }
  });
});

describe("The parts of a page", () => {
  it("are called after what it shows: a run, or what never ran", () => {
    assert.equal(partNames(content({ status: { text: "completed", icon: { codicon: "pass" } } })).params, "Parameters");
    assert.equal(partNames(content({})).params, "Metadata");
  });
});
