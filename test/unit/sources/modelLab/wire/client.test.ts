import assert from "node:assert/strict";
import { ModelLabClient } from "../../../../../src/sources/modelLab/wire/client";
import type { Handler } from "../../../../support/faultServer";
import { API_KEY, APP_KEY, failure, HttpFixture, readAll } from "../../../../support/httpFixture";
import type { CallOptions } from "../../../../../src/sources/contract/entry";

const ROOT = "/api/v2/model-lab-api";
const PAGE = { type: "number_size", number: 0, size: 25, total: 0, next_number: null };
const EMPTY_LIST = { data: [], links: { next: "https://api.datad0g.com/next" }, meta: { page: PAGE } };
const PROJECT = { data: { id: "7", type: "projects", attributes: { name: "p" } } };
const RUN = { data: { id: "9", type: "runs", attributes: { name: "r", project_id: 7 } } };
const FACETS = { data: { id: "1", type: "facets", attributes: {} } };
const FILES = { data: { id: "9", type: "artifacts", attributes: { path_in_project: "f6/artifacts", files: [] } } };

interface Operation {
  readonly call: (client: ModelLabClient, options: CallOptions) => Promise<unknown>;
  readonly sends: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly answer?: unknown;
}

const OPERATIONS: Readonly<Record<string, Operation>> = {
  listProjects: {
    call: (client, options) => client.listProjects({}, options),
    sends: "GET /projects",
    answer: EMPTY_LIST,
  },
  "listProjects with everything": {
    call: (client, options) =>
      client.listProjects(
        {
          filter: "qwen & co",
          ownerId: "u-1",
          tags: [
            { key: "team", value: "nlp" },
            { key: "a", value: "b c" },
          ],
          sort: "-updated_at",
          pageSize: 100,
          page: "3",
        },
        options,
      ),
    sends: "GET /projects",
    query: {
      filter: "qwen & co",
      "filter[owner_id]": "u-1",
      "filter[tags]": "team:nlp,a:b c",
      sort: "-updated_at",
      "page[size]": "100",
      "page[number]": "3",
    },
    answer: EMPTY_LIST,
  },
  getProject: { call: (client, options) => client.getProject("7", options), sends: "GET /projects/7", answer: PROJECT },
  starProject: { call: (client, options) => client.starProject("7", options), sends: "POST /projects/7/star" },
  unstarProject: { call: (client, options) => client.unstarProject("7", options), sends: "DELETE /projects/7/star" },
  listProjectFiles: {
    call: (client, options) => client.listProjectFiles("7", options),
    sends: "GET /projects/7/artifacts",
    answer: FILES,
  },
  listProjectFacetKeys: {
    call: (client, options) => client.listProjectFacetKeys(options),
    sends: "GET /project-facet-keys",
    answer: FACETS,
  },
  listProjectFacetValues: {
    call: (client, options) => client.listProjectFacetValues("team", options),
    sends: "GET /project-facet-values",
    query: { facet_type: "tag", facet_name: "team" },
    answer: FACETS,
  },
  "listRuns, root runs only": {
    call: (client, options) => client.listRuns({ projectId: "7", parentRunId: null }, options),
    sends: "GET /runs",
    query: { "filter[project_id]": "7", "filter[parent_run_id]": "null" },
    answer: EMPTY_LIST,
  },
  "listRuns with everything": {
    call: (client, options) =>
      client.listRuns(
        {
          filter: "lora",
          ids: ["1", "2"],
          projectId: "7",
          ownerId: "u-1",
          status: "running",
          tags: [{ key: "a", value: "b" }],
          params: [
            { key: "lr", value: ">0.5" },
            { key: "bf16", value: "true" },
          ],
          parentRunId: "8",
          pinnedFirst: true,
          includePinned: false,
          includeDescendantMatches: true,
          sort: "duration",
          pageSize: 50,
          page: "0",
        },
        options,
      ),
    sends: "GET /runs",
    query: {
      filter: "lora",
      "filter[id]": "1,2",
      "filter[project_id]": "7",
      "filter[owner_id]": "u-1",
      "filter[status]": "running",
      "filter[tags]": "a:b",
      "filter[params]": "lr:>0.5,bf16:true",
      "filter[parent_run_id]": "8",
      pinned_first: "true",
      include_pinned: "false",
      include_descendant_matches: "true",
      sort: "duration",
      "page[size]": "50",
      "page[number]": "0",
    },
    answer: EMPTY_LIST,
  },
  getRun: { call: (client, options) => client.getRun("9", options), sends: "GET /runs/9", answer: RUN },
  deleteRun: { call: (client, options) => client.deleteRun("9", options), sends: "DELETE /runs/9" },
  pinRun: { call: (client, options) => client.pinRun("9", options), sends: "POST /runs/9/pin" },
  unpinRun: { call: (client, options) => client.unpinRun("9", options), sends: "DELETE /runs/9/pin" },
  "listRunFiles of the root": {
    call: (client, options) => client.listRunFiles("9", "", options),
    sends: "GET /runs/9/artifacts",
    answer: FILES,
  },
  "listRunFiles of a directory": {
    call: (client, options) => client.listRunFiles("9", "lora_model/ä b", options),
    sends: "GET /runs/9/artifacts",
    query: { path: "lora_model/ä b" },
    answer: FILES,
  },
  listRunFacetKeys: {
    call: (client, options) => client.listRunFacetKeys("7", options),
    sends: "GET /facet-keys",
    query: { "filter[project_id]": "7" },
    answer: FACETS,
  },
  listRunFacetValues: {
    call: (client, options) => client.listRunFacetValues({ projectId: "7", type: "metric", name: "loss" }, options),
    sends: "GET /facet-values",
    query: { "filter[project_id]": "7", facet_type: "metric", facet_name: "loss" },
    answer: FACETS,
  },
  readContent: {
    call: async (client, options) =>
      readAll((await client.readContent({ projectId: "7", path: "a/b.txt" }, options)).body),
    sends: "GET /artifacts/content",
    query: { project_id: "7", artifact_path: "a/b.txt" },
    answer: "bytes",
  },
};

