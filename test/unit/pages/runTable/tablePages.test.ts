import assert from "node:assert/strict";
import { locateEntries } from "../../../../src/sources/shared/paths/locateEntries";
import { tablePart, tableWindow } from "../../../../src/pages/runTable/tableMessage";
import { parseKeptTable, parseTableRequest } from "../../../../src/pages/runTable/tableRequests";
import { TableStore } from "../../../../src/pages/runTable/tableStore";
import { OpenTable } from "../../../../src/runTable/openTable";
import { LineCache } from "../../../../src/web/runTable/lineCache";
import { ConnectedSample, TreeWalk, unaborted } from "../../../support/connectedSample";

const PROJECT = "qwen36-27b-qlora-fsdp";
const LARGE = "sweeps/qwen3-4b-lora-grid";

class Memory {
  readonly #kept = new Map<string, string>();
  get(key: string): unknown {
    const kept = this.#kept.get(key);
    return kept === undefined ? undefined : JSON.parse(kept);
  }
  update(key: string, value: unknown): Promise<void> {
    this.#kept.set(key, JSON.stringify(value));
    return Promise.resolve();
  }
}

describe("The page of a table of runs", () => {
  let sample: ConnectedSample;
  before(async () => (sample = await ConnectedSample.start()));
  after(() => sample.close());

  async function open(): Promise<OpenTable> {
    const source = sample.connect("modelLab");
    const { entry } = await new TreeWalk(source).open([PROJECT]);
    const layout = { columns: [{ id: "fact:name" }, { id: "latest:eval_loss" }, { id: "param:lora_r" }], sort: [] };
    const tables = source.runTables!;
    const table = new OpenTable({ source, tables, entry, values: {}, layout, onDidChange: () => undefined });
    await table.goOn();
    return table;
  }

  it("is sent the lines in sight alone, with the cells of the columns on show", async () => {
    const table = await open();
    const part = tablePart(table, "");
    assert.deepEqual(
      part.columns.map(({ title, holds }) => `${title} ${holds}`),
      ["Name text", "eval_loss number", "lora_r text"],
    );
    assert.ok(part.runCount > 5 && part.lineCount === part.runCount && part.groupCount === 0);
    const { start, lines } = tableWindow(table, 2, 3);
    assert.deepEqual([start, lines.length], [2, 3]);
    assert.ok(lines.every((line) => line.kind === "run" && line.cells.length === 3));
    assert.equal(tableWindow(table, part.lineCount - 1, 50).lines.length, 1);
  });

  it("asks the service for nothing while 1,200 runs are scrolled through, and sends its page the lines near by alone", async () => {
    const source = sample.connect("modelLab");
    const { entry } = await new TreeWalk(source).open([LARGE]);
    const tables = source.runTables!;
    const layout = { sort: [] };
    const table = new OpenTable({ source, tables, entry, values: {}, layout, onDidChange: () => undefined });
    sample.takeRequests();
    await table.goOn();
    const { lineCount, version } = tablePart(table, "");
    assert.deepEqual([lineCount, sample.takeRequests().length], [1_200, 12], "a request a page");
    const cache = new LineCache();
    cache.show(version, tableWindow(table, 0, 60));
    let [asked, sent] = [0, 0];
    for (let top = 0; top < lineCount; top += 7) {
      const wanted = cache.wanted(top, top + 40, lineCount);
      if (wanted !== undefined) {
        const window = tableWindow(table, wanted.start, wanted.count);
        cache.add(version, window);
        [asked, sent] = [asked + 1, sent + window.lines.length];
      }
      assert.ok(cache.at(Math.min(top + 39, lineCount - 1)) !== undefined, "what is in sight is there");
    }
    assert.deepEqual(sample.takeRequests(), []);
    assert.ok(asked < 25 && sent < 3 * lineCount, `${asked} windows of ${sent} lines`);
  });

  it("shows groups with their counts, and the best of each column of numbers", async () => {
    const table = await open();
    table.group("fact:status");
    const part = tablePart(table, "");
    const heads = tableWindow(table, 0, part.lineCount).lines.filter((line) => line.kind === "group");
    assert.deepEqual([part.group, heads.length], ["Status", part.groupCount]);
    assert.equal(
      heads.reduce((sum, { count }) => sum + count, 0),
      part.runCount,
    );
    const { data } = table.table;
    const losses = data.rows
      .filter((row) => data.textAt(row, "fact:status") === "completed")
      .flatMap((row) => data.column("latest:eval_loss")?.at(row) ?? [])
      .map(Number);
    const completed = heads.find(({ text }) => text === "completed");
    assert.deepEqual(completed?.figures, [null, { best: Math.min(...losses) }, null]);
  });

  it("offers what fits the selected runs", async () => {
    const table = await open();
    const actionsOf = (count: number) => {
      table.arrange();
      table.table.selection.select(table.table.shown.runs.slice(0, count));
      return tablePart(table, "").actions;
    };
    assert.deepEqual(actionsOf(0), []);
    assert.ok(actionsOf(1).includes("showInTree") && !actionsOf(1).includes("compare"));
    assert.ok(actionsOf(3).includes("compare") && !actionsOf(3).includes("showInTree"));
    assert.ok(!actionsOf(11).includes("compare") && actionsOf(11).includes("delete"));
  });

  it("finds the entry of a restored table with one request", async () => {
    const source = sample.connect("modelLab");
    const { id } = await new TreeWalk(source).open([PROJECT]);
    sample.takeRequests();
    const found = await locateEntries(sample.connect("modelLab"), [id], unaborted());
    assert.deepEqual([found?.map(({ name }) => name), sample.takeRequests().length], [[PROJECT], 1]);
    assert.equal(await locateEntries(source, [`${id}0000`], unaborted()), undefined);
  });

  it("may ask for what it knows, and for nothing else", () => {
    assert.deepEqual(parseTableRequest({ kind: "window", start: 0, count: 50 }), {
      kind: "window",
      start: 0,
      count: 50,
    });
    for (const bad of [
      { kind: "window", start: -1, count: 50 },
      { kind: "window", start: 0, count: 1e9 },
      { kind: "act", action: "erase" },
      { kind: "select", step: "replace", row: 1.5 },
      null,
    ]) {
      assert.equal(parseTableRequest(bad), undefined);
    }
    const table = { systemId: "modelLab", site: "sample", rowIds: ["a"] };
    assert.deepEqual(parseKeptTable({ table, top: 5 }), { table, filter: "" });
    assert.equal(parseKeptTable({ table: { ...table, rowIds: [] } }), undefined);
  });
});

describe("How tables are set up", () => {
  const address = { systemId: "modelLab", site: "sample", rowIds: ["project/1"] };

  it("is kept for each project, and sets of columns by their names", async () => {
    const memory = new Memory();
    const store = new TableStore(memory);
    const layout = { columns: [{ id: "fact:name" }, { id: "param:lr", width: 80 }], sort: [], group: "tag:team" };
    await store.keepLayout(address, layout);
    await store.keepSet({ name: "b", columns: layout.columns });
    await store.keepSet({ name: "a", columns: [{ id: "fact:name" }] });
    await store.keepSet({ name: "b", columns: [{ id: "fact:name" }, { id: "min:loss" }] });
    const later = new TableStore(memory);
    assert.deepEqual(later.layout(address), layout);
    assert.deepEqual(later.layout({ ...address, rowIds: ["project/2"] }), { sort: [] });
    assert.deepEqual(later.layout({ ...address, site: "other" }), { sort: [] });
    assert.deepEqual(
      later.sets.map(({ name, columns }) => `${name} ${columns.length}`),
      ["a 1", "b 2"],
    );
    await later.removeSet("a");
    assert.deepEqual(
      later.sets.map(({ name }) => name),
      ["b"],
    );
  });
});
