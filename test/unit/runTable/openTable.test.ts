import assert from "node:assert/strict";
import { OpenTable } from "../../../src/runTable/openTable";
import { EMPTY_LAYOUT, type TableLayout } from "../../../src/runTable/tableLayout";
import type { FilterValues } from "../../../src/sources/contract/entryFilter";
import { ConnectedSample, TreeWalk } from "../../support/connectedSample";

const SWEEP = "sweeps/qwen3-4b-lora-grid";
const FLAGSHIP = "qwen36-27b-qlora-fsdp";

describe("A table of a project's runs, at the sample server", () => {
  let sample: ConnectedSample;
  before(async () => (sample = await ConnectedSample.start()));
  after(() => sample.close());

  async function openTable(project: string, values: FilterValues = {}, layout: TableLayout = EMPTY_LAYOUT) {
    const source = sample.connect("modelLab");
    const { entry } = await new TreeWalk(source).open([project]);
    sample.takeRequests();
    const seen: number[] = [];
    const open: OpenTable = new OpenTable({
      source,
      tables: source.runTables!,
      entry,
      values,
      layout,
      onDidChange: () => seen.push(open.table.data.size),
    });
    return { open, seen, source };
  }
  const texts = (open: OpenTable, column: string) => {
    open.arrange();
    return open.table.shown.runs.map((row) => open.table.data.textAt(row, column));
  };
  const queries = () => sample.server.requests.map(({ query }) => query);

  it("loads 1,200 runs with a request a page, the first of them shown at once", async () => {
    const { open, seen } = await openTable(SWEEP);
    await open.goOn();
    assert.deepEqual(sample.takeRequests(), Array(12).fill("GET /runs"));
    assert.deepEqual([seen[1], open.table.data.size, open.table.counts.total], [100, 1_200, 1_200]);
    const created = texts(open, "fact:created").map(Number);
    assert.deepEqual(
      created,
      created.toSorted((a, b) => b - a),
    );
  });

  it("lists child runs among the others, of which the tree shows root runs alone", async () => {
    const { open } = await openTable(FLAGSHIP);
    await open.goOn();
    assert.equal(
      queries().some((query) => "filter[parent_run_id]" in query),
      false,
    );
    assert.ok(texts(open, "fact:name").includes("seed-1"));
  });

  it("sends nothing to sort, group or choose columns once all is there", async () => {
    const { open } = await openTable(SWEEP);
    await open.goOn();
    sample.takeRequests();
    await open.sort("fact:duration", false);
    await open.sort("param:learning_rate", true);
    open.group("param:lora_r");
    open.setLayout({ columns: [{ id: "fact:name" }] });
    assert.deepEqual([sample.takeRequests(), open.isPartlySorted], [[], false]);
  });

  it("lets the service sort while it has many more, and says so where it can't", async () => {
    const { open } = await openTable(SWEEP);
    const first = open.goOn();
    open.stop();
    await first;
    assert.equal(open.table.isComplete, false);
    sample.takeRequests();
    const sorting = open.sort("fact:duration", false);
    await sorting;
    assert.ok(sample.server.requests.length > 0);
    assert.ok(queries().every((query) => query["sort"] === "duration"));
    const { open: other } = await openTable(SWEEP);
    const loading = other.goOn();
    other.stop();
    await loading;
    sample.takeRequests();
    await other.sort("latest:eval_loss", false);
    assert.deepEqual([sample.takeRequests(), other.isPartlySorted], [[], true]);
    await other.goOn();
    assert.equal(other.isPartlySorted, false);
  });

  it("takes what the tree's filter takes, and says what it can't read", async () => {
    const { open } = await openTable(SWEEP, { status: ["failed"], all: ["true"] });
    assert.equal(open.filterText, "status:failed");
    await open.goOn();
    assert.deepEqual(new Set(texts(open, "fact:status")), new Set(["failed"]));
    await open.filter("status:failed,killed lora_r:16");
    assert.deepEqual(open.values, { status: ["failed", "killed"], param: ["lora_r:16"] });
    assert.deepEqual(new Set(texts(open, "param:lora_r")), new Set(["16"]));
    sample.takeRequests();
    await open.filter("status:broken");
    assert.match(open.problems.join(), /"broken" is no status/);
    assert.deepEqual([open.filterText, sample.takeRequests()], ["status:broken", []]);
    await open.filter("");
    assert.equal(open.table.data.size, 1_200);
  });

  it("keeps the rows on show, and what is selected, until a refresh has brought its first page", async () => {
    const { open } = await openTable(SWEEP);
    await open.goOn();
    open.arrange();
    const [row = -1] = open.table.shown.runs;
    open.table.selection.select([row]);
    const id = open.table.data.idAt(row);
    const refresh = open.restart();
    assert.deepEqual([open.isOutdated, open.table.data.size], [true, 1_200]);
    await refresh;
    open.arrange();
    assert.deepEqual([open.isOutdated, open.table.selected.map((each) => open.table.data.idAt(each))], [false, [id]]);
  });

  it("keeps them when the refresh fails, and tells why", async () => {
    const { open } = await openTable(SWEEP);
    await open.goOn();
    const restore = sample.server.respondWith(() => ({ status: 400, body: { errors: ["no"] } }));
    await open.restart();
    restore();
    assert.ok(open.failure instanceof Error);
    assert.deepEqual([open.isOutdated, open.table.data.size], [true, 1_200]);
  });

  it("asks for selected runs by their ids, a hundred at a time, and forgets those that are gone", async () => {
    const { open, source } = await openTable(SWEEP);
    await open.goOn();
    open.arrange();
    const rows = open.table.shown.runs.slice(0, 150);
    const [first] = await open.table.pick(rows.slice(0, 1), { signal: new AbortController().signal });
    await source.deletion!.send(first!, { signal: new AbortController().signal });
    sample.takeRequests();
    const entries = await open.table.pick(rows, { signal: new AbortController().signal });
    assert.deepEqual(sample.takeRequests(), ["GET /runs", "GET /runs"]);
    assert.deepEqual([entries.length, open.table.data.size], [149, 1_199]);
  });

  it("shows what tells runs apart as long as no columns were chosen", async () => {
    const { open } = await openTable(SWEEP);
    await open.goOn();
    const ids = open.columns.map(({ id }) => id);
    assert.deepEqual(ids.slice(0, 4), ["fact:name", "fact:status", "fact:created", "fact:duration"]);
    assert.ok(ids.some((id) => id.startsWith("latest:")) && ids.some((id) => id.startsWith("param:")), ids.join());
  });
});
