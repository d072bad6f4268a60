import assert from "node:assert/strict";
import type { PanelContent } from "../../../../src/sources/contract/panelContent";
import type { ArtifactSource } from "../../../../src/sources/contract/source";
import { ConnectedSample, TreeWalk, unaborted } from "../../../support/connectedSample";
import { contentsOf } from "../../../support/contentsOf";
import { failure } from "../../../support/httpFixture";
import { RegistryFixture, routes, SIGNATURE, stored } from "./registryFixture";

const REQUESTS = ["s/model/12367", "/model/12367/rate", "/model/12367/lineage", "/model/12367/cost"].map(
  (path) => `GET /artifact${path}`,
);

describe("RegistryPages with the sample registry", () => {
  let sample: ConnectedSample;
  let source: ArtifactSource;
  before(async () => {
    sample = await ConnectedSample.start();
    source = sample.connect("registry");
  });
  afterEach(() => sample.server.reset());
  after(() => sample.close());

  async function page(type: string, id: string): Promise<PanelContent> {
    const [content] = await contentsOf(source.pages!.load([[type, id]], unaborted()));
    return content!;
  }

  /** Until the end of the test. */
  function deny(part: string): void {
    sample.server.respondWith(({ path }) =>
      path.includes(part) ? { status: 403, body: { detail: "not today" } } : undefined,
    );
  }

  it("say all of a model with four requests", async () => {
    sample.takeRequests();
    const content = await page("model", "12367");
    assert.deepEqual([...sample.takeRequests()].sort(), [...REQUESTS].sort());
    assert.deepEqual([content.noun, content.title, content.problems], ["Model", "acme/support-intent-int8", []]);
    assert.match(JSON.stringify(content.summary), /^\["net score 0\.\d+"\]$/);
    assert.deepEqual(
      content.tables.map(({ title, columns }) => [title, columns.join()]),
      [
        ["Scores", "Score,Value,Latency"],
        ["Size score by device", "Device,Score"],
        ["Cost", "Artifact,Total,Alone"],
      ],
    );
    assert.deepEqual(
      content.charts.map(({ title, range, bars }) => [title, range, bars[0]?.label]),
      [
        ["Scores", { min: 0, max: 1 }, "Net score"],
        ["Size score by device", { min: 0, max: 1 }, "Raspberry Pi"],
      ],
    );
    const keys = content.metrics.map(({ key }) => key);
    for (const key of ["net_score", "license", "size_score.aws_server", "total_cost", "standalone_cost"]) {
      assert.ok(keys.includes(key), key);
    }
    for (const { key, direction } of content.metrics) {
      assert.equal(direction, key.endsWith("_cost") ? "lower" : "higher", key);
    }
  });

  it("list files where there is a package, and say once that there is none", async () => {
    assert.deepEqual((await page("model", "12361")).files, ["artifact", "model", "12361"]);
    const { files, facts } = await page("model", "12367");
    assert.equal(files, undefined);
    assert.deepEqual(
      facts.map(({ label }) => label),
      ["ID", "Source", "Package"],
    );
  });

  it("draw a lineage of five levels whose nodes lead to their rows", async () => {
    const { graph, rowIds } = await page("model", "12367");
    const chain = ["12345", "12361", "12363", "12365", "12367"];
    for (const [index, id] of chain.slice(1).entries()) {
      assert.ok(
        graph!.edges.some(({ from, to, label }) => from === chain[index] && to === id && label === "base model"),
        id,
      );
    }
    assert.deepEqual(
      graph!.nodes.filter(({ isSelf }) => isSelf).map((node) => node.rowIds),
      [rowIds],
    );
    const dataset = graph!.nodes.find(({ detail }) => detail.startsWith("Dataset"))!;
    assert.deepEqual(dataset.rowIds, await source.addresses!.locate(`dataset/${dataset.id}`, unaborted()));
  });

  it("find the rows of a lineage that names no types, with a request for each name", async () => {
    sample.takeRequests();
    const { graph } = await page("model", "12350");
    const lookups = sample.takeRequests().filter((request) => request.includes("/byName/"));
    assert.equal(lookups.length, graph!.nodes.length - 1);
    assert.equal(new Set(lookups).size, lookups.length);
    assert.ok(graph!.nodes.every(({ rowIds }) => rowIds?.length === 2));
  });

  it("ask for no lineage, nor for what it names, when they are compared", async () => {
    sample.takeRequests();
    const places = ["12350", "12367"].map((id) => ["model", id]);
    const pages = await contentsOf(source.pages!.load(places, { ...unaborted(), forComparison: true }));
    assert.deepEqual(
      [...sample.takeRequests()].sort(),
      ["12350", "12367"]
        .flatMap((id) => [
          `GET /artifact/model/${id}/cost`,
          `GET /artifact/model/${id}/rate`,
          `GET /artifacts/model/${id}`,
        ])
        .sort(),
    );
    assert.deepEqual(
      pages.map((content) => content?.graph),
      [undefined, undefined],
    );
    assert.ok(pages.every((content) => content!.metrics.some(({ key }) => key === "total_cost")));
  });

  it("open from a row, and lead back to it", async () => {
    const row = await new TreeWalk(source).open(["Models", "acme/support-intent-int8"]);
    assert.ok(row.entry.abilities.includes("page"));
    const place = source.pages!.placeOf(row.entry);
    assert.deepEqual(place, ["model", "12367"]);
    assert.equal((await page("model", "12367")).rowIds.at(-1), row.entry.id);
  });

  it("ask of a dataset what there is of one", async () => {
    sample.takeRequests();
    const content = await page("dataset", "20001");
    assert.deepEqual([...sample.takeRequests()].sort(), [
      "GET /artifact/dataset/20001/cost",
      "GET /artifacts/dataset/20001",
    ]);
    assert.deepEqual([content.noun, content.graph, content.charts, content.problems], ["Dataset", undefined, [], []]);
    assert.deepEqual(content.links, [{ title: "Source", url: "https://huggingface.co/datasets/rajpurkar/squad" }]);
  });

  const PARTS = [
    ["scores", "/rate"],
    ["lineage", "/lineage"],
    ["cost", "/cost"],
  ] as const;
  for (const [part, path] of PARTS) {
    it(`stand without the ${part} when those can't be had`, async () => {
      deny(path);
      const content = await page("model", "12367");
      assert.equal(content.problems.length, 1);
      assert.match(content.problems[0]!, new RegExp(`^Could not load the ${part}: .*not today.*\\.$`));
      assert.equal(content.charts.length, part === "scores" ? 0 : 2);
      assert.equal(content.graph === undefined, part === "lineage");
      assert.equal(
        content.tables.some(({ title }) => title === "Cost"),
        part !== "cost",
      );
    });
  }

  it("say when rows of the lineage could not be found, and show it all the same", async () => {
    deny("byName");
    const { problems, graph } = await page("model", "12350");
    const reason = "not today (no keys are set)";
    assert.deepEqual(problems, [`Could not find all artifacts of the lineage: ${reason}.`]);
    assert.deepEqual(graph!.nodes.filter(({ rowIds }) => rowIds !== undefined).length, 1);
  });

  it("say of one artifact of the lineage alone that it could not be looked up", async () => {
    const whole = await page("model", "12350");
    const [lost, ...others] = whole.graph!.nodes.filter(({ isSelf }) => !isSelf);
    deny(`byName/${encodeURIComponent(lost!.label)}`);
    const { graph, problems } = await page("model", "12350");
    const found = new Map(graph!.nodes.map((node) => [node.id, node]));
    assert.ok(others.length > 1);
    assert.equal(found.get(lost!.id)?.rowIds, undefined);
    assert.equal(found.get(lost!.id)?.detail, "could not be looked up");
    for (const node of others) {
      assert.deepEqual(found.get(node.id), node);
    }
    assert.equal(problems.length, 1);
  });

  it("keep the order of several, with nothing for what is no more", async () => {
    const places = [["model", "12351"], ["model", "none"], ["code", "30001"], ["model"], ["model", "12345"]];
    const pages = await contentsOf(source.pages!.load(places, unaborted()));
    assert.deepEqual(
      pages.map((content) => content?.title),
      ["squad", undefined, "google-research/bert", undefined, "google-bert/bert-base-uncased"],
    );
  });

  it("fail when the artifact itself can't be had, and none beside it does", async () => {
    deny("/artifacts/model/12345");
    await failure(page("model", "12345"), "forbidden");
    const places = ["12345", "12361", "12363", "12365", "12367"].map((id) => ["model", id]);
    const answers = await source.pages!.load(places, unaborted());
    assert.deepEqual(
      answers.map(({ status }) => status),
      ["rejected", "fulfilled", "fulfilled", "fulfilled", "fulfilled"],
    );
  });
});

