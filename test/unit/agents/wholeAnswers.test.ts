import assert from "node:assert/strict";
import { ApiError } from "../../../src/http/apiError";
import type { Entry } from "../../../src/sources/contract/entry";
import type { ListPage } from "../../../src/sources/contract/listPage";
import type { ArtifactSource, Section } from "../../../src/sources/contract/source";
import { AgentFixture } from "../../support/agentFixture";
import { ConnectedSample } from "../../support/connectedSample";
import { entry } from "../../support/scriptedSource";

const PROJECT = "modelLab/project/2387";
/** More than a call of a function takes as its arguments. */
const TOO_MANY = 130_000;

describe("What agents are told of what is not in an answer", () => {
  let sample: ConnectedSample;
  let agents: AgentFixture;
  let source: ArtifactSource;
  before(async () => {
    sample = await ConnectedSample.start();
    agents = AgentFixture.of(sample, ["modelLab"]);
    source = agents.sources.modelLab!;
  });
  afterEach(() => (agents.sources.modelLab = source));
  after(async () => {
    await sample.close();
    assert.deepEqual(agents.failures, []);
  });

  /** The same source with some parts of its own. */
  function replace(parts: Partial<ArtifactSource>): void {
    agents.sources.modelLab = Object.assign(Object.create(source) as ArtifactSource, parts);
  }

  /** Lists some files in each run's directory, each of which has the same content. */
  function respondWith(files: readonly object[], body: () => string): () => void {
    const attributes = { path_in_project: "root/artifacts", files };
    return sample.server.respondWith(({ path }) => {
      if (path.endsWith("/artifacts")) {
        return { status: 200, body: { data: { id: "1", type: "artifacts", attributes } } };
      }
      return path.endsWith("/artifacts/content") ? { status: 200, body: body() } : undefined;
    });
  }

  function listing(load: (cursor: string | undefined) => ListPage<Entry>): { readonly cursors: unknown[] } {
    const cursors: unknown[] = [];
    const section: Section = {
      id: "projects",
      noun: "projects",
      load: (cursor) => {
        cursors.push(cursor);
        return Promise.resolve(load(cursor));
      },
    };
    replace({ sections: () => [section] });
    return { cursors };
  }

  it("find: a list that may go on, rows that could not be read, and 130,000 rows on a page", async () => {
    listing(() => ({
      items: Array.from({ length: TOO_MANY }, (_, index) => entry(`modelLab/sample/project/${index}`)),
      unread: { count: 2, reasons: ["no id"] },
      mayHaveMore: true,
    }));
    const text = await agents.text("find", { limit: 1 });
    assert.match(text, /^2 projects could not be read and are left out\.$/m);
    assert.match(text, /^The service may have more projects than it listed\.$/m);
    const [, next] = /next: (\{.*\})$/m.exec(text) ?? [];
    const more = await agents.text("find", { ...(JSON.parse(next ?? "") as object), limit: 1 });
    assert.match(more, /^modelLab\/sample\/project\/1 /m);
  });

  it("find: pages without a row that never end are looked at up to a cap, which is said with the way on", async () => {
    const { cursors } = listing((cursor = "0") => ({ items: [], looked: 100, next: String(Number(cursor) + 1) }));
    const text = await agents.text("find");
    assert.equal(cursors.length, 100);
    assert.ok(!text.includes("There are no projects."), text);
    const [, next] = /^There are no projects on the pages looked at; next: (\{.*\})$/m.exec(text) ?? [];
    await agents.text("find", JSON.parse(next ?? "") as object);
    assert.deepEqual([cursors.length, cursors.at(100)], [200, "100"]);
  });

  it("find: a system that can't be asked hides no other, by its projects and by a name", async () => {
    const both = AgentFixture.of(sample, ["modelLab", "registry"]);
    both.broken = { registry: new ApiError("network", "it is out of reach") };
    const top = await both.text("find", { limit: 1 });
    assert.match(top, /^modelLab\/project\/\d+ \|/m);
    assert.match(top, /^Could not ask Artifact Registry: "it is out of reach"\.$/m);
    const named = await both.text("find", { text: "qwen36-27b-qlora-fsdp" });
    assert.match(named, /^modelLab\/project\/2387 \| qwen36-27b-qlora-fsdp \|/m);
    assert.match(named, /^Could not search projects and runs of Artifact Registry: "it is out of reach"\.$/m);
    assert.match(await both.text("find", { text: "no such name" }), /^Nothing called "no such name" was found\./);
  });

  it("get: a row behind the pages that are looked through is not said to be missing", async () => {
    const { cursors } = listing((cursor = "0") => ({ items: [entry(`p${cursor}`)], next: String(Number(cursor) + 1) }));
    const text = await agents.refusal("get", { address: "modelLab/sample/project/99" });
    assert.match(text, /^It is not on the first 30 pages of projects, and there are more/);
    assert.equal(cursors.length, 30);
  });

  it("find, describe and compare: runs that could not be read hide no others, and are counted with the reason", async () => {
    const { pages } = source;
    const broken = new ApiError("server", "it broke");
    const load: NonNullable<typeof pages>["load"] = async (places, options) => {
      const answers = (await pages?.load(places, options)) ?? [];
      return answers.map((answer, index) => (index === 0 ? { status: "rejected", reason: broken } : answer));
    };
    replace({
      sections: (parent) => source.sections(parent),
      pages: { ...pages!, placeOf: (row: Entry) => pages?.placeOf(row), load },
    });
    const gap = /^What 1 runs hold could not be read: "it broke"\.$/m;
    const best = await agents.text("find", { in: PROJECT, best: "eval_loss" });
    assert.match(best, /\d+ of the 22 runs looked at have it/);
    assert.match(best, gap);
    const described = await agents.text("describe", { address: PROJECT });
    assert.ok(described.includes("eval_loss | "), described);
    assert.match(described, gap);
    const refused = await agents.refusal("compare", { addresses: ["run/70157", "run/70033"] });
    assert.match(
      refused,
      /^Could not read "modelLab\/run\/70157": "it broke"\. The others can be compared without it\./,
    );
  });

  it("read: a value is as it is written, digits, order and repeated keys, in JSON and in YAML", async () => {
    let body =
      '\ufeff{"seed":12345678901234567890,"z":{"lr":1.0,"s":1e400,"lr":2.50},"items":[{"x":NaN},{"x":"\\u00e9"}]}';
    const files = ["config.json", "args.yaml"].map((path) => ({ path, is_dir: false, file_size: body.length }));
    const stop = respondWith(files, () => body);
    const at = async (path: string, name = "config.json") =>
      /value:\n([^]*)\ndata-\w+>>>/.exec(
        await agents.text("read", { address: "modelLab/run/70157", path: name, at: path }),
      )?.[1];
    assert.equal(await at("seed"), "12345678901234567890");
    assert.equal(await at("z"), '{\n "lr": 1.0,\n "s": 1e400,\n "lr": 2.50\n}');
    assert.equal(await at("items[0].x"), "NaN");
    assert.equal(await at("items.1.x"), '"\\u00e9"');
    assert.match((await at(".")) ?? "", /^\{\n "seed": 12345678901234567890,\n "z": \{/);
    body = "seed: 12345678901234567890\nz:\n  lr: 1.0\n  x: .nan\n  1: [0x10, yes]\n";
    assert.equal(await at("seed", "args.yaml"), "12345678901234567890");
    assert.equal(await at("z", "args.yaml"), '{\n "1": [\n  0x10,\n  "yes"\n ],\n "lr": 1.0,\n "x": .nan\n}');
    stop();
  });
});
