import assert from "node:assert/strict";
import type { PanelContent } from "../../../../src/sources/contract/panelContent";
import type { ArtifactSource } from "../../../../src/sources/contract/source";
import { runEntry } from "../../../../src/sources/trueFoundry/rows/runRows";
import type { EntryRow } from "../../../../src/tree/model/row";
import { ConnectedSample, SAMPLE_NOW, TreeWalk, unaborted } from "../../../support/connectedSample";
import { failure } from "../../../support/httpFixture";
import { run, TrueFoundryFixture, wireRun } from "./trueFoundryFixture";

const REPO = "support-assistant";
const DIVERGED = "qwen36-support-r64-lr1e-3";
const GOING_ON = "qwen36-support-r16-longctx";
const STUCK = "qwen36-support-r32-8xh100";
const WARNING = { codicon: "warning", color: "charts.yellow" };
const HOUR = 3_600_000;

describe("The state of TrueFoundry's runs", () => {
  let sample: ConnectedSample;
  let source: ArtifactSource;
  let walk: TreeWalk;
  let now = SAMPLE_NOW;
  before(async () => (sample = await ConnectedSample.start(() => now)));
  beforeEach(() => {
    now = SAMPLE_NOW;
    sample.server.reset();
    source = sample.connect("trueFoundry");
    walk = new TreeWalk(source);
  });
  after(() => sample.close());

  const row = (name: string): Promise<EntryRow> => walk.open([REPO, "Runs", name]);
  const live = async () => {
    const rows = await walk.tree.children(await walk.open([REPO, "Runs"]));
    return rows.flatMap((each) => (each.kind === "entry" && source.live!.isLive(each.entry) ? [each.entry] : []));
  };

  it("comes with one request for all running runs of a repo, and one more for each that has ended", async () => {
    const before = await live();
    assert.ok(before.some(({ name }) => name === GOING_ON) && before.every(({ name }) => name !== DIVERGED));
    sample.takeRequests();
    now += 60_000;
    const after = await source.live!.reload(before, unaborted());
    assert.deepEqual(sample.takeRequests(), ["POST /runs/search"]);
    assert.deepEqual(
      after.map((entry) => entry?.id),
      before.map(({ id }) => id),
    );
    assert.notDeepEqual(after, before);
    now += 4 * HOUR;
    const ended = await source.live!.reload(before, unaborted());
    const finished = ended.find((entry) => entry?.name === GOING_ON)!;
    assert.deepEqual([source.live!.isLive(finished), finished.spoken], [false, "finished run"]);
    const asked = sample.takeRequests();
    assert.equal(asked[0], "POST /runs/search");
    assert.equal(asked.length, 1 + ended.filter((entry) => entry !== undefined && !source.live!.isLive(entry)).length);
  });

  it("is watched by the runs' ids, until they are gone", async () => {
    const going = source.live!.runIdOf((await row(GOING_ON)).entry);
    const diverged = source.live!.runIdOf((await row(DIVERGED)).entry);
    const [first, second, none] = await source.live!.states([going, diverged, "none"], unaborted());
    assert.ok(first !== undefined && second !== undefined && none === undefined);
    assert.deepEqual(
      [first.status, first.isFinal, first.startedAt],
      ["running", false, SAMPLE_NOW - 48 * 60_000 - 3_000],
    );
    assert.equal(first.best?.key, "eval/loss");
    assert.deepEqual([second.status, second.isFinal, second.isSuccess], ["failed", true, false]);
    assert.ok(second.metrics.some(({ key, value }) => key === "train/loss" && Number.isNaN(value)));
  });

  it("is watched with one request for all runs of a repo that were seen, and first by their ids after a start", async () => {
    const entries = await live();
    const ids = entries.map((entry) => source.live!.runIdOf(entry));
    assert.ok(ids.length > 1);
    sample.takeRequests();
    const states = await source.live!.states(ids, unaborted());
    assert.deepEqual(sample.takeRequests().toSorted(), ids.map((id) => `GET /runs/${id}`).sort());
    assert.deepEqual(await source.live!.states(ids, unaborted()), states);
    assert.deepEqual(sample.takeRequests(), ["POST /runs/search"]);
    assert.deepEqual(
      states.map((state) => state?.name),
      entries.map(({ name }) => name),
    );
  });

  it("is asked for one by one where the service does not take the comparison", async () => {
    const fixture = new TrueFoundryFixture();
    try {
      const { server, source: plain } = await fixture.source((reply, { path }) =>
        path.endsWith("/search")
          ? reply.json({ statusCode: 400, message: "no such attribute" }, { status: 400 })
          : reply.json({ run: wireRun({ run_id: path.split("/").at(-1) }) }),
      );
      const entries = ["a", "b"].map((id) => runEntry("runs", run({ id, status: "RUNNING" })));
      const answers = await plain.live.reload(entries, fixture);
      assert.deepEqual(
        answers.map((entry) => entry?.id),
        ["runs/run/a", "runs/run/b"],
      );
      assert.equal(server.requests.length, 3);
    } finally {
      await fixture.close();
    }
  });

  it("has a page with all that is known, one request each, also of one that is gone", async () => {
    const { entry } = await row(DIVERGED);
    const place = source.pages!.placeOf(entry)!;
    sample.takeRequests();
    const [page, gone] = await source.pages!.load([place, ["run", "none"]], unaborted());
    assert.equal(sample.takeRequests().length, 2);
    assert.deepEqual(gone, { status: "fulfilled", value: undefined });
    const content = (page as PromiseFulfilledResult<PanelContent>).value;
    assert.deepEqual([content.noun, content.title, content.above], ["Run", DIVERGED, [REPO]]);
    assert.deepEqual(content.status, { text: "failed", icon: { codicon: "error", color: "charts.red" } });
    assert.ok(Number.isNaN(content.metrics.find(({ key }) => key === "train/loss")?.latest));
    assert.deepEqual(content.params.find(({ key }) => key === "lora_r")?.value, "64");
    assert.deepEqual(content.tags[0], { key: "dataset", value: "support-v6" });
    assert.equal(content.rowIds.at(-1), entry.id);
    assert.ok(!content.facts.some(({ label }) => label === "Status"));
  });

  it("is marked at the first look as making no steps, on its row and its page, by when it logged its latest value", async () => {
    const started = Date.now();
    const today = await ConnectedSample.start(() => started);
    try {
      const connected = today.connect("trueFoundry");
      const tree = new TreeWalk(connected);
      const stuck = (await tree.open([REPO, "Runs", STUCK])).entry;
      assert.deepEqual([stuck.icon, stuck.spoken], [WARNING, "running run, makes no steps"]);
      const [page] = await connected.pages!.load([connected.pages!.placeOf(stuck)!], unaborted());
      const { status, summary } = (page as PromiseFulfilledResult<PanelContent>).value;
      assert.deepEqual(status, { text: "running", icon: WARNING });
      const [since] = summary.flatMap((part) => (typeof part === "object" && "since" in part ? [part] : []));
      assert.equal(since!.verb, "no step for");
      assert.ok(started - since!.since > HOUR);
      assert.equal((await tree.open([REPO, "Runs", GOING_ON])).entry.spoken, "running run");
    } finally {
      await today.close();
    }
  });

  it("is archived and restored at the service, and deleted for good, each by one request", async () => {
    const { entry } = await row(DIVERGED);
    assert.ok(entry.abilities.includes("archive") && entry.abilities.includes("delete"));
    assert.equal(source.archive!.nameOf(entry), `run "${DIVERGED}" of ML repo "${REPO}"`);
    const id = source.live!.runIdOf(entry);
    sample.takeRequests();
    await source.archive!.archive(entry, unaborted());
    assert.equal(await new TreeWalk(source).find([REPO, "Runs", DIVERGED]), undefined);
    const archived = await source.reload(entry, unaborted());
    assert.ok(archived.abilities.includes("restore") && !archived.abilities.includes("archive"));
    assert.match(archived.spoken, /^archived failed run, train\/loss is NaN$/);
    await source.archive!.restore(archived, unaborted());
    assert.equal((await new TreeWalk(source).open([REPO, "Runs", DIVERGED])).entry.id, entry.id);
    await source.deletion!.send(entry, unaborted());
    assert.equal((await failure(source.archive!.archive(entry, unaborted()))).kind, "notFound");
    assert.deepEqual(
      sample.takeRequests().filter((request) => request.includes(id)),
      [
        `POST /runs/${id}/archive`,
        `GET /runs/${id}`,
        `POST /runs/${id}/restore`,
        `DELETE /runs/${id}`,
        `POST /runs/${id}/archive`,
      ],
    );
  });

  it("is marked while a run goes on with a metric that is NaN or infinite, the most telling one first", () => {
    const metrics = [
      { key: "grad_norm", value: Infinity },
      { key: "eval/loss", value: 2 },
      { key: "train/loss", value: NaN },
    ];
    const going = runEntry("r", run({ status: "RUNNING", metrics }));
    assert.deepEqual(going.icon, { codicon: "warning", color: "charts.yellow" });
    assert.equal(going.spoken, "running run, train/loss is NaN");
    assert.deepEqual(going.detail.slice(0, 2), [{ text: "eval/loss 2", brief: "2 eval/loss" }, "train/loss NaN"]);
    const ended = runEntry("r", run({ status: "FINISHED", metrics }));
    assert.deepEqual(ended.icon, { codicon: "pass", color: "charts.green" });
    const well = runEntry("r", run({ status: "RUNNING", metrics: metrics.slice(1, 2) }));
    assert.deepEqual([well.icon, well.spoken], [{ codicon: "sync~spin", color: "charts.blue" }, "running run"]);
    const stuck = runEntry("r", run({ status: "RUNNING" }), { stuckSince: 7 });
    assert.deepEqual([stuck.icon, stuck.spoken], [going.icon, "running run, makes no steps"]);
    assert.deepEqual(stuck.detail[0], { since: 7, verb: "no step for" });
  });

  it("calls a status that it does not know by its word, and an end what has a time of one", () => {
    const odd = runEntry("r", run({ status: "WAITING_FOR_GPU", endedAt: NaN }));
    assert.equal(odd.spoken, "waiting for gpu run");
    assert.ok(!runEntry("r", run({ status: "PREEMPTED" })).abilities.includes("watch"));
  });
});
