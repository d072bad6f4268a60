import assert from "node:assert/strict";
import type { ArtifactSource } from "../../../../../src/sources/contract/source";
import type { EntryRow } from "../../../../../src/tree/model/row";
import { findRow } from "../../../../../src/tree/model/findRow";
import { ConnectedSample, TreeWalk, unaborted } from "../../../../support/connectedSample";
import { failure } from "../../../../support/httpFixture";

const TOP = "modelLab/sample/project/2387";
const GRID = "sweeps/qwen3-4b-lora-grid";

/** What the service itself has, as a straight script would ask for it. */
interface ListedRun {
  readonly id: string;
  readonly name: string;
  readonly external_url: string;
}

async function listRuns(sample: ConnectedSample, query: string): Promise<readonly ListedRun[]> {
  const { origin, keys } = sample.server;
  const headers = { "dd-api-key": keys.apiKey, "dd-application-key": keys.appKey };
  const response = await fetch(`${origin}/api/v2/model-lab-api/runs?${query}`, { headers });
  const { data } = (await response.json()) as { data: { id: string; attributes: Omit<ListedRun, "id"> }[] };
  sample.server.clearRequests();
  return data.map(({ id, attributes: { name, external_url } }) => ({ id, name, external_url }));
}

describe("An address of Model Lab", () => {
  let sample: ConnectedSample;
  let source: ArtifactSource;
  let walk: TreeWalk;

  before(async () => (sample = await ConnectedSample.start()));
  beforeEach(() => {
    source = sample.connect("modelLab");
    walk = new TreeWalk(source);
    sample.takeRequests();
  });
  after(() => sample.close());

  const idsOf = (text: string) => source.addresses!.locate(text, unaborted());
  const reveal = async (text: string): Promise<EntryRow | undefined> =>
    findRow(walk.tree, (await idsOf(text)) ?? [], unaborted());

  for (const text of ["70158", " run/70158 ", "#70158", "runs/70158", "Run 70158", "project/2387/run/70158"]) {
    it(`is a run's, with one request: "${text}"`, async () => {
      assert.deepEqual(await idsOf(text), [TOP, `${TOP}/run/70158`]);
      assert.deepEqual(sample.takeRequests(), ["GET /runs"]);
    });
  }

  for (const text of ["2387", "project/2387", "projects:2387"]) {
    it(`is a project's: "${text}"`, async () => {
      assert.deepEqual(await idsOf(text), [TOP]);
    });
  }

  it("is what Copy as curl asks for", async () => {
    const path = "/api/v2/model-lab-api/runs/70158/artifacts?path=x";
    assert.deepEqual(await idsOf(sample.server.origin + path), [TOP, `${TOP}/run/70158`]);
    assert.equal(await idsOf(`https://elsewhere.example${path}`), undefined);
  });

  for (const text of [
    "",
    "vanilla",
    "model/12345",
    "70158x",
    "run/../../x",
    "https://example.com/",
    "run/70158,70157",
  ]) {
    it(`is not: "${text}", and nothing is asked`, async () => {
      assert.equal(await idsOf(text), undefined);
      assert.equal(source.finder?.read(text, []), undefined);
      assert.deepEqual(sample.takeRequests(), []);
    });
  }

  it("of nothing is said to be so", async () => {
    assert.match((await failure(idsOf("99999999"), "notFound")).message, /no run and no project has the ID 99999999/);
    await failure(idsOf("run/99999999"), "notFound");
  });

  it("reveals a run far down a list of 1,200 with 3 requests: itself, the projects, a page of the runs", async () => {
    const project = await new TreeWalk(source).open([GRID]);
    const projectId = project.id.split("/").at(-1);
    const [deep] = await listRuns(sample, `filter[project_id]=${projectId}&sort=created_at&page[size]=1`);
    const row = await reveal(deep!.id);
    assert.equal(row?.entry.name, deep?.name);
    assert.deepEqual(sample.takeRequests(), ["GET /runs", "GET /projects", "GET /runs"]);
    assert.equal(row?.id, `${project.id}/run/${deep?.id}`);
  });

  it("reveals a child run two levels down below the runs it belongs to, and costs 1 request a level to find", async () => {
    const [trial] = await listRuns(sample, "filter=lr-1e-4&sort=name&filter[project_id]=2387");
    const [child] = await listRuns(sample, `filter=seed-2&filter[parent_run_id]=${trial!.id}`);
    const ids = (await idsOf(child!.id))!;
    assert.deepEqual(sample.takeRequests(), ["GET /runs", "GET /runs", "GET /runs"]);
    assert.equal(ids.length, 4);
    const row = (await findRow(walk.tree, ids, unaborted()))!;
    const trialRow = row.parent!;
    const names = [trialRow.parent!, trialRow, row].map(({ entry }) => entry.name);
    assert.deepEqual(names, ["lr-sweep", "lr-1e-4", "seed-2"]);
  });

  it("asks for the row again, alone, when the tree is refreshed", async () => {
    const project = await new TreeWalk(source).open([GRID]);
    const projectId = project.id.split("/").at(-1);
    const [deep] = await listRuns(sample, `filter[project_id]=${projectId}&sort=created_at&page[size]=1`);
    const row = await reveal(deep!.id);
    sample.takeRequests();
    walk.tree.refresh();
    await walk.tree.children(row!.parent);
    assert.deepEqual(sample.takeRequests(), ["GET /runs", "GET /runs"]);
    assert.equal(walk.tree.find(row!.id)?.entry.name, deep?.name);
  });

  it("of the web costs nothing when its row is loaded, in each form that MLflow gives it", async () => {
    const loaded = (await walk.open(["qwen36-27b", "qlora-r8-lr1e-4"])).entry;
    const url = await source.externalUrl(loaded, unaborted());
    sample.takeRequests();
    const ids = await source.addresses!.locate(url, { ...unaborted(), loaded: [loaded] });
    assert.deepEqual(ids, [TOP, `${TOP}/run/70158`]);
    const longer = url.replace("#/runs/", "#/experiments/2387/runs/");
    assert.notEqual(longer, url);
    assert.deepEqual(await source.addresses!.locate(longer, { ...unaborted(), loaded: [loaded] }), ids);
    assert.deepEqual(sample.takeRequests(), []);
  });

  it("of the web is looked for page by page when its row is not loaded, as the API can't be asked for it", async () => {
    const project = await new TreeWalk(source).open([GRID]);
    const [old] = await listRuns(sample, `filter[project_id]=${project.id.split("/").at(-1)}&sort=created_at`);
    sample.takeRequests();
    const ids = await idsOf(old!.external_url);
    const asked = sample.takeRequests();
    assert.equal(ids?.at(-1), `${project.id}/run/${old!.id}`);
    assert.ok(asked.length > 3 && asked.every((request) => request === "GET /runs"), asked.join());
  });

  it("of the web that nothing has is said to be so, with how many were looked at", async () => {
    const { message } = await failure(idsOf("https://mlflow.example.com/#/runs/0123"), "notFound");
    assert.match(message, /^none of the [\d,]+ runs has this web address/);
    const ofProject = await failure(idsOf("https://mlflow.example.com/#/experiments/0123"), "notFound");
    assert.match(ofProject.message, /^none of the 60 projects has this web address/);
  });

  it("of a file leads through its run and directories", async () => {
    const place = ["project", "2387", "run", "70158", "checkpoint-102", "adapter_config.json"];
    const ids = await source.addresses!.locatePlace(place, unaborted());
    const run = `${TOP}/run/70158`;
    const last = [`${run}/dir/checkpoint-102`, `${run}/file/checkpoint-102/adapter_config.json`];
    assert.deepEqual(ids, [TOP, run, ...last]);
    assert.equal((await findRow(walk.tree, ids, unaborted()))?.entry.name, "adapter_config.json");
  });

  it("of a file in a project's own listing leads through folded directories", async () => {
    const row = await walk.open(["qwen36-27b", "Project artifacts"]);
    const entriesBelow = async (above: EntryRow) =>
      (await walk.tree.children(above)).flatMap((child) => (child.kind === "entry" ? [child] : []));
    const [directory] = await entriesBelow(row);
    const file = (await entriesBelow(directory!)).find(({ entry }) => !entry.isExpandable);
    const place = source.files!.placeOf(file!.entry)!;
    const ids = await source.addresses!.locatePlace(place, unaborted());
    assert.equal((await findRow(new TreeWalk(source).tree, ids, unaborted()))?.id, file?.id);
  });

  for (const place of [
    [],
    ["version", "1"],
    ["project"],
    ["project", "2387", "elsewhere"],
    ["project", "2387", "run"],
  ]) {
    it(`of a file is none: ${JSON.stringify(place)}`, () =>
      failure(source.addresses!.locatePlace(place, unaborted()), "notFound"));
  }

  it("of a file can't lead out of its run", async () => {
    const place = ["project", "2387", "run", "70158", "..", "secrets"];
    await failure(source.addresses!.locatePlace(place, unaborted()), "notFound");
  });
});
