import assert from "node:assert/strict";
import type { PanelContent } from "../../../../src/sources/contract/panelContent";
import type { ArtifactSource } from "../../../../src/sources/contract/source";
import { tellingFirst } from "../../../../src/sources/metrics/tellingFirst";
import { ConnectedSample } from "../../../support/connectedSample";
import { contentsOf } from "../../../support/contentsOf";
import type { Entry } from "../../../../src/sources/contract/entry";

describe("The pages of Model Lab", () => {
  const { signal } = new AbortController();
  let sample: ConnectedSample;
  let source: ArtifactSource;
  beforeEach(async () => {
    sample = await ConnectedSample.start();
    source = sample.connect("modelLab");
  });
  afterEach(() => sample.close());

  async function below(parent: Entry | undefined, noun: string): Promise<readonly Entry[]> {
    const section = source.sections(parent).find((candidate) => candidate.noun === noun);
    return (await section!.load(undefined, { signal })).items;
  }

  async function pageOf(run: Entry): Promise<PanelContent> {
    const [page] = await contentsOf(source.pages!.load([source.pages!.placeOf(run)!], { signal }));
    assert.ok(page);
    return page;
  }

  async function flagshipRuns(): Promise<readonly Entry[]> {
    const [project] = await below(undefined, "projects");
    return below(project, "runs");
  }

  it("of ten runs take one request, and come in the order asked for", async () => {
    const runs = (await flagshipRuns()).slice(0, 10);
    const places = runs.map((run) => source.pages!.placeOf(run)!);
    sample.takeRequests();
    const pages = await contentsOf(source.pages!.load(places.toReversed(), { signal }));
    assert.deepEqual(sample.takeRequests(), ["GET /runs"]);
    assert.deepEqual(
      pages.map((page) => page?.title),
      runs.map(({ name }) => name).toReversed(),
    );
  });

  it("say what the run's row says, and where it stands", async () => {
    const [run] = await flagshipRuns();
    const page = await pageOf(run!);
    assert.deepEqual([page.noun, page.title, page.above], ["Run", run!.name, ["qwen36-27b-qlora-fsdp"]]);
    assert.deepEqual(page.summary, run!.detail);
    assert.equal(page.rowIds.at(-1), run!.id);
    assert.equal(page.rowIds.length, 2);
    assert.deepEqual(page.files, source.files?.placeOf(run!));
    assert.ok(page.params.length > 50 && page.metrics.length > 5);
  });

  it("offer what the run's row does, and begin with the metric that was chosen, then what tells most", async () => {
    const [run] = await flagshipRuns();
    const page = await pageOf(run!);
    assert.deepEqual([...page.abilities].sort(), run!.abilities.filter((one) => page.abilities.includes(one)).sort());
    assert.deepEqual(
      ["copy.id", "page", "download"].filter((one) => page.abilities.some((ability) => ability === one)),
      ["copy.id", "page", "download"],
    );
    const keys = page.metrics.map(({ key }) => key);
    assert.deepEqual(keys, tellingFirst(keys));
    assert.match(keys[0]!, /^eval/);
    const last = keys.at(-1)!;
    const [project] = await below(undefined, "projects");
    source.metrics!.show(project!, last);
    assert.deepEqual(
      (await pageOf(run!)).metrics.map(({ key }) => key),
      [last, ...keys.slice(0, -1)],
    );
  });

  it("of a child run know the rows above it", async () => {
    const runs = await flagshipRuns();
    const sweep = runs.find(({ name }) => name === "lr-sweep")!;
    const [child] = await below(sweep, "child runs");
    const page = await pageOf(child!);
    assert.equal(page.noun, "Child run");
    assert.deepEqual(page.rowIds.slice(1), [sweep.id, child!.id]);
  });

  it("ask for the project's name when nothing was listed before, once for all, and do without it", async () => {
    const places = (await flagshipRuns())
      .slice(0, 2)
      .map((run) => ["project", "2387", "run", run.id.split("/").at(-1)!]);
    source = sample.connect("modelLab");
    sample.takeRequests();
    const pages = await contentsOf(source.pages!.load(places, { signal }));
    assert.deepEqual(sample.takeRequests(), ["GET /runs", "GET /projects/2387"]);
    assert.equal(pages[0]?.above[0], "qwen36-27b-qlora-fsdp");
    const other = sample.connect("modelLab");
    sample.server.respondWith(({ path }) =>
      path.includes("/projects/") ? { status: 403, body: { errors: ["no"] } } : undefined,
    );
    const [page] = await contentsOf(other.pages!.load(places, { signal }));
    assert.ok(page);
    assert.deepEqual(page.above, []);
    assert.match(page.problems.join(), /^Could not load the name of the project: /);
  });

  it("are undefined for what is no more, and for what is no run", async () => {
    const places = [
      ["project", "2387", "run", "999999"],
      ["project", "2387"],
      ["run", "1,2"],
    ];
    assert.deepEqual(await contentsOf(source.pages!.load(places, { signal })), [undefined, undefined, undefined]);
    assert.deepEqual(sample.takeRequests(), ["GET /runs"]);
  });
});
