import assert from "node:assert/strict";
import type { RegistryClient } from "../../../../../src/sources/registry/wire/client";
import type { Reply } from "../../../../support/faultServer";
import { failure } from "../../../../support/httpFixture";
import { artifact, PREFIX, RegistryFixture, SIGNED_URL, SOURCE_URL, stored, TOKEN } from "../registryFixture";
import type { CallOptions } from "../../../../../src/sources/contract/entry";

interface Operation {
  readonly call: (client: RegistryClient, options: CallOptions) => Promise<unknown>;
  readonly sends: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Absent for those whose answer says nothing. */
  readonly answer?: unknown;
  readonly isEmptyAt404?: true;
}

const RATING = {
  name: "bert",
  category: "model",
  net_score: 0.7,
  net_score_latency: 120,
  license: 1,
  note: "hand-made",
  size_score: { raspberry_pi: 0.1, aws_server: 1 },
  size_score_latency: 30,
};
const LINEAGE = {
  nodes: [{ artifact_id: 1, name: "base", source: "config_json" }, { id: "2" }, { name: "nameless" }, null],
  edges: [
    { from_node_artifact_id: 1, to_node_artifact_id: "2", relationship: "base_model" },
    { parent: "1", child: "2" },
    { parent: "1" },
  ],
};

const OPERATIONS: Readonly<Record<string, Operation>> = {
  list: {
    call: (client, options) => client.list({ types: ["model", "dataset"] }, options),
    sends: "POST /artifacts",
    body: [{ name: "*", types: ["model", "dataset"] }],
    answer: [],
  },
  "list of a further page": {
    call: (client, options) => client.list({ types: ["code"], offset: "1000" }, options),
    sends: "POST /artifacts",
    query: { offset: "1000" },
    body: [{ name: "*", types: ["code"] }],
    answer: [],
  },
  get: {
    call: (client, options) => client.get({ type: "dataset", id: "a-1" }, options),
    sends: "GET /artifacts/dataset/a-1",
    answer: stored(),
  },
  byName: {
    call: (client, options) => client.byName("google-bert/bert base%2F?#ü", options),
    sends: "GET /artifact/byName/google-bert%2Fbert%20base%252F%3F%23%C3%BC",
    answer: [],
    isEmptyAt404: true,
  },
  byRegEx: {
    call: (client, options) => client.byRegEx("bert.*(un)?cased/\\d", options),
    sends: "POST /artifact/byRegEx",
    body: { regex: "bert.*(un)?cased/\\d" },
    answer: [],
    isEmptyAt404: true,
  },
  delete: {
    call: (client, options) => client.delete({ type: "code", id: "9" }, options),
    sends: "DELETE /artifacts/code/9",
  },
  rate: { call: (client, options) => client.rate("7", options), sends: "GET /artifact/model/7/rate", answer: RATING },
  lineage: {
    call: (client, options) => client.lineage("7", options),
    sends: "GET /artifact/model/7/lineage",
    answer: LINEAGE,
  },
  cost: {
    call: (client, options) => client.cost({ type: "dataset", id: "7" }, options),
    sends: "GET /artifact/dataset/7/cost",
    query: { dependency: "true" },
    answer: {},
  },
  health: { call: (client, options) => client.health(options), sends: "GET /health" },
};

const FAULTS: Readonly<Record<string, (reply: Reply) => void>> = {
  auth: (reply) => reply.json({ detail: `Unknown token ${TOKEN}` }, { status: 401 }),
  forbidden: (reply) => reply.json({ detail: "Not yours." }, { status: 403 }),
  notFound: (reply) => reply.json({ detail: "Artifact does not exist." }, { status: 404 }),
  badRequest: (reply) =>
    reply.json({ detail: [{ loc: ["path", "id"], msg: "malformed", type: "value_error" }] }, { status: 422 }),
  rateLimited: (reply) => reply.json({ detail: "Slow down." }, { status: 429 }),
  server: (reply) => reply.json({ detail: "Boom." }, { status: 500 }),
  network: (reply) => reply.cut(),
};
const WORDS: Readonly<Record<string, string>> = {
  auth: "Unknown token •••",
  forbidden: "Not yours (not allowed with these keys)",
  notFound: "Artifact does not exist",
  badRequest: "path.id: malformed (status 422)",
  server: "Boom (status 500)",
};

