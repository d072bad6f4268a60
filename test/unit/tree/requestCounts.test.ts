import assert from "node:assert/strict";
import type { SystemId } from "../../support/connectedSample";
import { ConnectedSample, TreeWalk, unaborted } from "../../support/connectedSample";

/** The rows that are opened one after the other, and what each asks for; paths are patterns where they hold ids. */
type Steps = readonly (readonly [names: readonly string[], asks: readonly RegExp[]])[];

const REPO = "support-assistant";
const MODEL = [REPO, "Models", "qwen36-support-lora-long"];
const EVAL = [REPO, "Artifacts", "support-eval"];
const BERT = ["Models", "google-bert/bert-base-uncased"];
const LAB = "qwen36-27b";

const STEPS: Readonly<
  Record<
    SystemId,
    { readonly first: readonly string[]; readonly opened: Steps; readonly counts: readonly [string, string] }
  >
> = {
  modelLab: {
    counts: ["1", "1, for a run with children 2, below the project's own listing 0"],
    first: ["GET /projects"],
    opened: [
      [[LAB], [/^GET \/runs$/]],
      [[LAB, "qlora-r16-lr2e-4"], [/^GET \/runs\/\d+\/artifacts$/]],
      [
        [LAB, "qlora-r8-lr1e-4"],
        [/^GET \/runs\/\d+\/artifacts$/, /^GET \/runs$/],
      ],
      [[LAB, "qlora-r8-lr1e-4", "checkpoint-102"], [/^GET \/runs\/\d+\/artifacts$/]],
      [[LAB, "Project artifacts"], [/^GET \/projects\/\d+\/artifacts$/]],
      [[LAB, "Project artifacts", "1a14"], []],
    ],
  },
  trueFoundry: {
    counts: ["1", "1, for the first repo the two that tell what the plane has, for a run 2"],
    first: ["GET /ml-repos"],
    opened: [
      // Once for the host: what it has holds for all repos.
      [[REPO], [/^POST \/runs\/search$/, /^GET \/data-directories$/]],
      [[REPO, "Runs"], [/^POST \/runs\/search$/]],
      [
        [REPO, "Runs", "qlora-r16-lr2e-4"],
        [/^GET \/models$/, /^GET \/artifacts$/],
      ],
      [[REPO, "Data directories"], [/^GET \/data-directories$/]],
      [[REPO, "Data directories", "support-eval"], [/^POST \/data-directories\/files$/]],
      [[REPO, "Data directories", "support-eval", "train"], [/^POST \/data-directories\/files$/]],
      [MODEL.slice(0, 2), [/^GET \/models$/]],
      [MODEL, [/^GET \/model-versions$/]],
      [[...MODEL, "v7"], [/^POST \/artifact-versions\/files$/]],
      [[...MODEL, "v7", "checkpoint-102"], [/^POST \/artifact-versions\/files$/]],
      [EVAL.slice(0, 2), [/^GET \/artifacts$/]],
      [EVAL, [/^GET \/artifact-versions$/]],
      [[...EVAL, "v12"], [/^POST \/artifact-versions\/files$/]],
    ],
  },
  registry: {
    counts: ["0, as its three groups are known", "1"],
    first: [],
    opened: [
      [["Models"], [/^POST \/artifacts$/]],
      [["Datasets"], [/^POST \/artifacts$/]],
      [["Code"], [/^POST \/artifacts$/]],
      [BERT, [/^GET \/artifacts\/model\/12345$/]],
    ],
  },
};

