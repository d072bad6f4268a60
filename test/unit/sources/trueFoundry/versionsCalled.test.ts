import assert from "node:assert/strict";
import { VersionNames } from "../../../../src/sources/trueFoundry/find/versionsCalled";
import { versionDetail } from "../../../../src/sources/trueFoundry/rows/rows";
import { ConnectedSample, TreeWalk, unaborted } from "../../../support/connectedSample";
import { failure } from "../../../support/httpFixture";
import { page, TrueFoundryFixture, wireArtifact, wireVersion } from "./trueFoundryFixture";

const MODEL = "model:acme/support-assistant/qwen36-support-lora";

describe("A version by its alias", () => {
  let fixture: TrueFoundryFixture;
  beforeEach(() => (fixture = new TrueFoundryFixture()));
  afterEach(() => fixture.close());

  /** Versions, five a page, each with the alias and the tags that are given for it. */
  const serve = (called: Readonly<Record<number, { alias?: string; tags?: readonly string[] }>>, total = 12) =>
    fixture.connect((reply, { path, query }) => {
      if (!path.endsWith("-versions")) {
        reply.json(page([wireArtifact()]));
        return;
      }
      const all = Array.from({ length: total }, (_, index) => {
        const { alias = "", tags = [] } = called[total - index] ?? {};
        return { tags, json: wireVersion(total - index, { tags }, { version_alias: alias }) };
      }).filter(({ tags }) => query["tag"] === undefined || tags.includes(query["tag"]));
      const offset = Number(query["offset"] ?? 0);
      reply.json(
        page(
          all.slice(offset, offset + 5).map(({ json }) => json),
          all.length,
          offset,
        ),
      );
    });
  const locate = async (text: string, called: Parameters<typeof serve>[0]) => {
    const { server, source } = await fixture.source((reply) => reply.json({}));
    const { server: real } = await serve(called);
    server.handler = real.handler;
    return { ids: await source.addresses.locate(text, fixture), requests: server.requests };
  };

  it("is found on whatever page it stands, and no page behind it is asked for", async () => {
    const { ids, requests } = await locate("artifact:acme/nlp/corpus:v1-prod", { 6: { alias: "v1-prod" } });
    assert.equal(ids?.at(-1), "trueFoundry/cp/repo/r1/artifacts/artifact/a1/version/id-6");
    assert.deepEqual(
      requests.map(({ query }) => query["offset"]),
      [undefined, "0", "5"],
    );
  });

  it("goes before a tag of the same name, the newest version of which is found without one", async () => {
    const tags = ["production"];
    const both = await locate("artifact:acme/nlp/corpus:production", { 3: { alias: "production" }, 9: { tags } });
    assert.match(both.ids?.at(-1) ?? "", /id-3$/);
    const tagged = await locate("artifact:acme/nlp/corpus:production", { 2: { tags }, 7: { tags } });
    assert.match(tagged.ids?.at(-1) ?? "", /id-7$/);
  });

  it("stands once in its row where a tag has the same name", async () => {
    const { client } = await serve({ 6: { alias: "production", tags: ["production", "stable"] } });
    const { items } = await new VersionNames(client).find("production", fixture);
    assert.deepEqual(items.flatMap(versionDetail).slice(0, 2), ["production", "stable"]);
  });

  it("is said to be missing by its name", async () => {
    const { message } = await failure(locate("artifact:acme/nlp/corpus:nightly", {}), "notFound");
    assert.equal(message, "the service has no version with the alias or tag nightly");
  });

  it("alone finds versions so called, of models and artifacts, and lists them once for what is typed", async () => {
    const { server, client } = await serve({
      4: { alias: "production" },
      8: { tags: ["prod"] },
      2: { alias: "proto" },
    });
    const names = new VersionNames(client);
    const found = async (text: string) => (await names.find(text, fixture)).items.map(({ number }) => number);
    assert.deepEqual(new Set(await found("prod")), new Set([4, 8]));
    const asked = server.requests.length;
    assert.deepEqual(new Set(await found("production")), new Set([4]));
    assert.equal(server.requests.length - asked, 2, "the tag alone is asked for again");
  });
});

describe("An alias in the sample data", () => {
  let sample: ConnectedSample;
  before(async () => (sample = await ConnectedSample.start()));
  after(() => sample.close());

  it("leads to the version in the tree, alone and behind the name", async () => {
    const source = sample.connect("trueFoundry");
    const ids = await source.addresses!.locate(`${MODEL}:production`, unaborted());
    const group = source.finder!.groups.find(({ noun }) => noun === "versions by alias or tag")!;
    const { items } = await group.find("production", unaborted());
    const same = items.find(({ name }) => name.startsWith("qwen36-support-lora v"))!;
    assert.deepEqual(await source.addresses!.locate(same.address, unaborted()), ids);
    assert.deepEqual(same.detail.slice(0, 2), ["support-assistant", "production"]);
    assert.ok(items.length > 1, "each model has one");
  });

  it("narrows the versions of a model to the one that bears it, and says what was looked through", async () => {
    const source = sample.connect("trueFoundry");
    const walk = new TreeWalk(source);
    const model = await walk.open(["support-assistant", "Models", "qwen36-support-lora-long"]);
    source.filter!.set(model.entry, { alias: ["production"] });
    walk.tree.relist(model);
    const rows = await walk.tree.children(model);
    assert.equal(rows.length, 1);
    assert.ok(rows[0]?.kind === "entry" && rows[0].entry.detail[0] === "production");
    assert.deepEqual(walk.tree.filteredCounts(model)?.looked, 7);
    source.filter!.set(model.entry, { alias: ["nightly"] });
    walk.tree.relist(model);
    const [note] = await walk.tree.children(model);
    assert.equal(note?.kind === "note" && note.text, "No versions match alias:nightly");
  });
});
