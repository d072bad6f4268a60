import assert from "node:assert/strict";
import { SWEEP, useSampleTables } from "./sampleTables";

describe("The rows of a table that is refreshed, at the sample server", () => {
  const { sample, openTable } = useSampleTables();

  it("stay on show, and selected, until a refresh has brought its first page", async () => {
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

  it("stay when the refresh fails, which says why", async () => {
    const { open } = await openTable(SWEEP);
    await open.goOn();
    const restore = sample().server.respondWith(() => ({ status: 400, body: { errors: ["no"] } }));
    await open.restart();
    restore();
    assert.ok(open.failure instanceof Error);
    assert.deepEqual([open.isOutdated, open.table.data.size], [true, 1_200]);
  });

  it("are asked for by their ids, a hundred at a time, and forgotten when they are gone", async () => {
    const { open, source } = await openTable(SWEEP);
    await open.goOn();
    open.arrange();
    const rows = open.table.shown.runs.slice(0, 150);
    const [first] = await open.table.pick(rows.slice(0, 1), { signal: new AbortController().signal });
    await source.deletion!.send(first!, { signal: new AbortController().signal });
    sample().takeRequests();
    const entries = await open.table.pick(rows, { signal: new AbortController().signal });
    assert.deepEqual(sample().takeRequests(), ["GET /runs", "GET /runs"]);
    assert.deepEqual([entries.length, open.table.data.size], [149, 1_199]);
  });
});
