import assert from "node:assert/strict";
import type { Entry } from "../../../../src/sources/contract/entry";
import type { ArtifactSource } from "../../../../src/sources/contract/source";
import type { EntryRow } from "../../../../src/tree/model/row";
import { ConnectedSample, TreeWalk, unaborted } from "../../../support/connectedSample";

const RUNS = ["lora-grid", "Runs"];
const LOSS = "eval/loss";

describe("The metrics of TrueFoundry's runs", () => {
  let sample: ConnectedSample;
  let source: ArtifactSource;
  let walk: TreeWalk;
  let runs: EntryRow;
  before(async () => (sample = await ConnectedSample.start()));
  beforeEach(async () => {
    source = sample.connect("trueFoundry");
    walk = new TreeWalk(source);
    runs = await walk.open(RUNS);
    sample.takeRequests();
  });
  after(() => sample.close());

  const first = ({ detail: [part] }: Entry): string => (typeof part === "string" ? part : "");
  const below = async (row: EntryRow | undefined) =>
    (await walk.tree.children(row)).filter((each): each is EntryRow => each.kind === "entry");

  it("are named with one request, the most telling first", async () => {
    const names = await source.metrics!.names(runs.entry, unaborted());
    assert.equal(names[0], LOSS);
    assert.ok(names.includes("system/gpu_0_utilization"));
    assert.deepEqual(sample.takeRequests(), ["GET /runs/columns"]);
  });

  it("rank all 1,200 runs, page by page, the value first in each row", async () => {
    const query = { metric: LOSS, direction: "lower" } as const;
    const ids = await source.metrics!.best.find(runs.entry, query, unaborted());
    assert.equal(sample.takeRequests().length, 12);
    walk.tree.relist();
    const ranking = (await below(undefined)).find(({ id }) => id === ids[0]);
    assert.match(ranking?.entry.name ?? "", /eval\/loss/);
    const best = await below(ranking);
    const values = best.map(({ entry }) => Number(/^eval\/loss ([\d.]+)$/.exec(first(entry))?.[1]));
    assert.equal(values.length, 10);
    assert.deepEqual(
      values,
      values.toSorted((a, b) => a - b),
    );
    assert.equal(best[0]?.id, ids[1]);
    const reloaded = await source.reload(best[0]!.entry, unaborted());
    assert.deepEqual(reloaded, best[0]!.entry, "a ranking's metric stays in its rows");
    source.metrics!.best.clear(ranking!.entry);
    walk.tree.relist();
    assert.ok(!(await below(undefined)).some(({ id }) => id === ids[0]));
  });

  it("are shown as chosen for the repo, without a request for the rows that there are", async () => {
    const [before] = await below(runs);
    sample.takeRequests();
    source.metrics!.show(runs.entry, "train/grad_norm");
    assert.equal(source.metrics!.shown(runs.entry), "train/grad_norm");
    const redrawn = source.redrawn!(before!.entry);
    assert.ok(!first(redrawn).startsWith(LOSS));
    source.metrics!.show(runs.entry, undefined);
    assert.deepEqual(source.redrawn!(redrawn), before!.entry);
    assert.deepEqual(sample.takeRequests(), []);
  });
});
