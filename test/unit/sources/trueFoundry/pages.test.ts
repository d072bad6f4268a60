import assert from "node:assert/strict";
import { isDeepStrictEqual } from "node:util";
import { artifactEntry } from "../../../../src/sources/trueFoundry/rows/rows";
import { tooltipText } from "../../../../src/tree/tooltip";
import { introduceVersion } from "../../../../src/sources/trueFoundry/rows/details";
import type { ArtifactSource } from "../../../../src/sources/contract/source";
import { ConnectedSample, TreeWalk, unaborted } from "../../../support/connectedSample";
import { contentsOf } from "../../../support/contentsOf";
import { failure } from "../../../support/httpFixture";
import { artifact, SCOPE, SIGNED_URL, TrueFoundryFixture, version, wireVersion } from "./trueFoundryFixture";
import type { Entry } from "../../../../src/sources/contract/entry";

describe("TrueFoundryPages with the sample control plane", () => {
  let sample: ConnectedSample;
  let source: ArtifactSource;
  before(async () => {
    sample = await ConnectedSample.start();
    source = sample.connect("trueFoundry");
  });
  after(() => sample.close());

  async function row(...names: readonly string[]): Promise<Entry> {
    return (await new TreeWalk(source).open(names)).entry;
  }

  it("say all of a model's version with one request", async () => {
    const entry = await row("support-assistant", "Models", "qwen36-support-lora-long", "v4");
    assert.ok(entry.abilities.includes("page"));
    sample.takeRequests();
    const [content] = await contentsOf(source.pages!.load([source.pages!.placeOf(entry)!], unaborted()));
    assert.match(sample.takeRequests().join(), /^GET \/model-versions\/[\da-f-]+$/);
    assert.deepEqual(
      [content!.noun, content!.title, content!.above],
      ["Model version", "qwen36-support-lora-long v4", ["support-assistant"]],
    );
    assert.equal(content!.rowIds.at(-1), entry.id);
    assert.ok(content!.tags.some(({ key }) => key === "production"));
    assert.deepEqual(content!.files, source.files?.placeOf(entry));
    assert.deepEqual(
      content!.texts.map(({ title, language }) => [title, language]),
      [
        ["Usage", "python"],
        ["Manifest", "json"],
      ],
    );
    assert.match(content!.texts[0]!.text, /get_model_version_by_fqn/);
    const manifest = JSON.parse(content!.texts[1]!.text) as Record<string, unknown>;
    assert.equal(manifest["version"], 4);
  });

  it("say all of an artifact's version with one request", async () => {
    const entry = await row("support-assistant", "Artifacts", "support-eval", "v1");
    sample.takeRequests();
    const [content] = await contentsOf(source.pages!.load([source.pages!.placeOf(entry)!], unaborted()));
    assert.match(sample.takeRequests().join(), /^GET \/artifact-versions\/[^/]+$/);
    assert.deepEqual([content!.noun, content!.rowIds.at(-1)], ["Artifact version", entry.id]);
  });

  it("keep the order of several, with nothing for what is no more", async () => {
    const first = await row("support-assistant", "Models", "qwen36-support-lora-long", "v4");
    const second = await row("support-assistant", "Models", "qwen36-support-lora-long", "v3");
    const gone = [
      ["model", "no one", "model:acme/support-assistant/nothing:1"],
      ["artifact", "no one"],
    ];
    const places = [second, first].map((entry) => source.pages!.placeOf(entry)!);
    sample.takeRequests();
    const pages = await contentsOf(source.pages!.load([places[0]!, ...gone, places[1]!], unaborted()));
    assert.deepEqual(
      pages.map((content) => content?.title),
      ["qwen36-support-lora-long v3", undefined, undefined, "qwen36-support-lora-long v4"],
    );
    assert.equal(sample.takeRequests().length, 4);
  });

  it("have none of other rows", async () => {
    const repo = await row("support-assistant");
    assert.ok(!repo.abilities.includes("page"));
    assert.equal(source.pages!.placeOf(repo), undefined);
  });
});

