import assert from "node:assert/strict";
import type { PanelContent } from "../../../src/sources/contract/panelContent";
import { withoutRepeats } from "../../../src/web/entryPage/shownOnce";
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

describe("The parts of a page", () => {
  it("are called after what it shows: a run, or what never ran", () => {
    assert.equal(partNames(content({ status: { text: "completed", icon: { codicon: "pass" } } })).params, "Parameters");
    assert.equal(partNames(content({})).params, "Metadata");
  });
});
