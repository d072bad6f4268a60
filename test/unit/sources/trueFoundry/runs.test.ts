import assert from "node:assert/strict";
import type { Entry } from "../../../../src/sources/contract/entry";
import type { ArtifactSource } from "../../../../src/sources/contract/source";
import { detailText } from "../../../../src/sources/shared/detailText";
import type { EntryRow, Row } from "../../../../src/tree/model/row";
import { ConnectedSample, TreeWalk, unaborted } from "../../../support/connectedSample";
import { failure } from "../../../support/httpFixture";

const REPO = "support-assistant";
const RUNS = [REPO, "Runs"];
const DIVERGED = "qwen36-support-r64-lr1e-3";
const GOING_ON = "qwen36-support-r16-longctx";
/** Runs that go on have logged a moment ago. */
const STARTED = Date.now();

describe("TrueFoundry's runs", () => {
  let sample: ConnectedSample;
  let source: ArtifactSource;
  let walk: TreeWalk;
  let now = STARTED;
  before(async () => (sample = await ConnectedSample.start(() => now)));
  beforeEach(() => {
    now = STARTED;
    sample.server.reset();
    source = sample.connect("trueFoundry");
    walk = new TreeWalk(source);
    sample.takeRequests();
  });
  after(() => sample.close());

  const entries = (rows: readonly Row[]) => rows.flatMap((row) => (row.kind === "entry" ? [row.entry] : []));
  const below = async (row: EntryRow | undefined): Promise<readonly Entry[]> => entries(await walk.tree.children(row));
  const names = (rows: readonly Entry[]) => rows.map(({ name }) => name);
  const words = ({ name, detail }: Entry) => `${name}: ${detailText(detail, now)}`;

  it("stand in their repo with their count, beside models, artifacts and data directories", async () => {
    const repo = await walk.open([REPO]);
    assert.match(words(repo.entry), /52 runs · 2 models/);
    const groups = await below(repo);
    assert.deepEqual(groups.map(words), ["Runs: 52", "Models: 2", "Artifacts: 5", "Data directories: 2"]);
  });

  it("are asked about once for all repos", async () => {
    const fresh = await ConnectedSample.start();
    try {
      const first = new TreeWalk(fresh.connect("trueFoundry"));
      await first.tree.children(await first.open([REPO]));
      const asked = fresh.takeRequests();
      assert.deepEqual(asked.toSorted(), ["GET /data-directories", "GET /ml-repos", "POST /runs/search"]);
      await first.tree.children(await first.open(["forecasting"]));
      assert.deepEqual(fresh.takeRequests(), []);
    } finally {
      await fresh.close();
    }
  });

  it("tell how they go: since when, how long, how it ended, and the metric that says most", async () => {
    const rows = await below(await walk.open(RUNS));
    const told = (name: string) => words(rows.find((row) => row.name === name)!);
    assert.match(told(GOING_ON), /: eval\/loss 1\.\d+ · running 48 min$/);
    assert.match(told(DIVERGED), /: eval\/loss 26\.\d+ · train\/loss NaN · failed after 38 min · 4 hours ago$/);
    assert.deepEqual(rows.find(({ name }) => name === DIVERGED)?.icon, { codicon: "error", color: "charts.red" });
    const starts = rows.map(({ detail }) => detail.length);
    assert.ok(starts.every((count) => count > 0));
  });

  it("come page by page, each with one request", async () => {
    const runs = await walk.open(["lora-grid", "Runs"]);
    sample.takeRequests();
    const first = await walk.tree.children(runs);
    const more = first.find((row) => row.kind === "more");
    assert.ok(more?.kind === "more");
    assert.deepEqual([entries(first).length, more.total], [100, 1_200]);
    await walk.tree.loadMore(more);
    assert.deepEqual(sample.takeRequests(), ["POST /runs/search", "POST /runs/search"]);
    const both = await below(runs);
    assert.equal(new Set(both.map(({ id }) => id)).size, 200);
  });

  it("are filtered by the service, in its language, and by what is typed in it", async () => {
    const runs = await walk.open(RUNS);
    const listed = async (values: Readonly<Record<string, readonly string[]>>) => {
      source.filter!.set(runs.entry, values);
      walk.tree.relist(runs);
      return names(await below(runs));
    };
    assert.deepEqual(await listed({ name: [DIVERGED] }), [DIVERGED]);
    const built = await listed({ status: ["running"], param: ["lora_r:16"], metric: ["train/learning_rate:>0"] });
    assert.ok(built.includes(GOING_ON) && !built.includes(DIVERGED));
    const typed = await listed({ query: [`tags.dataset = "support-v6" and params.learning_rate != '0.001'`] });
    assert.deepEqual(typed, [GOING_ON, "qwen36-support-r32-8xh100"]);
    assert.equal(source.filter!.unfilteredTotal?.(runs.entry), 52);
    assert.equal(sample.takeRequests().filter((request) => request === "POST /runs/search").length, 3);
  });

  it("say what the service did not like about a query, beside the way to change it", async () => {
    const runs = await walk.open(RUNS);
    source.filter!.set(runs.entry, { query: ["metrics.loss < 1 or metrics.loss > 2"] });
    walk.tree.relist(runs);
    const [row] = await walk.tree.children(runs);
    assert.ok(row?.kind === "failure");
    assert.match(row.error.message, /Invalid clause/);
  });

  it("suggest keys as the service has them with one request, and values as they were listed with none", async () => {
    const runs = await walk.open(RUNS);
    await below(runs);
    sample.takeRequests();
    const suggest = async (field: string, key?: string) =>
      source.filter!.suggest!(runs.entry, { field, ...(key === undefined ? {} : { key }) }, unaborted());
    const metrics = await suggest("metric");
    assert.ok(metrics.choices.some(({ value }) => value === "system/gpu_0_memory_gb"));
    assert.ok((await suggest("param")).choices.some(({ value }) => value === "lora_r"));
    assert.ok((await suggest("param", "lora_r")).choices.some(({ value }) => value === "64"));
    const { range } = await suggest("metric", "train/epoch");
    assert.ok(range !== undefined && range.min > 0 && range.max >= 3);
    assert.deepEqual(sample.takeRequests(), ["GET /runs/columns"]);
  });

  it("are sorted by the service, by each metric that was seen, and as chosen before when none was seen yet", async () => {
    const runs = await walk.open(RUNS);
    await below(runs);
    const choices = source.sort!.choices(runs.entry);
    const lowest = choices.find(({ title }) => title === "eval/loss: lowest first")!;
    source.sort!.set(runs.entry, lowest.id);
    walk.tree.relist(runs);
    const losses = (await below(runs)).flatMap(({ detail }) => {
      const loss = /eval\/loss ([\d.]+)/.exec(detailText(detail, now))?.[1];
      return loss === undefined ? [] : [Number(loss)];
    });
    assert.ok(losses.length > 10);
    assert.deepEqual(
      losses,
      losses.toSorted((a, b) => a - b),
    );
    const later = sample.connect("trueFoundry");
    later.choices!.restore(source.choices!.kept);
    assert.equal(later.sort!.current(runs.entry), `metrics."eval/loss" ASC`);
    assert.ok(later.sort!.choices(runs.entry).some(({ id }) => id === lowest.id));
  });

  it("hold what was logged with them, and of that only the versions that are theirs", async () => {
    const { entry: version } = await walk.open([REPO, "Models", "qwen36-support-lora-long", "v7"]);
    const { facts } = await source.details(version, unaborted());
    const fact = facts.find(({ label }) => label === "Run");
    const runId = fact !== undefined && "text" in fact ? fact.text : "";
    const ids = await source.addresses!.locate(`run/${runId}`, unaborted());
    const run = (await walkToIds(walk, ids!))!;
    sample.takeRequests();
    const models = await below(run);
    assert.ok(names(models).includes("qwen36-support-lora") && names(models).includes("support-eval"));
    assert.deepEqual(sample.takeRequests().toSorted(), ["GET /artifacts", "GET /models"]);
    const [model] = (await walk.tree.children(run)).filter((row): row is EntryRow => row.kind === "entry");
    const versions = await below(model);
    assert.ok(versions.length > 0 && versions.length < 7);
    for (const one of versions) {
      const told = (await source.details(one, unaborted())).facts.find(({ label }) => label === "Run");
      assert.deepEqual(told, { label: "Run", text: runId });
    }
    assert.deepEqual(sample.takeRequests(), ["GET /model-versions"]);
    assert.ok(!source.filter!.fields(model!.entry).some(({ id }) => id === "runs"));
    const [held] = (await walk.tree.children(model)).filter((row): row is EntryRow => row.kind === "entry");
    const files = await below(held);
    assert.deepEqual(sample.takeRequests(), ["POST /artifact-versions/files"]);
    const file = files.find(({ kind }) => kind === "file")!;
    const place = source.files!.placeOf(file)!;
    let bytes = 0;
    for await (const { length } of (await source.files!.read(place, undefined, unaborted())).body) {
      bytes += length;
    }
    assert.equal(bytes, file.size);
    assert.deepEqual(sample.takeRequests(), ["POST /artifact-versions/signed-urls"], "beside what the link leads to");
  });

  it("say when nothing was logged with one", async () => {
    const rows = await walk.tree.children(await walk.open([...RUNS, GOING_ON]));
    assert.deepEqual(
      rows.map((row) => (row.kind === "note" ? row.text : row.kind)),
      ["No models", "No artifacts"],
    );
  });

  it("are gone to by id, by the id alone, and by qualified name, each asked for once", async () => {
    const run = (await walk.open([...RUNS, DIVERGED])).entry;
    const id = await source.copyText(run, "id", { ...unaborted(), shell: "posix" as never });
    sample.takeRequests();
    for (const [text, asked] of [
      [`run/${id}`, ["GET /runs/"]],
      [id.toUpperCase(), ["GET /runs/"]],
      [`acme/${REPO}/${DIVERGED}`, ["GET /ml-repos", "POST /runs/search"]],
    ] as const) {
      assert.equal(source.finder!.read(` ${text}\n`, []), text);
      const ids = await source.addresses!.locate(text, unaborted());
      assert.equal(ids?.at(-1), run.id);
      assert.deepEqual(
        sample.takeRequests().map((request) => request.replace(id, "")),
        asked,
      );
    }
    const fresh = sample.connect("trueFoundry");
    const ids = await fresh.addresses!.locate(`run/${id}`, unaborted());
    sample.takeRequests();
    const [section] = fresh.sections((await new TreeWalk(fresh).open(RUNS)).entry);
    const picked = await section!.pick!(ids!, unaborted());
    assert.deepEqual(
      [names(picked), sample.takeRequests().filter((request) => request.includes(id))],
      [[DIVERGED], []],
    );
    assert.equal((await failure(source.addresses!.locate(`acme/${REPO}/none`, unaborted()))).kind, "notFound");
    assert.equal((await failure(source.addresses!.locate("acme/none/none", unaborted()))).kind, "notFound");
    assert.equal(await source.addresses!.locate("run/70158", unaborted()), undefined, "another system's");
  });

  it("give whole histories by request only, NaN and infinity as they were logged", async () => {
    const { entry } = await walk.open([...RUNS, DIVERGED]);
    sample.takeRequests();
    const found = await source.series!.names(entry, unaborted());
    assert.ok(found.includes("train/loss") && found.includes("system/gpu_0_utilization"));
    assert.deepEqual(sample.takeRequests(), [], "a run that has ended logs nothing new");
    const wanted = ["train/loss", "train/grad_norm", "none"];
    const series = await source.series!.read(entry, wanted, unaborted());
    assert.deepEqual(
      series.map(({ name }) => name),
      ["train/loss", "train/grad_norm"],
    );
    assert.equal(sample.takeRequests().length, 1);
    const [loss, gradient] = series.map(({ points }) => points);
    assert.deepEqual([loss!.steps.length, loss!.values.length, loss!.times?.length], [228, 228, 228]);
    assert.ok(loss!.steps.every((step, index) => step === (index + 1) * 5));
    assert.ok(Number.isNaN(loss!.values.at(-1)) && loss!.values[0]! > 2);
    assert.ok(gradient!.values.includes(Infinity));
  });

  it("go on in their series: new names and new points of a run that runs", async () => {
    const { entry } = await walk.open([...RUNS, GOING_ON]);
    sample.takeRequests();
    assert.ok((await source.series!.names(entry, unaborted())).includes("eval/loss"));
    assert.equal(sample.takeRequests().length, 1);
    const last = async () => (await source.series!.read(entry, ["train/loss"], unaborted()))[0]!.points.steps.at(-1)!;
    const before = await last();
    now += 60_000;
    assert.equal(await last(), before + 30);
    const repo = await walk.open([REPO]);
    assert.deepEqual(await source.series!.names(repo.entry, unaborted()), []);
  });

  it("give a page all of their histories, and say if they may go on", async () => {
    const placeOf = async (path: readonly string[]) => source.pages!.placeOf((await walk.open(path)).entry)!;
    const all = { ...unaborted(), known: () => undefined, isInSight: () => true };
    const running = await source.series!.ofPage(await placeOf([...RUNS, GOING_ON]), all);
    assert.equal(running?.isGoing, true);
    assert.ok(running.series.some(({ name }) => name === "train/loss"));
    assert.deepEqual(
      running.names,
      running.series.map(({ name }) => name),
    );
    const ended = await source.series!.ofPage(await placeOf([...RUNS, DIVERGED]), all);
    assert.deepEqual(
      [ended?.isGoing, ended?.series.find(({ name }) => name === "train/loss")?.points.values.length],
      [false, 228],
    );
    assert.equal(await source.series!.ofPage(["model", "1"], all), undefined);
  });

  it("are asked for again only where their latest value is another one, and a page shows them", async () => {
    const place = source.pages!.placeOf((await walk.open([...RUNS, GOING_ON])).entry)!;
    const all = { ...unaborted(), known: () => undefined, isInSight: () => true };
    const first = (await source.series!.ofPage(place, all))!;
    const points = new Map(first.series.map((series) => [series.name, series.points]));
    const known = (name: string) => points.get(name);
    const ask = async (isInSight: (name: string) => boolean) => {
      sample.server.clearRequests();
      const { series, names } = (await source.series!.ofPage(place, { ...unaborted(), known, isInSight }))!;
      assert.deepEqual(names, first.names);
      return [series.map(({ name }) => name), sample.takeRequests().length] as const;
    };
    assert.deepEqual(await ask(() => true), [[], 1], "nothing was logged since");
    now += 60_000;
    const isTrained = (name: string) => name.startsWith("train/");
    assert.deepEqual(await ask(isTrained), [first.names.filter(isTrained), 2]);
    assert.deepEqual(await ask((name) => name.startsWith("eval/")), [[], 1], "it is evaluated less often");
  });
});

async function walkToIds(walk: TreeWalk, ids: readonly string[]): Promise<EntryRow | undefined> {
  let row: EntryRow | undefined;
  for (const id of ids) {
    const rows: readonly Row[] = await walk.tree.children(row);
    row =
      rows.find((candidate): candidate is EntryRow => candidate.kind === "entry" && candidate.id === id) ??
      (await walk.tree.pick(row, id, unaborted()));
  }
  return row;
}