describe("TrueFoundryPages", () => {
  const PLACE = ["artifact", "id-3"];
  let fixture: TrueFoundryFixture;
  beforeEach(() => (fixture = new TrueFoundryFixture()));
  afterEach(() => fixture.close());

  it("show metadata as parameters, and what was given of the manifest as it was", async () => {
    const { source } = await fixture.source((reply) => reply.json({ data: wireVersion(3) }));
    const [content] = await contentsOf(source.pages.load([PLACE], fixture));
    assert.deepEqual(content!.params, [
      { key: "lang", value: "en" },
      { key: "rows", value: "1200" },
      { key: "clean", value: "true" },
      { key: "split", value: '{"train":0.9}' },
      { key: "none", value: "null" },
    ]);
    assert.deepEqual(content!.metrics, []);
    assert.deepEqual(content!.tags, [
      { key: "prod", value: "" },
      { key: "eval", value: "" },
    ]);
    assert.ok(!content!.facts.some(({ label }) => label === "Tags"));
    assert.deepEqual(content!.rowIds.length, 4);
    assert.ok(content!.rowIds[0]!.startsWith(SCOPE));
    const { manifest } = wireVersion(3);
    assert.deepEqual(JSON.parse(content!.texts.find(({ title }) => title === "Manifest")!.text), manifest);
  });

  it("show a manifest's and metadata's digits, order and repeated keys as they came", async () => {
    const metadata = '{"seed":12345678901234567890,"lr":1.0,"10":1,"2":[1.50, 1e400],"lr":2E0,"nan":NaN}';
    const { source } = await fixture.source((reply) =>
      reply.bytes(`{"data":{"id":"id-3","manifest":{"version":3,"metadata":${metadata},"source":{"type":"x"}}}}`),
    );
    const [content] = await contentsOf(source.pages.load([PLACE], fixture));
    assert.deepEqual(
      content!.params.map(({ key, value }) => `${key}=${value}`),
      ["seed=12345678901234567890", "lr=1.0", "10=1", "2=[1.50, 1e400]", "lr=2E0", "nan=NaN"],
    );
    assert.equal(
      content!.texts.find(({ title }) => title === "Manifest")!.text,
      `{
  "version": 3,
  "metadata": {
    "seed": 12345678901234567890,
    "lr": 1.0,
    "10": 1,
    "2": [
      1.50,
      1e400
    ],
    "lr": 2E0,
    "nan": NaN
  },
  "source": {
    "type": "x"
  }
}`,
    );
  });

  it("take metadata that nests 5,000 levels deep, with NaN or without, and hide nothing else of it", async () => {
    for (const core of ["1.0", "NaN"]) {
      const deep = '{"a":['.repeat(2_500) + core + "]}".repeat(2_500);
      const version = (id: string, value: string) =>
        `{"id":"${id}","fqn":"artifact:acme/nlp/corpus:3","manifest":{"version":3,"metadata":{"deep":${value},"lr":1.0}}}`;
      const { source } = await fixture.source((reply, { path }) =>
        path.endsWith("s")
          ? reply.bytes(`{"data":[${version("id-3", deep)},${version("id-4", "1")}],"pagination":{"total":2}}`)
          : reply.bytes(`{"data":${version("id-3", deep)}}`),
      );
      const row = artifactEntry("x", artifact());
      const { items } = await source.sections(row)[0]!.load(undefined, fixture);
      assert.equal(items.length, 2);
      const { tables } = source.details(items[0]!);
      assert.deepEqual(
        tables[0]!.rows.map(([key, value]) => [key, value!.length]),
        [
          ["deep", deep.length],
          ["lr", 3],
        ],
      );
      assert.ok(tooltipText("v3", { description: "", facts: [], tables }, 0).includes("lr"));
      const pages = await contentsOf(source.pages.load([PLACE, ["artifact", "id-3"]], fixture));
      for (const content of pages) {
        assert.deepEqual(content!.params[1], { key: "lr", value: "1.0" });
        assert.ok(content!.texts.find(({ title }) => title === "Manifest")!.text.includes(core));
      }
    }
  });

  it("show a model version's metrics, framework and environment, and compare the metrics", async () => {
    const metrics = [
      { key: "eval_loss", value: 0.25, step: 30 },
      { key: "grad", value: "NaN" },
    ];
    const manifest = {
      framework: { type: "transformers" },
      environment: { python_version: "3.11", pip_packages: ["peft"] },
    };
    const { source } = await fixture.source((reply) => reply.json({ data: wireVersion(3, { metrics }, manifest) }));
    for (const forComparison of [false, true]) {
      const options = { signal: fixture.signal, forComparison };
      const [content] = await contentsOf(source.pages.load([["model", "id-3"]], options));
      assert.deepEqual(content!.metrics, [
        { key: "eval_loss", latest: 0.25 },
        { key: "grad", latest: NaN },
      ]);
      for (const fact of [
        { label: "Framework", text: "transformers" },
        { label: "Python", text: "3.11" },
        { label: "Packages", text: "peft" },
      ]) {
        assert.ok(
          content!.facts.some((given) => isDeepStrictEqual(given, fact)),
          fact.label,
        );
      }
    }
  });

  it("show neither signatures nor passwords", async () => {
    const git = "https://ada:pa55word@git.example.com/x and https://bob:pa55@word@git.example.com?token=pa55word";
    const hidden = {
      metadata: { link: SIGNED_URL, git },
      source: { uri: SIGNED_URL },
    };
    const { source } = await fixture.source((reply) => reply.json(wireVersion(3, {}, hidden)));
    const [content] = await contentsOf(source.pages.load([PLACE], fixture));
    assert.doesNotMatch(JSON.stringify(content), /Signature|pa55|word/);
    assert.match(JSON.stringify(content), /https:\/\/bucket\.example\.com\/weights\.bin\?…/);
    const shown = version({ sourceUri: SIGNED_URL, metadata: [{ key: "git", value: git }] });
    const details = JSON.stringify(introduceVersion(shown));
    assert.doesNotMatch(details, /Signature|pa55|word/);
    assert.equal(details.match(/weights\.bin\?…/g)?.length, 1);
  });

  it("show metadata that looks like addresses from end to end", async () => {
    const texts = ["a.".repeat(50_000), "http://".repeat(15_000), "://a@b".repeat(15_000), "?#".repeat(50_000)];
    const metadata = Object.fromEntries(texts.map((text, index) => [`key ${index}`, text]));
    const { source } = await fixture.source((reply) => reply.json(wireVersion(3, {}, { metadata })));
    const [content] = await contentsOf(source.pages.load([PLACE], fixture));
    assert.deepEqual(
      content!.params.map(({ value }) => value.length),
      [100_000, 105_000, 90_000, 100_000],
    );
  });

  it("show what little there is of a bare version", async () => {
    const { source } = await fixture.source((reply) => reply.json({ id: "id-3" }));
    const [content] = await contentsOf(source.pages.load([PLACE], fixture));
    const { title, above, texts, rowIds, params, facts } = content!;
    assert.deepEqual([title, above, texts, rowIds, params], ["id-3", [], [], [], []]);
    assert.deepEqual(facts, [{ label: "ID", text: "id-3" }]);
  });

  it("take the names from the fully qualified one where the manifest has none", async () => {
    const fqn = "artifact:acme/nlp/reports/weekly summary:3";
    const { source } = await fixture.source((reply) => reply.json({ id: "id-3", fqn }));
    const [content] = await contentsOf(source.pages.load([PLACE], fixture));
    assert.deepEqual([content!.above, content!.title], [["nlp"], "reports/weekly summary v3"]);
  });

  it("are not those of another version, whatever the service answers", async () => {
    const { source } = await fixture.source((reply) => reply.json({ data: wireVersion(4) }));
    assert.deepEqual(await contentsOf(source.pages.load([["model", "id-3", "model:acme/nlp/bert:3"]], fixture)), [
      undefined,
    ]);
  });

  it("fail as the request does", async () => {
    const { source } = await fixture.source((reply) => reply.json({}, { status: 403 }));
    await failure(contentsOf(source.pages.load([PLACE], fixture)), "forbidden");
  });

  it("fail alone", async () => {
    const { source } = await fixture.source((reply, { path }) =>
      path.endsWith("id-1") ? reply.json({}, { status: 403 }) : reply.json(wireVersion(3)),
    );
    const answers = await source.pages.load([["artifact", "id-1"], PLACE], fixture);
    assert.deepEqual(
      answers.map(({ status }) => status),
      ["rejected", "fulfilled"],
    );
  });

  it("end all when no one waits any more", async () => {
    const { source } = await fixture.source((reply) => reply.hang());
    const controller = new AbortController();
    const loading = source.pages.load([PLACE], controller);
    const reason = new Error("closed");
    controller.abort(reason);
    await assert.rejects(loading, reason);
  });
});
