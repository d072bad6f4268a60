import assert from "node:assert/strict";
import type { ArtifactSource } from "../../../../../src/sources/contract/source";
import type { EntryRow } from "../../../../../src/tree/model/row";
import { ConnectedSample, TreeWalk, unaborted } from "../../../../support/connectedSample";
import { contentsOf } from "../../../../support/contentsOf";

const PROJECT = "qwen36-27b-qlora-fsdp";

describe("What a listing of Model Lab says", () => {
  let sample: ConnectedSample;
  let source: ArtifactSource;
  beforeEach(async () => {
    sample = await ConnectedSample.start();
    source = sample.connect("modelLab");
  });
  afterEach(() => sample.close());

  it("is not asked for again by a read, though no row's place was asked for", async () => {
    const walk = new TreeWalk(source);
    const rows = await walk.tree.children(await walk.open([PROJECT, "vanilla"]));
    const { entry } = rows.find((row): row is EntryRow => row.kind === "entry" && row.entry.kind === "file")!;
    const place = [...placeOfRun(entry.id), entry.name];
    sample.takeRequests();
    const { body } = await source.files!.read(place, undefined, unaborted());
    for await (const bytes of body) {
      assert.ok(bytes.length > 0);
    }
    assert.deepEqual(sample.takeRequests(), ["GET /artifacts/content"]);
  });

  it("tells that a run has ended, for good", async () => {
    const run = await new TreeWalk(source).open([PROJECT, "vanilla"]);
    sample.takeRequests();
    const place = [...placeOfRun(run.id), "adapter_config.json"];
    assert.deepEqual(await source.files!.changing!([place], unaborted()), [false]);
    assert.deepEqual(sample.takeRequests(), []);
  });

  it("names the project on a run's page, though no row's place was asked for", async () => {
    const run = await new TreeWalk(source).open([PROJECT, "vanilla"]);
    sample.takeRequests();
    const [page] = await contentsOf(source.pages!.load([placeOfRun(run.id)], unaborted()));
    assert.deepEqual(page?.above, [PROJECT]);
    assert.deepEqual(sample.takeRequests(), ["GET /runs"]);
  });
});

function placeOfRun(rowId: string): readonly string[] {
  const [, projectId = "", runId = ""] = /\/project\/(\d+)\/run\/(\d+)/.exec(rowId) ?? [];
  return ["project", projectId, "run", runId];
}
