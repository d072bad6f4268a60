import assert from "node:assert/strict";
import { LiveTable } from "../../../src/runTable/liveTable";
import { OpenTable } from "../../../src/runTable/openTable";
import { ConnectedSample, TreeWalk, unaborted } from "../../support/connectedSample";
import { SteppedClock } from "../../support/steppedClock";

const INTERVAL = 10_000;
const PROJECT = "qwen36-27b-qlora-fsdp";
/** Ends five minutes after the start of the sample. */
const ENDING = "qlora-r16-lr2e-4";

describe("LiveTable", () => {
  let clock: SteppedClock;
  let sample: ConnectedSample;
  let open: OpenTable;
  let live: LiveTable;
  let changes: number;
  let inSight: { start: number; count: number };

  beforeEach(async () => {
    clock = new SteppedClock();
    sample = await ConnectedSample.start(() => clock.time);
    const source = sample.connect("modelLab");
    const { entry } = await new TreeWalk(source).open([PROJECT]);
    const layout = { sort: [{ column: "fact:status", isDescending: false }] };
    const onDidChange = () => (changes += 1);
    open = new OpenTable({ source, tables: source.runTables!, entry, values: {}, layout, onDidChange });
    await open.goOn();
    open.arrange();
    sample.takeRequests();
    changes = 0;
    inSight = { start: 0, count: 60 };
    const options = { clock, interval: () => INTERVAL, onDidPoll: () => undefined };
    live = new LiveTable({ ...options, open: () => open, inSight: () => inSight });
  });
  afterEach(async () => {
    live.dispose();
    await sample.close();
  });

  const rowOf = (name: string) =>
    open.table.data.rows.find((row) => open.table.data.textAt(row, "fact:name") === name) ?? -1;
  const textOf = (name: string, column: string) => open.table.data.textAt(rowOf(name), column);

  it("asks for the runs that have not ended with one request, and not for the others", async () => {
    live.setActive(true);
    await clock.pass(1);
    const ids = sample.server.requests.map(({ query }) => (query["filter[id]"] ?? "").split(",").sort());
    const wanted = open.table.data.rows
      .filter((row) => !["completed", "failed", "killed"].includes(open.table.data.textAt(row, "fact:status")))
      .map((row) => open.table.data.textAt(row, "fact:id"));
    assert.ok(wanted.length >= 4);
    assert.deepEqual(ids, [wanted.sort()]);
    sample.takeRequests();
    live.setActive(false);
    await clock.passIdle(10 * INTERVAL);
    assert.deepEqual(sample.takeRequests(), []);
  });

  it("asks for nothing while no unfinished run is in sight, and for those alone that are", async () => {
    const places = [...open.table.live.keys()].map((row) => open.table.shown.positionOf(row)).toSorted((a, b) => a - b);
    const [first, last] = [places[0]!, places.at(-1)!];
    inSight = { start: last + 1, count: 60 };
    live.setActive(true);
    await clock.pass(INTERVAL);
    assert.deepEqual(sample.takeRequests(), []);
    inSight = { start: first, count: 2 };
    await clock.pass(INTERVAL);
    const [asked] = sample.server.requests.map(({ query }) => (query["filter[id]"] ?? "").split(","));
    const shown = [first, first + 1].flatMap((place) => open.table.live.get(open.table.shown.rowAt(place) ?? -1) ?? []);
    assert.deepEqual(
      asked,
      shown.map((entry) => open.source.live!.runIdOf(entry)),
    );
    sample.takeRequests();
    open.group("fact:status");
    open.arrange();
    open.toggleGroups();
    inSight = { start: 0, count: 60 };
    await clock.pass(2 * INTERVAL);
    assert.deepEqual(sample.takeRequests(), [], "they are in groups that are closed");
  });

  it("changes a row in its place, and asks no more for a run that has ended", async () => {
    const before = [textOf(ENDING, "step:loss"), open.table.shown.positionOf(rowOf(ENDING)), open.version];
    live.setActive(true);
    await clock.pass(2 * 60_000);
    assert.ok(changes > 0);
    assert.ok(Number(textOf(ENDING, "step:loss")) > Number(before[0]));
    await clock.pass(10 * 60_000);
    assert.equal(textOf(ENDING, "fact:status"), "completed");
    assert.deepEqual([open.table.shown.positionOf(rowOf(ENDING)), open.version], before.slice(1));
    sample.takeRequests();
    await clock.pass(INTERVAL);
    const asked = sample.server.requests.map(({ query }) => query["filter[id]"] ?? "").join();
    assert.ok(asked !== "" && !asked.split(",").includes(textOf(ENDING, "fact:id")));
  });

  it("takes a run away that is missing twice", async () => {
    const [gone] = [...open.table.live.values()];
    await open.source.deletion!.send(gone!, unaborted());
    const { size } = open.table.data;
    live.setActive(true);
    await clock.pass(1);
    assert.equal(open.table.data.size, size);
    await clock.pass(INTERVAL);
    assert.equal(open.table.data.size, size - 1);
    open.arrange();
    assert.equal(open.table.shown.length, size - 1);
  });
});
