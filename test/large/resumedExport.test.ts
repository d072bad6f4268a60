import assert from "node:assert/strict";
import { catalogueOf } from "../../src/runTable/catalogue";
import { type ExportFormat, exportParts } from "../../src/runTable/exportRuns";
import { OpenTable } from "../../src/runTable/openTable";
import { EMPTY_LAYOUT } from "../../src/runTable/tableLayout";
import { ConnectedSample, TreeWalk } from "../support/connectedSample";

const SWEEP = "sweeps/qwen3-4b-lora-grid";
const PAGES = 12;
const pages = Array.from({ length: PAGES }, (_, page) => page);
const FORMATS: readonly ExportFormat[] = ["csv", "jsonl", "markdown"];

describe("An export of all runs that was stopped while they loaded", () => {
  let sample: ConnectedSample;
  before(async () => (sample = await ConnectedSample.start()));
  after(() => sample.close());

  async function openTable(onDidChange: (open: OpenTable) => void = () => undefined): Promise<OpenTable> {
    const source = sample.connect("modelLab");
    const { entry } = await new TreeWalk(source).open([SWEEP]);
    sample.takeRequests();
    const tables = source.runTables!;
    const changed = () => onDidChange(open);
    const about = { source, tables, entry, values: {}, layout: EMPTY_LAYOUT };
    const open: OpenTable = new OpenTable({ ...about, onDidChange: changed });
    return open;
  }

  /** Of all runs with all columns, as the export writes it. */
  function fileOf(open: OpenTable, format: ExportFormat): string {
    open.arrange();
    const { data, shown } = open.table;
    const columns = catalogueOf(data).map(({ column }) => column);
    return [...exportParts({ data, rows: shown.runs, columns }, format)].join("");
  }

  it("asks for no page again that had come, and its file is that of an export which nothing has stopped", async () => {
    const whole = await openTable();
    await whole.goOn();
    assert.equal(sample.takeRequests().length, PAGES);
    whole.arrange();
    const inOrder = whole.table.shown.runs.map((row) => whole.table.data.idAt(row));
    let stopAt = 500;
    const open = await openTable((changed) => {
      if (changed.table.data.size >= stopAt) {
        stopAt = Infinity;
        changed.stop();
      }
    });
    await open.goOn();
    const { size } = open.table.data;
    assert.ok(size >= 500 && size < 1_200 && !open.table.isComplete, `${size} runs`);
    assert.equal(open.failure, undefined);
    // Pages overtake each other on their way.
    const had = new Set(open.table.data.rows.map((row) => open.table.data.idAt(row)));
    const missing = pages.filter((page) => !had.has(inOrder[100 * page + 50] ?? ""));
    // Requests that are still on their way are there before one that is sent now.
    await (await fetch(sample.server.origin)).text();
    sample.takeRequests();
    await open.goOn();
    // Pages that were under way when it was stopped had not come.
    const again = sample.server.requests.filter(({ outcome }) => outcome === "answered");
    const numbers = again.map(({ query }) => Number(query["page[number]"]));
    assert.deepEqual(new Set(numbers), new Set(missing));
    assert.equal(again.length, PAGES - size / 100);
    for (const format of FORMATS) {
      const [one, other] = [fileOf(open, format), fileOf(whole, format)];
      assert.equal(one, other, format);
      assert.ok(one.split("\n").length > 1_200, format);
    }
  });

  it("goes on behind a page that failed, too, and loses none", async () => {
    const open = await openTable();
    let count = 0;
    const restore = sample.server.respondWith(({ path }) => {
      count += Number(path.endsWith("/runs"));
      return count === 5 ? { status: 403, body: { errors: ["no"] } } : undefined;
    });
    await open.goOn();
    restore();
    assert.ok(open.failure instanceof Error && !open.table.isComplete);
    const kept = open.table.data.size / 100;
    sample.takeRequests();
    await open.goOn();
    assert.deepEqual([sample.takeRequests().length, open.failure], [PAGES - kept, undefined]);
    assert.equal(fileOf(open, "csv").split("\r\n").length, 1_202);
  });
});
