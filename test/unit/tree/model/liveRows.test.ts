import assert from "node:assert/strict";
import type { SampleRequest } from "../../../../src/sample/server/exchange";
import type { ArtifactSource } from "../../../../src/sources/contract/source";
import { ArtifactTree } from "../../../../src/tree/model/artifactTree";
import { LiveRows } from "../../../../src/tree/model/liveRows";
import type { EntryRow, Row } from "../../../../src/tree/model/row";
import { ConnectedSample } from "../../../support/connectedSample";
import { SteppedClock } from "../../../support/steppedClock";
import { until } from "../../../support/until";

const INTERVAL = 10_000;
const MINUTE = 60_000;
const PROJECT = "qwen36-27b-qlora-fsdp";
/** Ends five minutes after the start of the sample. */
const ENDING = "qlora-r16-lr2e-4";
const LIVE_IDS = "filter[id]";

describe("LiveRows", () => {
  let clock: SteppedClock;
  let sample: ConnectedSample;
  let source: ArtifactSource;
  let tree: ArtifactTree | undefined;
  let changes: (EntryRow | undefined)[];
  let failures: number[];
  let closed: Set<string>;
  let live: LiveRows;

  beforeEach(async () => {
    clock = new SteppedClock();
    sample = await ConnectedSample.start(() => clock.time);
    source = sample.connect("modelLab");
    [changes, failures, closed] = [[], [], new Set()];
    tree = new ArtifactTree({ source, onDidChange: (row) => changes.push(row) });
    live = new LiveRows({
      clock,
      interval: () => INTERVAL,
      tree: () => tree,
      isClosed: ({ id }) => closed.has(id),
      onDidPoll: (count) => failures.push(count),
    });
  });
  afterEach(async () => {
    live.dispose();
    await sample.close();
  });

  async function open(...names: readonly string[]): Promise<EntryRow> {
    let row: EntryRow | undefined;
    for (const name of names) {
      row = named(await tree!.children(row), name);
    }
    await tree!.children(row);
    return row!;
  }

  /** The ids that each request since the last call asked for. */
  function asked(): readonly (readonly string[])[] {
    const lists = sample.server.requests.map(({ query }) => query[LIVE_IDS]);
    sample.server.clearRequests();
    return lists.map((list) => (list ?? "").split(","));
  }

  it("asks for all runs that have not ended with one request, and for nothing else", async () => {
    await open(PROJECT, "qlora-r8-lr1e-4");
    asked();
    live.setActive(true);
    await clock.pass(1);
    const [ids = [], ...others] = asked();
    assert.equal(others.length, 0);
    const shown = tree!.loadedRows().filter((row): row is EntryRow => row.kind === "entry");
    const wanted = shown.filter(({ entry }) => /^(running|paused|unresponsive|pending)/.test(entry.spoken));
    assert.ok(wanted.length >= 4);
    assert.deepEqual([...ids].sort(), wanted.map(({ id }) => decodeURIComponent(id.split("/").at(-1)!)).sort());
    await clock.pass(2 * INTERVAL);
    assert.equal(asked().length, 2);
  });

  it("asks nothing while it is off, nor where no run is loaded, nor where all have ended", async () => {
    await tree!.children(undefined);
    asked();
    live.setActive(true);
    await clock.pass(MINUTE);
    assert.deepEqual(asked(), []);
    live.setActive(false);
    await open(PROJECT);
    asked();
    await clock.passIdle(10 * MINUTE);
    assert.deepEqual(asked(), []);
  });

  it("gives a run that ended its last row in place; nothing else changes, and what is open below it stays", async () => {
    const run = await open(PROJECT, ENDING);
    const folder = named(await tree!.children(run), /^checkpoint-/);
    const inFolder = (await tree!.children(folder)).map(({ id }) => id);
    const project = run.parent!;
    const before = await tree!.children(project);
    clock.time += 6 * MINUTE;
    changes = [];
    asked();
    live.setActive(true);
    await clock.pass(1);
    assert.equal(asked().length, 1);
    assert.ok(changes.includes(run));
    assert.ok(!changes.includes(project), "its row alone is drawn again");

    const after = await tree!.children(project);
    assert.deepEqual(
      after.map(({ id }) => id),
      before.map(({ id }) => id),
    );
    const ended = named(after, ENDING);
    assert.deepEqual(ended.entry.icon, { codicon: "pass", color: "charts.green" });
    assert.ok(!ended.entry.abilities.includes("watch"));
    const still = named(before, "vanilla");
    assert.equal(named(after, "vanilla"), still);
    assert.deepEqual(
      (await tree!.children(named(await tree!.children(ended), folder.entry.name))).map(({ id }) => id),
      inFolder,
    );
  });

  it("asks for a run's files again once it has ended, and not before", async () => {
    const run = await open(PROJECT, ENDING);
    asked();
    live.setActive(true);
    await clock.pass(1);
    await tree!.children(named(await tree!.children(run.parent), ENDING));
    assert.equal(asked().length, 1);
    clock.time += 6 * MINUTE;
    await clock.pass(INTERVAL);
    asked();
    await tree!.children(named(await tree!.children(run.parent), ENDING));
    assert.match(sample.server.requests.map(({ path }) => path).join(), /\/artifacts$/);
  });

  it("lists the open directories of a run again when its row changes, and no others", async () => {
    const run = await open(PROJECT, ENDING);
    const folder = named(await tree!.children(run), /^checkpoint-/);
    await tree!.children(folder);
    live.setActive(true);
    await clock.pass(1);
    clock.time += 2 * MINUTE;
    await clock.pass(INTERVAL);
    asked();
    const now = named(await tree!.children(run.parent), ENDING);
    assert.notEqual(now, run);
    changes = [];
    const before = await tree!.children(now);
    await until(() => changes.includes(now));
    assert.equal(sample.server.requests.length, 1, "a directory that is not drawn is not asked for");
    const files = await tree!.children(now);
    // A row that reads as before is the same to VS Code, and what a menu was opened on.
    assert.ok(files.filter((row) => before.includes(row)).length > 5);
    await tree!.children(named(files, folder.entry.name));
    await until(() => sample.server.requests.length === 2);
    assert.deepEqual(
      sample.server.requests.map(({ path, query }) => [path.split("/").at(-1), query["path"] ?? ""]),
      [
        ["artifacts", ""],
        ["artifacts", folder.entry.name],
      ],
    );
    // It is listed as it is now: what came since stands in place.
    const fresh = new ArtifactTree({ source: sample.connect("modelLab"), onDidChange: () => undefined });
    let [above] = [undefined as EntryRow | undefined];
    for (const name of [PROJECT, ENDING]) {
      above = named(await fresh.children(above), name);
    }
    const names = (rows: readonly Row[]) => rows.flatMap((row) => (row.kind === "entry" ? [row.entry.name] : []));
    assert.deepEqual(names(files), names(await fresh.children(above)));
    asked();
    await tree!.children(now);
    assert.deepEqual(asked(), [], "once for each change");
  });

  it("tells VS Code of the rows that it was given last, of child runs, too", async () => {
    const parent = await open(PROJECT, "qlora-r8-lr1e-4");
    live.setActive(true);
    await clock.pass(1);
    const listed = await tree!.children(parent.parent);
    const parentNow = named(listed, "qlora-r8-lr1e-4");
    const child = named(await tree!.children(parentNow), "seed-3");
    assert.ok(child.parent === parentNow);
    changes = [];
    clock.time += 2 * MINUTE;
    await clock.pass(INTERVAL);
    assert.deepEqual([changes.includes(parentNow), changes.includes(child)], [true, true]);
    assert.ok(changes.every((row) => row === child || (row !== undefined && listed.includes(row))));
    const last = named(await tree!.children(parent.parent), "qlora-r8-lr1e-4");
    assert.equal(named(await tree!.children(last), "seed-3").entry.spoken, "completed child run");
  });

  it("asks for more than a hundred in batches, for no more than three hundred, those in sight first", async () => {
    await scriptRuns(350);
    const project = await open(PROJECT);
    const other = await open("llm-benchmark/gpt-oss-20b");
    closed.add(project.id);
    asked();
    live.setActive(true);
    await clock.pass(1);
    const batches = asked();
    assert.deepEqual(
      batches.map(({ length }) => length),
      [100, 100, 100],
    );
    assert.equal(batches[0]![0], idsBelow(other)[0]);
  });

  it("comes to all of them in turn, those in sight more often, with three requests each time", async () => {
    await scriptRuns(350);
    const closedIds = idsBelow(await open(PROJECT));
    closed.add((await open(PROJECT)).id);
    const openIds = idsBelow(await open("llm-benchmark/gpt-oss-20b"));
    asked();
    live.setActive(true);
    await clock.pass(INTERVAL + 1);
    const twice = asked();
    await clock.pass(2 * INTERVAL);
    const later = asked();
    assert.deepEqual([twice.length, later.length], [6, 6]);
    const seen = new Set(twice.flat());
    assert.ok(openIds.every((id) => seen.has(id)));
    later.flat().forEach((id) => seen.add(id));
    assert.ok(closedIds.every((id) => seen.has(id)));
  });

  it("takes a run away that the service twice does not have, and not one that it lacks once", async () => {
    const run = await open(PROJECT, ENDING);
    const lack = sample.server.respondWith(({ query }) =>
      query.has(LIVE_IDS) ? { status: 200, body: listOf([]) } : undefined,
    );
    live.setActive(true);
    await clock.pass(1);
    lack();
    await clock.pass(INTERVAL);
    sample.server.respondWith(({ query }) => (query.has(LIVE_IDS) ? { status: 200, body: listOf([]) } : undefined));
    await clock.pass(INTERVAL);
    const isThere = async () => (await tree!.children(run.parent)).some(({ id }) => id === run.id);
    assert.ok(await isThere());
    await clock.pass(INTERVAL);
    assert.ok(!(await isThere()));
  });

  it("waits longer after failures, and as long as the service says when it is asked too often", async () => {
    await open(PROJECT);
    const headers = { "X-RateLimit-Reset": "600" };
    sample.server.respondWith(({ query }) => (query.has(LIVE_IDS) ? { status: 429, headers } : undefined));
    asked();
    live.setActive(true);
    await clock.pass(9 * MINUTE);
    assert.equal(asked().length, 1);
    assert.deepEqual(failures, [1]);
    sample.server.reset();
    await clock.pass(2 * MINUTE);
    assert.equal(failures.at(-1), 0);
  });

  it("drops an answer that arrives after the site was switched", async () => {
    await open(PROJECT, ENDING);
    const left = tree!;
    clock.time += 6 * MINUTE;
    changes = [];
    live.setActive(true);
    await clock.wakeNext();
    tree = undefined;
    live.reset();
    await clock.passIdle(1);
    assert.deepEqual(changes, []);
    assert.equal(named(left.loadedRows(), ENDING).entry.spoken, "running run");
  });

  /** Lets each project have so many running runs. */
  async function scriptRuns(count: number): Promise<void> {
    const projects = await tree!.children(undefined);
    const ids = new Map(projects.map(({ id }, index) => [id.split("/").at(-1)!, index]));
    sample.server.respondWith(({ path, query }: SampleRequest) => {
      if (!path.endsWith("/runs")) {
        return undefined;
      }
      const wanted = query.get(LIVE_IDS)?.split(",");
      const index = ids.get(query.get("filter[project_id]") ?? "") ?? 0;
      const numbers = wanted?.map(Number) ?? Array.from({ length: count }, (_, each) => 1000 * (index + 1) + each);
      return { status: 200, body: listOf(numbers) };
    });
  }

  function idsBelow(row: EntryRow): readonly string[] {
    return tree!
      .loadedChildren(row)
      .flatMap(({ id, kind }) => (kind === "entry" && id.includes("/run/") ? [id.split("/").at(-1)!] : []));
  }
});

function named(rows: readonly Row[], name: string | RegExp): EntryRow {
  const isNamed = (text: string) => (typeof name === "string" ? text === name : name.test(text));
  const found = rows.find((row): row is EntryRow => row.kind === "entry" && isNamed(row.entry.name));
  assert.ok(found, `no row ${String(name)}`);
  return found;
}

function listOf(ids: readonly number[]): unknown {
  const data = ids.map((id) => ({
    id: String(id),
    type: "runs",
    attributes: { name: `run-${id}`, project_id: 1, status: "running" },
  }));
  return { data, meta: { page: { total: ids.length } } };
}
