import assert from "node:assert/strict";
import type { ArtifactSource } from "../../../../src/sources/contract/source";
import type { EntryRow } from "../../../../src/tree/model/row";
import { ConnectedSample, TreeWalk, unaborted } from "../../../support/connectedSample";
import type { Change } from "../../../../src/sources/contract/entry";

const PROJECT = "qwen36-27b-qlora-fsdp";

describe("A change at Model Lab", () => {
  let sample: ConnectedSample;
  let source: ArtifactSource;
  let run: EntryRow;

  beforeEach(async () => {
    sample = await ConnectedSample.start();
    source = sample.connect("modelLab");
    run = await new TreeWalk(source).open([PROJECT, "vanilla"]);
    // Who goes to a run keeps it for its row.
    await source.addresses!.locate(source.addresses!.of(run.entry), unaborted());
  });
  afterEach(() => sample.close());

  const change = (name: Change) => source.changes!.of(run.entry, name).send(unaborted());
  const picked = async () => {
    const runs = source.sections(run.parent!.entry).find(({ noun }) => noun === "runs");
    return (await runs!.pick!([run.id], unaborted())).map(({ abilities }) => abilities.includes("unpin"));
  };

  it("is seen by who asks for the run alone, even if it was found before", async () => {
    await change("pin");
    assert.deepEqual(await picked(), [true]);
  });

  it("leaves nothing of a run that was found before it was deleted", async () => {
    await source.deletion!.send(run.entry, unaborted());
    assert.deepEqual(await picked(), []);
  });
});
