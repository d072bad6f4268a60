import assert from "node:assert/strict";
import type { RecordedRequest } from "../../../../support/faultServer";
import { failure } from "../../../../support/httpFixture";
import { ROOT, TrueFoundryFixture, wireRun } from "../trueFoundryFixture";

const bodyOf = (request: RecordedRequest | undefined): unknown => JSON.parse(request?.body ?? "null");
const LIMIT = { repoIds: ["r1"], limit: 2 };

describe("RunClient", () => {
  let fixture: TrueFoundryFixture;
  beforeEach(() => (fixture = new TrueFoundryFixture()));
  afterEach(() => fixture.close());

  it("searches with the filter, the order and the page, each only when there is one", async () => {
    const { server, client } = await fixture.connect((reply) => reply.json({ runs: [wireRun()] }));
    await client.runs.search(LIMIT, fixture);
    const filter = "metrics.loss < 1";
    await client.runs.search({ ...LIMIT, filter, orderBy: "metrics.loss ASC", cursor: "token:abc" }, fixture);
    const all = { experiment_ids: ["r1"], run_view_type: "ACTIVE_ONLY", max_results: 2 };
    assert.deepEqual(server.requests.map(bodyOf), [
      all,
      { ...all, filter, order_by: ["metrics.loss ASC"], page_token: "abc" },
    ]);
    assert.ok(server.requests.every(({ method, path }) => method === "POST" && path === `${ROOT}/runs/search`));
  });

  for (const [answer, end, cursor] of [
    [{ next_page_token: "t2", total: 5 }, { next: "token:t2", total: 5 }, undefined],
    [{ next_page_token: "t2" }, { mayHaveMore: true }, "token:t2"],
    [{ next_page_token: "" }, {}, "token:t2"],
    [{ next_page_token: null }, {}, undefined],
    [{ total: 5 }, { next: "offset:2", total: 5 }, undefined],
    [{ total: 5 }, { next: "offset:4", total: 5 }, "offset:2"],
    [{ total: 4 }, { total: 4 }, "offset:2"],
    [{ total: 9 }, { total: 9 }, "token:t2"],
    [{}, { mayHaveMore: true }, undefined],
  ] as const) {
    it(`goes on behind a page with ${JSON.stringify(answer)} by ${JSON.stringify(end)}`, async () => {
      const runs = [wireRun(), wireRun({ run_id: "b" })];
      const { client } = await fixture.connect((reply) => reply.json({ runs, ...answer }));
      const { items, ...rest } = await client.runs.search({ ...LIMIT, cursor }, fixture);
      assert.deepEqual([items.length, JSON.parse(JSON.stringify(rest))], [2, end]);
    });
  }

  it("ends at an empty page, whatever token it bears, and takes null for no runs", async () => {
    const answers = [{ runs: [], next_page_token: "again" }, { runs: null }];
    const { client } = await fixture.connect((reply, _, number) => reply.json(answers[number - 1]));
    assert.deepEqual(await client.runs.search(LIMIT, fixture), { items: [], mayHaveMore: true });
    assert.deepEqual(await client.runs.search(LIMIT, fixture), { items: [] });
  });

  it("reads a run as it came, with NaN and infinite metrics, and hides no run for one that can't be read", async () => {
    const metrics = '[{"key":"loss","value":NaN,"step":7,"timestamp":1700000000000},{"key":"grad","value":-Infinity}]';
    const run = JSON.stringify(wireRun({}, { metrics: "HERE" })).replace('"HERE"', metrics);
    const { client } = await fixture.connect((reply) => reply.bytes(`{"runs":[{"info":{}},${run}]}`));
    const { items, unread } = await client.runs.search(LIMIT, fixture);
    assert.deepEqual(unread, { count: 1, reasons: ["no info.id"] });
    assert.deepEqual(items, [
      {
        id: "run-1",
        repoId: "r1",
        name: "svm",
        fqn: "acme/nlp/svm",
        status: "FINISHED",
        startedAt: 1_700_000_000_000,
        endedAt: 1_700_000_600_000,
        artifactUri: "s3://bucket/run-1",
        isArchived: false,
        description: "First try",
        createdBy: "Ada",
        metrics: [
          { key: "loss", value: NaN, step: 7, at: 1_700_000_000_000 },
          { key: "grad", value: -Infinity },
        ],
        params: [{ key: "lr", value: "1e-4" }],
        tags: [{ key: "team", value: "nlp" }],
      },
    ]);
  });

  it("calls a run without a name by its id, an older service's run by its uuid, and knows an archived one", async () => {
    const info = { run_id: undefined, run_uuid: "u-9", name: undefined, lifecycle_stage: "deleted", end_time: 0 };
    const { server, client } = await fixture.connect((reply) => reply.json({ run: wireRun(info) }));
    const run = await client.runs.get("a/b", fixture);
    assert.deepEqual([run.id, run.name, run.isArchived, run.endedAt], ["u-9", "u-9", true, undefined]);
    assert.equal(server.requests[0]?.path, `${ROOT}/runs/a%2Fb`);
  });

  it("reads whole histories as columns, several metrics a request, NaN and gaps among them", async () => {
    const point = (step: number, value: string) => `{"key":"k","step":${step},"value":${value},"timestamp":${step}000}`;
    const { server, client } = await fixture.connect((reply, { body }) => {
      const { metric_keys: keys } = JSON.parse(body) as { metric_keys: string[] };
      const collections = keys
        .filter((key) => key !== "m3")
        .map((key) => `{"key":"${key}","metrics":[${point(1, "2.5")},${point(2, "NaN")},${point(3, "null")},7]}`);
      reply.bytes(`{"metric_collections":[${collections.join()}]}`);
    });
    const names = Array.from({ length: 10 }, (_, index) => `m${index}`);
    const series = await client.runs.series("run-1", names, fixture);
    assert.deepEqual(
      series.map(({ name }) => name),
      names.filter((name) => name !== "m3"),
    );
    assert.deepEqual(series[0], {
      name: "m0",
      points: {
        steps: Float64Array.of(1, 2, 3),
        values: Float64Array.of(2.5, NaN, NaN),
        times: Float64Array.of(1_000, 2_000, 3_000),
      },
      origin: "",
      others: [],
    });
    assert.deepEqual(
      server.requests.map(({ path }) => path),
      Array.from({ length: 2 }, () => `${ROOT}/runs/run-1/metrics/list`),
    );
  });

  it("puts a history into the order of logging, unless a time is missing", async () => {
    const steps = async (metrics: readonly object[]) => {
      const { client } = await fixture.connect((reply) =>
        reply.json({ metric_collections: [{ key: "loss", metrics }] }),
      );
      return [...(await client.runs.series("r", ["loss"], fixture))[0]!.points.steps];
    };
    assert.deepEqual(
      await steps([
        { step: 2, value: 1, timestamp: 9 },
        { step: 1, value: 2, timestamp: 8 },
      ]),
      [1, 2],
    );
    assert.deepEqual(
      await steps([
        { step: 2, value: 1, timestamp: 9 },
        { step: 1, value: 2 },
      ]),
      [2, 1],
    );
  });

  it("names the columns of a repo, and archives, restores and deletes", async () => {
    const columns = { metric_names: ["loss"], param_names: ["lr"], tag_names: null };
    const { server, client } = await fixture.connect((reply) => reply.json({ columns }));
    assert.deepEqual(await client.runs.columns("r1", fixture), { metrics: ["loss"], params: ["lr"], tags: [] });
    await client.runs.archive("x", fixture);
    await client.runs.restore("x", fixture);
    await client.runs.delete("x", fixture);
    assert.deepEqual(
      server.requests.map(({ method, path }) => `${method} ${path.slice(ROOT.length)}`),
      ["GET /runs/columns", "POST /runs/x/archive", "POST /runs/x/restore", "DELETE /runs/x"],
    );
  });

  it("takes an answer without runs for a bad one", async () => {
    const { client } = await fixture.connect((reply) => reply.json({ run: { info: 7 } }));
    assert.equal((await failure(client.runs.get("x", fixture))).kind, "badResponse");
  });
});