describe("RegistryPages", () => {
  let fixture: RegistryFixture;
  beforeEach(() => (fixture = new RegistryFixture()));
  afterEach(() => fixture.close());

  it("show no signed address, and axes that fit what is given", async () => {
    const registry = await fixture.connect(
      routes({
        "GET /artifacts/model/12345": (reply) => reply.json(stored()),
        "GET /artifact/model/12345/rate": (reply) => reply.json({ net_score: 71, license: 3 }),
        "GET /artifact/model/12345/lineage": (reply) =>
          reply.json({ nodes: [{ id: "12345" }], edges: [{ parent: "7", child: "12345" }] }),
        "GET /artifact/model/12345/cost": (reply) => reply.json({ "12345": { total_cost: 2 } }),
      }),
    );
    const [content] = await contentsOf(registry.source.pages.load([["model", "12345"]], fixture));
    assert.ok(!JSON.stringify(content).includes(SIGNATURE));
    assert.deepEqual(content!.charts, [
      {
        title: "Scores",
        bars: [
          { label: "Net score", value: 71 },
          { label: "License", value: 3 },
        ],
      },
    ]);
    assert.deepEqual(
      content!.tables.map(({ columns }) => columns.join()),
      ["Score,Value", "Artifact,Total"],
    );
    assert.deepEqual(
      content!.graph!.nodes.map(({ id, isSelf }) => [id, isSelf]),
      [
        ["12345", true],
        ["7", false],
      ],
    );
  });

  it("give costs and latencies as bare numbers, since deployments count them in units of their own", async () => {
    const registry = await fixture.connect(
      routes({
        "GET /artifacts/model/12345": (reply) => reply.json(stored()),
        "GET /artifact/model/12345/rate": (reply) => reply.json({ net_score: 0.5, net_score_latency: 183.4 }),
        "GET /artifact/model/12345/lineage": (reply) => reply.json({ nodes: [], edges: [] }),
        "GET /artifact/model/12345/cost": (reply) => reply.json({ "12345": { total_cost: 412.5 } }),
      }),
    );
    const [content] = await contentsOf(registry.source.pages.load([["model", "12345"]], fixture));
    assert.deepEqual(
      content!.tables.map(({ columns, rows }) => [columns, ...rows]),
      [
        [
          ["Score", "Value", "Latency"],
          ["Net score", "0.5", "183.4"],
        ],
        [
          ["Artifact", "Total"],
          ["This artifact", "412.5"],
        ],
      ],
    );
  });

  it("tell what there is of one while the slowest report is still computed", async () => {
    const late = new AbortController();
    const registry = await fixture.connect(
      routes({
        "GET /artifacts/model/12345": (reply) => reply.json(stored()),
        "GET /artifact/model/12345/rate": (reply) => reply.json({ net_score: 0.5 }),
        "GET /artifact/model/12345/lineage": (reply) =>
          late.signal.addEventListener("abort", () => reply.json({ nodes: [], edges: [] })),
        "GET /artifact/model/12345/cost": (reply) => reply.json({ "12345": { total_cost: 2 } }),
      }),
    );
    const titles: string[][] = [];
    const onPart = (place: readonly string[], { tables }: PanelContent) => {
      assert.deepEqual(place, ["model", "12345"]);
      titles.push(tables.map(({ title }) => title));
      if (tables.length === 2) {
        late.abort();
      }
    };
    const { signal } = fixture;
    const [content] = await contentsOf(registry.source.pages.load([["model", "12345"]], { signal, onPart }));
    assert.deepEqual(titles.at(-1), ["Scores", "Cost"]);
    assert.equal(content!.tables.length, 2);
  });

  it("end all requests when no one waits any more", async () => {
    const registry = await fixture.connect((reply) => reply.hang());
    const controller = new AbortController();
    const loading = contentsOf(registry.source.pages.load([["model", "12345"]], controller));
    const reason = new Error("closed");
    controller.abort(reason);
    await assert.rejects(loading, reason);
  });

  it("leave what else was asked when the artifact is no more", async () => {
    const registry = await fixture.connect((reply, { path }) =>
      path.includes("/artifacts/") ? reply.json({}, { status: 404 }) : reply.hang(),
    );
    assert.deepEqual(await contentsOf(registry.source.pages.load([["model", "12345"]], fixture)), [undefined]);
  });
});
