import assert from "node:assert/strict";
import { OpenTable } from "../../../../src/runTable/openTable";
import { ConnectedSample, TreeWalk } from "../../../support/connectedSample";

const RUNS = ["support-assistant", "Runs"];

describe("A table of the runs of an ML repo", () => {
  let sample: ConnectedSample;
  before(async () => (sample = await ConnectedSample.start()));
  after(() => sample.close());

  async function openTable(): Promise<OpenTable> {
    const source = sample.connect("trueFoundry");
    const { entry } = await new TreeWalk(source).open(RUNS);
    assert.ok(entry.abilities.includes("runs"));
    sample.takeRequests();
    const layout = { sort: [] };
    const tables = source.runTables!;
    return new OpenTable({ source, tables, entry, values: {}, layout, onDidChange: () => undefined });
  }

  it("lists all of them, with a request a page", async () => {
    const open = await openTable();
    await open.goOn();
    const { size } = open.table.data;
    assert.ok(size > 3);
    assert.deepEqual(sample.takeRequests(), Array(Math.ceil(size / 100)).fill("POST /runs/search"));
    assert.deepEqual(
      open.columns.slice(0, 3).map(({ id }) => id),
      ["fact:name", "fact:status", "fact:started"],
    );
    const { columns } = open.table.data;
    assert.ok([...columns.keys()].some((id) => id.startsWith("latest:")));
    assert.ok([...columns.keys()].some((id) => id.startsWith("step:")));
  });

  it("is the same from the repo's own row as from the row of its runs", async () => {
    const source = sample.connect("trueFoundry");
    const walk = new TreeWalk(source);
    const [repo, runs] = [(await walk.open(RUNS.slice(0, 1))).entry, (await walk.open(RUNS)).entry];
    const { runTables } = source;
    assert.deepEqual([runTables!.holderOf(repo), runTables!.holderOf(runs).id], [runs, runs.id]);
    assert.ok(repo.abilities.includes("runs"));
  });

  it("is narrowed by what is typed for the tree", async () => {
    const open = await openTable();
    await open.filter("status:finished");
    assert.deepEqual(open.problems, []);
    const { data } = open.table;
    assert.deepEqual(new Set(data.rows.map((row) => data.textAt(row, "fact:status"))), new Set(["finished"]));
  });

  it("knows what the service can sort by", async () => {
    const { source, entry } = await openTable();
    const orderBy = (kind: "latest" | "min" | "param", name: string) =>
      source.runTables!.orderBy(entry, { kind, name }, true);
    assert.deepEqual(
      [orderBy("latest", "eval/loss"), orderBy("latest", "loss"), orderBy("min", "loss"), orderBy("param", "lr")],
      ['metrics."eval/loss" DESC', "metrics.loss DESC", undefined, undefined],
    );
    assert.equal(
      source.runTables!.orderBy(entry, { kind: "fact", name: "started" }, false),
      "attributes.start_time ASC",
    );
  });

  it("asks for selected runs as they are now", async () => {
    const open = await openTable();
    await open.goOn();
    sample.takeRequests();
    const rows = open.table.data.rows.slice(0, 2);
    const entries = await open.table.pick(rows, { signal: new AbortController().signal });
    assert.deepEqual([entries.length, sample.takeRequests().length], [2, 2]);
  });
});