/** Answers that are not what the page promises, by operation, with the words about them. */
const WRONG_SHAPES: readonly (readonly [operation: string, answer: unknown, words: string])[] = [
  ["list", { items: [] }, "the answer is not a list"],
  ["list", null, "the answer is not a list"],
  ["byName", {}, "the answer is not a list"],
  ["byRegEx", "none", "the answer is not a list"],
  ["get", [], "the answer has no metadata"],
  ["get", null, "the answer is not an object"],
  ["get", { data: {} }, "the answer has no metadata"],
  ["get", { metadata: artifact() }, "the answer has no data"],
  ["get", { metadata: { ...artifact(), id: null }, data: {} }, "the answer has no metadata.id"],
  ["get", stored({ url: 5 }), "the answer's data.url can't be understood"],
  ["get", stored({ download_url: { href: SIGNED_URL } }), "the answer's data.download_url can't be understood"],
  ["rate", { name: "bert" }, "the answer has no net_score"],
  ["rate", { net_score: "high" }, "the answer's net_score can't be understood"],
  ["rate", null, "the answer is not an object"],
  ["lineage", { edges: [] }, "the answer has no nodes"],
  ["lineage", { nodes: {} }, "the answer's nodes can't be understood"],
  ["cost", [], "the answer is not an object"],
  ["cost", "free", "the answer is not an object"],
];

describe("RegistryClient", () => {
  let fixture: RegistryFixture;
  beforeEach(() => (fixture = new RegistryFixture()));
  afterEach(() => fixture.close());

  const answerWith = (reply: Reply, { answer }: Operation) =>
    answer === undefined ? reply.nothing(200) : reply.json(answer);

  for (const [name, operation] of Object.entries(OPERATIONS)) {
    const { call, sends, query = {}, body } = operation;
    const sent = body === undefined ? "" : JSON.stringify(body);
    const contentType = body === undefined ? undefined : "application/json";

    it(`${name} asks ${sends}`, async () => {
      const { server, client } = await fixture.connect((reply) => answerWith(reply, operation));
      await call(client, fixture);
      const request = server.requests[0]!;
      assert.equal(`${request.method} ${request.path}`, sends.replace(" ", ` ${PREFIX}`));
      assert.deepEqual(request.query, query);
      assert.equal(request.body, sent);
      assert.equal(request.headers["content-type"], contentType);
      assert.equal(request.headers["x-authorization"], `bearer ${TOKEN}`);
      assert.equal(server.requests.length, 1);
    });

    it(`${name} may be sent again when the connection is lost`, async () => {
      const { server, client } = await fixture.connect((reply, _, number) =>
        number === 1 ? reply.cut() : answerWith(reply, operation),
      );
      await call(client, fixture);
      assert.equal(server.requests.length, 2);
    });

    for (const [kind, fault] of Object.entries(FAULTS)) {
      if (kind === "notFound" && operation.isEmptyAt404 === true) {
        it(`${name} understands 404 as nothing found`, async () => {
          const { client } = await fixture.connect(fault);
          assert.deepEqual(await call(client, fixture), { items: [] });
        });
        continue;
      }
      it(`${name} fails with ${kind}, and names no token`, async () => {
        const { client } = await fixture.connect(fault);
        const error = await failure(call(client, fixture));
        assert.equal(error.kind, kind, error.message);
        assert.equal(error.message, WORDS[kind] ?? error.message);
        assert.ok(!`${String(error.stack)}${fixture.log.join("\n")}`.includes(TOKEN));
      });
    }
  }
});