describe("What is asked of a service", () => {
  let sample: ConnectedSample;
  before(async () => (sample = await ConnectedSample.start()));
  beforeEach(() => void sample.takeRequests());
  after(() => sample.close());

  for (const [id, { first, opened, counts }] of Object.entries(STEPS) as [SystemId, (typeof STEPS)[SystemId]][]) {
    it(`of ${id} by its first view: ${counts[0]}; again: 0`, async () => {
      const { tree } = new TreeWalk(sample.connect(id));
      assert.ok((await tree.children(undefined)).length > 0);
      assert.deepEqual(sample.takeRequests(), first);
      await tree.children(undefined);
      assert.deepEqual(sample.takeRequests(), []);
    });

    it(`of ${id} by each row that is opened: ${counts[1]}; again: 0`, async () => {
      const walk = new TreeWalk(sample.connect(id));
      await walk.tree.children(undefined);
      for (const [names, asks] of opened) {
        const row = await walk.open(names);
        sample.takeRequests();
        const rows = await walk.tree.children(row);
        assert.ok(rows.length > 0 && rows.every(({ kind }) => kind !== "failure"));
        const asked = sample.takeRequests();
        assert.equal(asked.length, asks.length, asked.join());
        assert.ok(
          asks.every((pattern) => asked.some((request) => pattern.test(request))),
          asked.join(),
        );
        await walk.tree.children(row);
        assert.deepEqual(sample.takeRequests(), []);
      }
    });

    it(`of ${id} by its refreshed top: what the first view asked; the rest when it is opened`, async () => {
      const walk = new TreeWalk(sample.connect(id));
      const [names] = opened[0]!;
      await walk.tree.children(await walk.open(names));
      sample.takeRequests();
      walk.tree.refresh();
      assert.deepEqual(sample.takeRequests(), []);
      await walk.tree.children(undefined);
      assert.deepEqual(sample.takeRequests(), first);
    });
  }

  it("by a refreshed row: itself alone, and what is below it when that is drawn", async () => {
    const walk = new TreeWalk(sample.connect("trueFoundry"));
    const row = await walk.open([...EVAL, "v12"]);
    await walk.tree.children(row);
    sample.takeRequests();
    await walk.tree.refreshRow(row, unaborted());
    const asked = sample.takeRequests();
    assert.equal(asked.length, 1);
    assert.match(asked[0]!, /^GET \/artifact-versions\/[\w-]+$/);
    await walk.tree.children(await walk.open([...EVAL, "v12"]));
    assert.deepEqual(sample.takeRequests(), ["POST /artifact-versions/files"]);
  });

  for (const [id, names, request] of [
    ["modelLab", ["sweeps/qwen3-4b-lora-grid"], "GET /runs"],
    ["trueFoundry", ["lora-grid", "Artifacts"], "GET /artifacts"],
    ["registry", ["Models"], "POST /artifacts"],
  ] as const) {
    it(`of ${id} by "Load More": 1, and by what was loaded: 0`, async () => {
      const walk = new TreeWalk(sample.connect(id));
      const row = await walk.open(names);
      const before = await walk.tree.children(row);
      const more = before.find(({ kind }) => kind === "more");
      assert.ok(more?.kind === "more");
      sample.takeRequests();
      await walk.tree.loadMore(more);
      assert.deepEqual(sample.takeRequests(), [request]);
      const after = await walk.tree.children(row);
      assert.ok(after.length > before.length);
      assert.deepEqual(sample.takeRequests(), []);
    });
  }

  it("by tooltips of the registry's artifacts: 1 an artifact, however often they are read", async () => {
    const source = sample.connect("registry");
    const { entry } = await new TreeWalk(source).open(BERT);
    sample.takeRequests();
    await source.details(entry, unaborted());
    await source.details(entry, unaborted());
    assert.deepEqual(sample.takeRequests(), ["GET /artifacts/model/12345"]);
  });

  it("by making a source, a tree and their sections: nothing", () => {
    for (const id of Object.keys(STEPS) as SystemId[]) {
      const source = sample.connect(id);
      assert.ok(source.sections(undefined).length > 0);
      assert.deepEqual(new TreeWalk(source).tree.loadedRows(), []);
    }
    assert.deepEqual(sample.takeRequests(), []);
  });
});
