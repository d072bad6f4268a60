import assert from "node:assert/strict";
import type { Entry } from "../../../../src/sources/contract/entry";
import type { BestQuery } from "../../../../src/sources/contract/runMetrics";
import type { ArtifactSource } from "../../../../src/sources/contract/source";
import type { EntryRow } from "../../../../src/tree/model/row";
import { detailText } from "../../../../src/sources/shared/detailText";
import { ConnectedSample, TreeWalk, unaborted } from "../../../support/connectedSample";
import type { WirePage, WireRun } from "../../sample/sampleFixture";

const SWEEP = "sweeps/qwen3-4b-lora-grid";
/** The first words of a row's grey text. */
const partOf = ({ detail: [part = ""] }: Entry): string => detailText([part], 0);
const LOWEST: BestQuery = { metric: "eval_loss", direction: "lower" };

describe("The best runs of a Model Lab project", () => {
  let sample: ConnectedSample;
  let source: ArtifactSource;
  let walk: TreeWalk;
  let project: EntryRow;

  before(async () => (sample = await ConnectedSample.start()));
  after(() => sample.close());
  beforeEach(async () => {
    source = sample.connect("modelLab");
    walk = new TreeWalk(source);
    project = await walk.open([SWEEP]);
    sample.server.clearRequests();
  });

  const best = () => source.metrics!.best;
  /** The rows below the ranking that answers a question. */
  const found = async (query: BestQuery) => {
    const ids = await best().find(project.entry, query, unaborted());
    walk.tree.relist();
    const ranking = (await walk.tree.children(undefined)).find((row): row is EntryRow => row.id === ids[0])!;
    const rows = (await walk.tree.children(ranking)).filter((row): row is EntryRow => row.kind === "entry");
    return { ids, ranking, rows };
  };
  /** What the service has, asked for by the test itself. */
  const everyRun = async (query: Readonly<Record<string, string>> = {}) => {
    const { origin } = sample.server;
    const { apiKey = "", appKey = "" } = sample.server.systems.modelLab.keys;
    const runs: WireRun[] = [];
    for (let page: unknown = 0; typeof page === "number";) {
      const wanted = { "page[size]": "100", "page[number]": String(page), ...query };
      const url = `${origin}/api/v2/model-lab-api/runs?${new URLSearchParams(wanted).toString()}`;
      const headers = { "DD-API-KEY": apiKey, "DD-APPLICATION-KEY": appKey };
      const answer = (await (await fetch(url, { headers })).json()) as WirePage<WireRun>;
      runs.push(...answer.data);
      page = answer.meta.page["next_number"];
    }
    return runs;
  };
  const latest = ({ attributes }: WireRun, metric: string) =>
    attributes.metric_summaries.find(({ key }) => key === metric)?.latest;
  const first = (rows: readonly EntryRow[]) => rows.map(({ entry }) => partOf(entry));

  it("are those with the lowest values of all 1,200 runs, the value first in each row", async () => {
    const { ids, ranking, rows } = await found(LOWEST);
    const all = await everyRun({ "filter[project_id]": "2370" });
    const values = all.flatMap((run) => latest(run, "eval_loss") ?? []).filter(Number.isFinite);
    assert.ok(all.length > 1_100 && values.length > 500, `${values.length} of ${all.length}`);
    const wanted = values.sort((a, b) => a - b).slice(0, 10);
    const shown = first(rows).map((part) => Number(part.replace("eval_loss ", "")));
    assert.deepEqual(
      shown,
      wanted.map((value) => Number(value.toPrecision(4))),
    );
    assert.equal(ids[1], rows[0]?.id);
    assert.deepEqual([ranking.entry.name, ranking.entry.detail], ["Best eval_loss", ["lowest first", SWEEP]]);
  });

  it("are found with one request a page, and shown without another", async () => {
    await found(LOWEST);
    const pages = sample.server.requests.map(({ query }) => new URLSearchParams(query).get("page[number]") ?? "first");
    assert.equal(pages.length, new Set(pages).size);
    assert.ok(pages.length >= 12, pages.join());
  });

  it("stand on their own, and are gone through again when the ranking is refreshed", async () => {
    const { ranking, rows } = await found(LOWEST);
    sample.server.clearRequests();
    await walk.tree.refreshRow(ranking, unaborted());
    const again = await walk.tree.children(ranking);
    assert.deepEqual(
      again.map(({ id }) => id),
      rows.map(({ id }) => id),
    );
    assert.ok(sample.server.requests.length >= 12);
    best().clear(ranking.entry);
    walk.tree.relist();
    assert.equal((await walk.tree.children(undefined))[0]?.id, (await walk.open(["qwen36"])).id);
  });

  it("take the place of the answer before when they are turned around", async () => {
    const { ranking } = await found(LOWEST);
    assert.deepEqual(best().questionOf(ranking.entry), { entry: project.entry, query: LOWEST });
    const highest = await found({ metric: "eval_loss", direction: "higher" });
    const top = (await walk.tree.children(undefined)).filter(
      (row) => row.kind === "entry" && row.entry.kind === "ranking",
    );
    assert.deepEqual(
      top.map(({ id }) => id),
      [highest.ids[0]],
    );
    const values = first(highest.rows).map((part) => Number(part.replace("eval_loss ", "")));
    assert.deepEqual(
      values,
      values.toSorted((a, b) => b - a),
    );
  });

  it("are those that the project's filter lets through, and the ranking says so", async () => {
    source.filter!.set(project.entry, { status: ["completed"], param: ["learning_rate:>0.0001"] });
    const { ranking, rows } = await found(LOWEST);
    const all = await everyRun({
      "filter[project_id]": "2370",
      "filter[status]": "completed",
      "filter[params]": "learning_rate:>0.0001",
    });
    const wanted = all
      .flatMap((run) => latest(run, "eval_loss") ?? [])
      .filter(Number.isFinite)
      .sort((a, b) => a - b);
    assert.deepEqual(first(rows)[0], `eval_loss ${String(Number(wanted[0]?.toPrecision(4)))}`);
    assert.equal(ranking.entry.detail[2], "status:completed · param learning_rate:>0.0001");
    const { facts } = await source.details(ranking.entry, unaborted());
    assert.deepEqual(facts[0], { label: "Runs", text: String(all.length) });
  });

  it("say so where no run has the metric", async () => {
    const { ids, ranking, rows } = await found({ metric: "bleu", direction: "higher" });
    assert.deepEqual([ids.length, rows.length], [1, 0]);
    const [note] = await walk.tree.children(ranking);
    assert.equal(note?.kind === "note" && note.text, "No run has a value of bleu");
  });

  it("are runs as any others: they have pages, files and marks, at their place in the project", async () => {
    const { rows } = await found(LOWEST);
    const { entry } = rows[0]!;
    const id = source.live!.runIdOf(entry);
    assert.deepEqual(source.pages!.placeOf(entry), ["project", "2370", "run", id]);
    assert.deepEqual(source.files!.placeOf(entry), ["project", "2370", "run", id]);
    assert.deepEqual(source.changes!.of(entry, "pin").entry.detail.slice(0, 2), [entry.detail[0], "pinned"]);
    const files = await walk.tree.children(rows[0]);
    assert.ok(files.some(({ kind }) => kind === "entry"));
  });

  it("end with their signal, and leave no ranking", async () => {
    const controller = new AbortController();
    const onProgress = () => controller.abort();
    await assert.rejects(best().find(project.entry, LOWEST, { signal: controller.signal, onProgress }), {
      name: "AbortError",
    });
    walk.tree.relist();
    assert.ok(
      (await walk.tree.children(undefined)).every((row) => row.kind !== "entry" || row.entry.kind === "project"),
    );
  });
});