describe("RegistryClient reads", () => {
  let fixture: RegistryFixture;
  beforeEach(() => (fixture = new RegistryFixture()));
  afterEach(() => fixture.close());

  for (const [name, answer, words] of WRONG_SHAPES) {
    it(`${name} refuses ${JSON.stringify(answer).slice(0, 60)}: ${words}`, async () => {
      const { client } = await fixture.connect((reply) => reply.json(answer));
      assert.equal((await failure(OPERATIONS[name]!.call(client, fixture), "badResponse")).message, words);
    });
  }

  it("shows what the service finds wrong with an expression", async () => {
    const { client } = await fixture.connect((reply) =>
      reply.json({ detail: "Invalid regex: unterminated character set" }, { status: 400 }),
    );
    const { message } = await failure(client.byRegEx("[a", fixture), "badRequest");
    assert.equal(message, "Invalid regex: unterminated character set (status 400)");
  });

  it("reads artifacts, and calls one without a name by its id", async () => {
    const { client } = await fixture.connect((reply) =>
      reply.json([artifact(), { id: 7, type: "code", name: null, extra: 1 }, { id: "8", type: "tool", name: "  " }]),
    );
    const items = [artifact(), { id: "7", type: "code", name: "7" }, { id: "8", type: "tool", name: "8" }];
    assert.deepEqual(await client.byName("x", fixture), { items });
  });

  it("leaves out what is no artifact, and counts it, in lists and in what was searched for", async () => {
    const bad = [{ name: "x", type: "model" }, { id: "1", name: "x", type: 7 }, "model"];
    const { client } = await fixture.connect((reply) => reply.json([...bad, artifact()]));
    const found = {
      items: [artifact()],
      unread: { count: 3, reasons: ["no id", "type can't be understood", "not an object"] },
    };
    assert.deepEqual(await client.list({ types: ["model"] }, fixture), found);
    assert.deepEqual(await client.byName("x", fixture), found);
    assert.deepEqual(await client.byRegEx("x", fixture), found);
  });

  it("reads an artifact alone, with and without its addresses", async () => {
    const answers = [stored(), stored({ download_url: null }), { metadata: artifact(), data: {} }];
    const { client } = await fixture.connect((reply, _, number) => reply.json(answers[number - 1]));
    const get = () => client.get(artifact(), fixture);
    assert.deepEqual(await get(), { artifact: artifact(), sourceUrl: SOURCE_URL, downloadUrl: SIGNED_URL });
    assert.deepEqual(await get(), { artifact: artifact(), sourceUrl: SOURCE_URL, downloadUrl: "" });
    assert.deepEqual(await get(), { artifact: artifact(), sourceUrl: "", downloadUrl: "" });
  });

  it("reads rating, lineage and cost as far as they are understood", async () => {
    const { client } = await fixture.connect((reply, { path }) =>
      reply.json(
        path.endsWith("rate")
          ? RATING
          : path.endsWith("lineage")
            ? LINEAGE
            : { "7": { total_cost: 3.5, standalone_cost: "1.5" }, "8": { total_cost: 1 }, "9": {}, "10": null },
      ),
    );
    assert.deepEqual(await client.rate("7", fixture), {
      name: "bert",
      category: "model",
      scores: [
        { name: "net_score", value: 0.7, latency: 120 },
        { name: "license", value: 1 },
      ],
      sizeScores: [
        { name: "raspberry_pi", value: 0.1 },
        { name: "aws_server", value: 1 },
      ],
    });
    assert.deepEqual(await client.lineage("7", fixture), {
      nodes: [
        { id: "1", name: "base", source: "config_json", type: "" },
        { id: "2", name: "2", source: "", type: "" },
      ],
      edges: [
        { from: "1", to: "2", relationship: "base_model" },
        { from: "1", to: "2", relationship: "" },
      ],
      unread: 3,
    });
    assert.deepEqual(await client.cost({ type: "model", id: "7" }, fixture), [
      { artifactId: "7", total: 3.5, standalone: 1.5 },
      { artifactId: "8", total: 1 },
    ]);
  });

  for (const [header, next] of [
    ["1000", "1000"],
    [" 250 ", "250"],
    ["eyJpZCI6IjEwMCJ9", "eyJpZCI6IjEwMCJ9"],
    ['{"start": 200, "of": "a&b+c"}', '{"start": 200, "of": "a&b+c"}'],
    ["99", "99"],
    ["", undefined],
    ["100", undefined],
  ] as const) {
    it(`takes the header offset: ${header} at 100 for ${next ?? "the end"}, and hands it back as it came`, async () => {
      const { client, server } = await fixture.connect((reply) =>
        reply.json([artifact()], { headers: { offset: header } }),
      );
      const page = await client.list({ types: ["model"], offset: "100" }, fixture);
      assert.deepEqual(page, { items: [artifact()], ...(next !== undefined && { next }) });
      await client.list({ types: ["model"], offset: page.next }, fixture);
      assert.equal(server.requests.at(-1)?.query["offset"], next);
    });
  }

  it("ends a list at an empty page, and where the first one points to itself", async () => {
    const { client } = await fixture.connect((reply, { query }) =>
      reply.json(query["offset"] === undefined ? [artifact()] : [], { headers: { offset: query["offset"] ?? "0" } }),
    );
    assert.equal((await client.list({ types: ["model"] }, fixture)).next, undefined);
    assert.equal((await client.list({ types: ["model"], offset: "7" }, fixture)).next, undefined);
  });

  for (const status of [500, 501]) {
    it(`asks once for the cost alone where the dependencies' takes a ${status}`, async () => {
      const { client, server } = await fixture.connect((reply, { query }) =>
        query["dependency"] === "true"
          ? reply.json({ detail: "Boom." }, { status })
          : reply.json({ "7": { total_cost: 3.5 } }),
      );
      assert.deepEqual(await client.cost({ type: "model", id: "7" }, fixture), [{ artifactId: "7", total: 3.5 }]);
      assert.deepEqual(
        server.requests.map(({ query }) => query),
        [{ dependency: "true" }, {}],
      );
    });
  }

  it("lets no id, type or name lead to another operation", async () => {
    const { server, client } = await fixture.connect((reply) => reply.json(stored()));
    for (const id of ["..", ".", ""]) {
      await failure(client.get({ type: "model", id }, fixture), "badRequest");
      await failure(client.delete({ type: id, id: "1" }, fixture), "badRequest");
      await failure(client.byName(id, fixture), "badRequest");
      await failure(client.rate(id, fixture), "badRequest");
    }
    assert.equal(server.requests.length, 0);
    await client.get({ type: "model/../code", id: "9/../../reset?a#b" }, fixture);
    assert.equal(server.requests[0]?.path, `${PREFIX}/artifacts/model%2F..%2Fcode/9%2F..%2F..%2Freset%3Fa%23b`);
  });

  it("takes a deletion that is repeated and finds nothing for done", async () => {
    const { client } = await fixture.connect((reply, _, number) => (number === 1 ? reply.cut() : reply.nothing(404)));
    await client.delete(artifact(), fixture);
  });

  it("rejects with the reason when it is aborted, and with an AbortError when it is disposed of", async () => {
    const { client } = await fixture.connect((reply) => reply.hang());
    const controller = new AbortController();
    const aborted = client.byRegEx("x", controller);
    const disposed = client.list({ types: ["model"] }, fixture);
    const reason = new Error("cancelled");
    controller.abort(reason);
    await assert.rejects(aborted, (error) => error === reason);
    client.dispose();
    await assert.rejects(disposed, { name: "AbortError" });
  });
});
