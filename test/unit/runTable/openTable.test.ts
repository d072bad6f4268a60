import assert from "node:assert/strict";
import type { OpenTable } from "../../../src/runTable/openTable";
import { SWEEP, useSampleTables } from "./sampleTables";

const FLAGSHIP = "qwen36-27b-qlora-fsdp";

describe("A table of a project's runs, at the sample server", () => {
  const { sample, openTable } = useSampleTables();
  const texts = (open: OpenTable, column: string) => {
    open.arrange();
    return open.table.shown.runs.map((row) => open.table.data.textAt(row, column));
  };
  const queries = () => sample().server.requests.map(({ query }) => query);

  it("loads 1,200 runs with a request a page, the first of them shown at once", async () => {
    const { open, seen } = await openTable(SWEEP);
    await open.goOn();
    assert.deepEqual(sample().takeRequests(), Array(12).fill("GET /runs"));
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
    sample().takeRequests();
    await open.sort("fact:duration", false);
    await open.sort("param:learning_rate", true);
    open.group("param:lora_r");
    open.setLayout({ columns: [{ id: "fact:name" }] });
    assert.deepEqual([sample().takeRequests(), open.isPartlySorted], [[], false]);
  });

  it("lets the service sort while it has many more, and says so where it can't", async () => {
    const { open } = await openTable(SWEEP);
    const first = open.goOn();
    open.stop();
    await first;
    assert.equal(open.table.isComplete, false);
    sample().takeRequests();
    const sorting = open.sort("fact:duration", false);
    await sorting;
    assert.ok(sample().server.requests.length > 0);
    assert.ok(queries().every((query) => query["sort"] === "duration"));
    const { open: other } = await openTable(SWEEP);
    const loading = other.goOn();
    other.stop();
    await loading;
    sample().takeRequests();
    await other.sort("latest:eval_loss", false);
    assert.deepEqual([sample().takeRequests(), other.isPartlySorted], [[], true]);
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
    sample().takeRequests();
    await open.filter("status:broken");
    assert.match(open.problems.join(), /"broken" is no status/);
    assert.deepEqual([open.filterText, sample().takeRequests()], ["status:broken", []]);
    await open.filter("");
    assert.equal(open.table.data.size, 1_200);
  });

  it("shows what tells runs apart as long as no columns were chosen", async () => {
    const { open } = await openTable(SWEEP);
    await open.goOn();
    const ids = open.columns.map(({ id }) => id);
    assert.deepEqual(ids.slice(0, 4), ["fact:name", "fact:status", "fact:created", "fact:duration"]);
    assert.ok(ids.some((id) => id.startsWith("latest:")) && ids.some((id) => id.startsWith("param:")), ids.join());
  });
});