describe("ModelLabClient", () => {
  let fixture: HttpFixture;
  beforeEach(() => (fixture = new HttpFixture()));
  afterEach(() => fixture.close());

  async function connect(handler: Handler) {
    const server = await fixture.serve(handler);
    return { server, client: new ModelLabClient(fixture.client(server.url)) };
  }

  for (const [name, { call, sends, query = {}, answer }] of Object.entries(OPERATIONS)) {
    it(`${name} asks ${sends}`, async () => {
      const { server, client } = await connect((reply) =>
        answer === undefined ? reply.nothing() : reply.json(answer),
      );
      await call(client, fixture);
      const [request] = server.requests;
      assert.equal(`${request?.method} ${request?.path}`, sends.replace(" ", ` ${ROOT}`));
      assert.deepEqual(request?.query, query);
      assert.equal(request.headers["dd-api-key"], API_KEY);
      assert.equal(request.headers["dd-application-key"], APP_KEY);
      assert.equal(request.body, "");
      assert.equal(server.requests.length, 1);
    });

    it(`${name} may be sent again when the connection is lost`, async () => {
      const { server, client } = await connect((reply, _, number) => {
        if (number === 1) {
          reply.cut();
        } else if (answer === undefined) {
          reply.nothing();
        } else {
          reply.json(answer);
        }
      });
      await call(client, fixture);
      assert.equal(server.requests.length, 2);
    });
  }

  it("gives the number of the next page as it came, and follows no link", async () => {
    const other = await fixture.serve();
    const links = { self: other.url, first: other.url, last: other.url, next: `${other.url}/api` };
    const { client } = await connect((reply, _, number) =>
      reply.json({ data: [], links, meta: { page: { ...PAGE, total: 403, next_number: number === 1 ? 17 : null } } }),
    );
    assert.deepEqual(await client.listRuns({}, fixture), { items: [], total: 403, next: "17" });
    assert.deepEqual(await client.listRuns({ page: "17" }, fixture), { items: [], total: 403 });
    assert.equal(other.requests.length, 0);
  });

  it("asks for runs by their ids, a hundred at a time, and for nothing that is no id", async () => {
    const { server, client } = await connect((reply) => reply.json({ ...EMPTY_LIST, data: [RUN.data] }));
    const ids = Array.from({ length: 101 }, (_, index) => `${index}`);
    const asked = { ids: ["1,2", "", ...ids, ...ids, "x".repeat(101)], projectId: "7" };
    const { runs } = await client.getRuns(asked, fixture);
    const queries = server.requests.map(({ query }) => [query["filter[id]"], query["filter[project_id]"]]);
    assert.deepEqual(queries, [
      [ids.slice(0, 100).join(","), "7"],
      ["100", "7"],
    ]);
    assert.deepEqual([...runs.keys()], ["9"]);
    assert.equal((await client.getRuns({ ids: ["a,b"] }, fixture)).runs.size, 0);
    assert.equal(server.requests.length, 2);
  });

  it("keeps params, tags and facets that are no texts as they were written, of a run and of each of a page", async () => {
    const params = '[{"key":"seed","value":12345678901234567890},{"key":"lr","value":1.0},{"key":"s","value":1e400},';
    const more =
      '{"key":"layers","value":{"b":1.50,"a":[2.0],"b":3}},{"key":"name","value":"a\\u0062"},{"key":"no","value":null}]';
    const tags = '[{"key":"stage","value":1.0}]';
    const run = `{"id":"9","attributes":{"project_id":7,"params":${params}${more},"tags":${tags}}}`;
    const { client } = await connect((reply, { path }) =>
      reply.bytes(
        path.endsWith("facet-values")
          ? '{"data":{"attributes":{"facet_name":"seed","values":[12345678901234567890,"x",1.0]}}}'
          : path.endsWith("/runs")
            ? `{"data":[{"id":"8","attributes":{"project_id":7}},${run}],"meta":{"page":{"total":2,"next_number":null}}}`
            : `{"data":${run}}`,
      ),
    );
    for (const { params: given, tags: marks } of [
      (await client.listRuns({}, fixture)).items[1]!,
      await client.getRun("9", fixture),
    ]) {
      assert.deepEqual(
        given.list().map(({ key, value }) => `${key}=${value}`),
        ["seed=12345678901234567890", "lr=1.0", "s=1e400", 'layers={"b":1.50,"a":[2.0],"b":3}', "name=ab", "no="],
      );
      assert.deepEqual(marks, [{ key: "stage", value: "1.0" }]);
    }
    const { values } = await client.listRunFacetValues({ projectId: "7", type: "parameter", name: "seed" }, fixture);
    assert.deepEqual(values, ["12345678901234567890", "x", "1.0"]);
  });

  it("reads a file's bytes as they come", async () => {
    const bytes = Buffer.from([0, 255, 128, 10]);
    const { client } = await connect((reply) => reply.bytes(bytes));
    const { size, body } = await client.readContent({ projectId: "7", path: "weights.bin" }, fixture);
    const chunks: Uint8Array[] = [];
    for await (const chunk of body) {
      chunks.push(chunk);
    }
    assert.equal(size, 4);
    assert.deepEqual(Buffer.concat(chunks), bytes);
  });

  it("lets no id lead to another operation", async () => {
    const { server, client } = await connect((reply) => reply.json(RUN));
    for (const id of ["..", ".", ""]) {
      await failure(client.getRun(id, fixture), "badRequest");
    }
    assert.equal(server.requests.length, 0);
    await client.getRun("9/../../../v1/keys?a#b", fixture);
    assert.equal(server.requests[0]?.path, `${ROOT}/runs/9%2F..%2F..%2F..%2Fv1%2Fkeys%3Fa%23b`);
  });

  it("passes on what the service says", async () => {
    const errors = [{ title: "Generic Error", detail: "run not found" }];
    const { client } = await connect((reply) => reply.json({ errors }, { status: 404 }));
    assert.equal((await failure(client.getRun("9", fixture), "notFound")).message, "run not found");
    assert.equal((await failure(client.deleteRun("9", fixture), "notFound")).message, "run not found");
  });

  it("closes its connections when it is disposed", async () => {
    const { client } = await connect((reply) => reply.hang());
    const work = client.listProjects({}, fixture);
    client.dispose();
    await assert.rejects(work, { name: "AbortError" });
  });
});