describe("The metric that the rows of a project show", () => {
  let sample: ConnectedSample;
  let source: ArtifactSource;
  let walk: TreeWalk;
  let project: EntryRow;

  before(async () => (sample = await ConnectedSample.start()));
  after(() => sample.close());
  beforeEach(async () => {
    source = sample.connect("modelLab");
    walk = new TreeWalk(source);
    project = await walk.open([SWEEP]);
  });

  const metrics = async () => {
    const rows = (await walk.tree.children(project)).filter((row): row is EntryRow => row.kind === "entry");
    const runs = rows.filter(({ entry }) => entry.kind === "run");
    return new Set(runs.map(({ entry }) => partOf(entry).split(" ")[0]));
  };

  it("can be one of those that the service names, the most telling first", async () => {
    const names = await source.metrics!.names(project.entry, unaborted());
    assert.equal(names[0], "eval_loss");
    assert.ok(names.length > 3 && new Set(names).size === names.length, names.join());
  });

  it("changes at once in rows that are there, without a request, and in those to come", async () => {
    assert.ok((await metrics()).has("eval_loss"));
    sample.server.clearRequests();
    source.metrics!.show(project.entry, "train_loss");
    walk.tree.redraw();
    const shown = await metrics();
    assert.ok(shown.has("train_loss") && !shown.has("eval_loss"), [...shown].join());
    assert.equal(sample.server.requests.length, 0);
    walk.tree.refresh();
    assert.ok((await metrics()).has("train_loss"));
    assert.equal(source.metrics!.shown(project.entry), "train_loss");
    source.metrics!.show(project.entry, undefined);
    walk.tree.redraw();
    assert.ok((await metrics()).has("eval_loss"));
  });

  it("is kept for the project, beside its filter and order", () => {
    source.filter!.set(project.entry, { status: ["failed"] });
    source.metrics!.show(project.entry, "train_loss");
    const restarted = sample.connect("modelLab");
    restarted.choices!.restore(JSON.parse(JSON.stringify(source.choices!.kept)));
    assert.equal(restarted.metrics!.shown(project.entry), "train_loss");
    assert.deepEqual(restarted.filter!.values(project.entry), { status: ["failed"] });
    restarted.filter!.set(project.entry, {});
    assert.equal(restarted.metrics!.shown(project.entry), "train_loss");
  });
});
