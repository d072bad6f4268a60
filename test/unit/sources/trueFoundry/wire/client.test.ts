import assert from "node:assert/strict";
import type { ApiErrorKind } from "../../../../../src/http/apiError";
import { withQuery } from "../../../../../src/http/requestPath";
import type { TrueFoundryClient } from "../../../../../src/sources/trueFoundry/wire/client";
import { versionListQuery } from "../../../../../src/sources/trueFoundry/wire/listQuery";
import { ApiPaths } from "../../../../../src/sources/trueFoundry/wire/apiPaths";
import { apiPathsOf } from "../../../../../src/sources/trueFoundry/wire/operations";
import type { Reply } from "../../../../support/faultServer";
import { failure } from "../../../../support/httpFixture";
import {
  filePage,
  wireArtifact,
  page,
  ROOT,
  SIGNED_URL,
  TOKEN,
  TrueFoundryFixture,
  wireRepo,
  wireVersion,
} from "../trueFoundryFixture";
import type { CallOptions } from "../../../../../src/sources/contract/entry";

const VERSION = { type: "version", id: "v1" } as const;

interface Operation {
  readonly call: (client: TrueFoundryClient, options: CallOptions) => Promise<unknown>;
  readonly sends: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly answer: unknown;
  /** What its answer must have. */
  readonly needs?: string;
  readonly isSentOnce?: true;
}

const LIST = { answer: page([]), needs: "data" };
const OPERATIONS: Readonly<Record<string, Operation>> = {
  listRepos: { call: (client, options) => client.listRepos({}, options), sends: "GET /ml-repos", ...LIST },
  "listRepos with everything": {
    call: (client, options) => client.listRepos({ name: "nlp & co", offset: 100, limit: 50 }, options),
    sends: "GET /ml-repos",
    query: { name: "nlp & co", offset: "100", limit: "50" },
    ...LIST,
  },
  getRepo: {
    call: (client, options) => client.getRepo("r1", options),
    sends: "GET /ml-repos/r1",
    answer: { data: wireRepo() },
    needs: "id",
  },
  listArtifacts: {
    call: (client, options) =>
      client.listArtifacts(
        "artifact",
        { repoId: "r1", fqn: "artifact:a/b/c", name: "c", runId: "7", includeEmpty: true, offset: 0, limit: 100 },
        options,
      ),
    sends: "GET /artifacts",
    query: {
      ml_repo_id: "r1",
      fqn: "artifact:a/b/c",
      name: "c",
      run_id: "7",
      include_empty_artifacts: "true",
      offset: "0",
      limit: "100",
    },
    ...LIST,
  },
  "listArtifacts of models": {
    call: (client, options) => client.listArtifacts("model", { repoId: "r1", includeEmpty: false }, options),
    sends: "GET /models",
    query: { ml_repo_id: "r1", include_empty_models: "false" },
    ...LIST,
  },
  listVersions: {
    call: (client, options) =>
      client.listVersions(
        "artifact",
        {
          artifactId: "a1",
          repoId: "r1",
          fqn: "artifact:a/b/c:3",
          name: "c",
          tag: "prod",
          version: "latest",
          runIds: ["7"],
          runSteps: ["100"],
          includeInternalMetadata: true,
          offset: 200,
          limit: 100,
        },
        options,
      ),
    sends: "GET /artifact-versions",
    query: {
      artifact_id: "a1",
      ml_repo_id: "r1",
      fqn: "artifact:a/b/c:3",
      name: "c",
      tag: "prod",
      version: "latest",
      run_ids: "7",
      run_steps: "100",
      include_internal_metadata: "true",
      offset: "200",
      limit: "100",
    },
    ...LIST,
  },
  "listVersions of models": {
    call: (client, options) => client.listVersions("model", { artifactId: "m1", version: "4" }, options),
    sends: "GET /model-versions",
    query: { model_id: "m1", version: "4" },
    ...LIST,
  },
  getVersion: {
    call: (client, options) => client.getVersion("artifact", "v1", options),
    sends: "GET /artifact-versions/v1",
    answer: { data: wireVersion(3) },
    needs: "id",
  },
  "listFiles of the root": {
    call: (client, options) => client.listFiles({ holder: VERSION, path: "" }, options),
    sends: "POST /artifact-versions/files",
    body: { id: "v1" },
    answer: filePage([]),
    needs: "data",
  },
  "listFiles of a directory's second page": {
    call: (client, options) =>
      client.listFiles({ holder: VERSION, path: "ä b/c", limit: 1000, cursor: "pageToken:t/2" }, options),
    sends: "POST /artifact-versions/files",
    body: { id: "v1", path: "ä b/c", limit: 1000, pageToken: "t/2" },
    answer: filePage([]),
    needs: "data",
  },
  "getVersion of a model": {
    call: (client, options) => client.getVersion("model", "v1", options),
    sends: "GET /model-versions/v1",
    answer: { data: wireVersion(3) },
    needs: "id",
  },
  "getArtifact of a model": {
    call: (client, options) => client.getArtifact("model", "m1", options),
    sends: "GET /models/m1",
    answer: { data: wireArtifact() },
    needs: "id",
  },
  signedUrls: {
    call: (client, options) => client.signedUrls(VERSION, ["a.txt", "b/c.bin"], options),
    sends: "POST /artifact-versions/signed-urls",
    body: { id: "v1", paths: ["a.txt", "b/c.bin"], operation: "READ" },
    answer: { data: [{ path: "a.txt", signed_url: SIGNED_URL }] },
    needs: "data",
  },
  setTags: {
    call: (client, options) =>
      client.setTags({ type: "artifact", versionId: "v1", tags: ["prod"], force: true }, options),
    sends: "PUT /artifact-versions/tags",
    body: { artifact_version_id: "v1", tags: ["prod"], force: true },
    answer: {},
    isSentOnce: true,
  },
};

/** Answers that go wrong, each with what becomes of it. The service echoes the token wherever it can. */
const FAULTS: readonly (readonly [string, ApiErrorKind, (reply: Reply) => void])[] = [
  ["401", "auth", refusal(401)],
  ["403", "forbidden", refusal(403)],
  ["404", "notFound", refusal(404)],
  ["422", "badRequest", refusal(422)],
  ["429", "rateLimited", refusal(429)],
  ["500", "server", refusal(500)],
  ["503", "server", refusal(503)],
  ["a cut connection", "network", (reply) => reply.cut()],
  ["a redirect", "redirect", (reply) => reply.redirect(`https://example.com/?token=${TOKEN}`)],
];
/** Those that only answers with a meaning can have. */
const BAD_BODIES: readonly (readonly [string, (reply: Reply) => void])[] = [
  ["a body that breaks off", (reply) => reply.bytes(`{"data": "${TOKEN}`)],
  ["a web page", (reply) => reply.bytes(`<html>${TOKEN}</html>`, { headers: { "content-type": "text/html" } })],
  ["a list", (reply) => reply.json([TOKEN])],
  ["null", (reply) => reply.json(null)],
  ["an object of another kind", (reply) => reply.json({ detail: TOKEN })],
];

function refusal(status: number): (reply: Reply) => void {
  return (reply) => reply.json({ detail: `refused: Bearer ${TOKEN}` }, { status });
}

describe("TrueFoundryClient", () => {
  let fixture: TrueFoundryFixture;
  beforeEach(() => (fixture = new TrueFoundryFixture()));
  afterEach(() => fixture.close());

  function assertTokenUnseen(message: string): void {
    for (const text of [message, ...fixture.log]) {
      assert.ok(!text.includes(TOKEN), text);
    }
  }

  for (const [name, { call, sends, query = {}, body, answer, needs, isSentOnce }] of Object.entries(OPERATIONS)) {
    it(`${name} asks ${sends}`, async () => {
      const { server, client } = await fixture.connect((reply) => reply.json(answer));
      await call(client, fixture);
      const [request] = server.requests;
      assert.equal(`${request?.method} ${request?.path}`, sends.replace(" ", ` ${ROOT}`));
      assert.deepEqual(request?.query, query);
      assert.deepEqual(request.body === "" ? undefined : JSON.parse(request.body), body);
      assert.equal(request.headers.authorization, `Bearer ${TOKEN}`);
      assert.equal(server.requests.length, 1);
    });

    it(`${name} ${isSentOnce ? "is not" : "may be"} sent again when the connection is lost`, async () => {
      const { server, client } = await fixture.connect((reply, _, number) =>
        number === 1 ? reply.cut() : reply.json(answer),
      );
      await (isSentOnce ? failure(call(client, fixture), "network") : call(client, fixture));
      assert.equal(server.requests.length, isSentOnce ? 1 : 2);
    });

    for (const [fault, kind, act] of FAULTS) {
      it(`${name} fails with ${kind} on ${fault}, without showing the token`, async () => {
        const { client } = await fixture.connect(act);
        assertTokenUnseen((await failure(call(client, fixture), kind)).message);
      });
    }

    for (const [fault, act] of needs === undefined ? [] : BAD_BODIES) {
      it(`${name} understands that ${fault} is no answer`, async () => {
        const { client } = await fixture.connect(act);
        const { message } = await failure(call(client, fixture), "badResponse");
        assertTokenUnseen(message);
        assert.ok(fault !== "an object of another kind" || message === `the answer has no ${needs}`, message);
      });
    }
  }

  it("repeats the names of lists in a query", () => {
    const query = versionListQuery("artifact", { runIds: ["a", "b,c"], runSteps: ["1", "2"] });
    assert.equal(withQuery("", query), "?run_ids=a&run_ids=b%2Cc&run_steps=1&run_steps=2");
  });

  it("keeps signed URLs and queries out of the log", async () => {
    const { client } = await fixture.connect((reply) =>
      reply.json({ data: [{ path: "a.txt", signed_url: SIGNED_URL }] }),
    );
    assert.deepEqual(await client.signedUrls(VERSION, ["a.txt"], fixture), [{ path: "a.txt", url: SIGNED_URL }]);
    assert.equal(fixture.log.length, 1);
    assert.ok(!fixture.log.join().includes("bucket"), fixture.log.join());
  });

  it("leaves a signed URL out that can't be understood, and out of the log", async () => {
    const { client } = await fixture.connect((reply) => reply.json({ data: [{ path: 7, signed_url: SIGNED_URL }] }));
    assert.deepEqual(await client.signedUrls(VERSION, ["a"], fixture), []);
    assert.ok(!fixture.log.join().includes("bucket"), fixture.log.join());
  });

  it("lets no id lead to another operation", async () => {
    const { server, client } = await fixture.connect((reply) => reply.json({ data: wireVersion(1) }));
    for (const id of ["..", ".", ""]) {
      await failure(client.getRepo(id, fixture), "badRequest");
      await failure(client.getVersion("artifact", id, fixture), "badRequest");
    }
    assert.equal(server.requests.length, 0);
    await client.getVersion("artifact", "1/../../x?a#b", fixture);
    assert.equal(server.requests[0]?.path, `${ROOT}/artifact-versions/1%2F..%2F..%2Fx%3Fa%23b`);
  });

  it("goes below the path of the control plane's URL, when it has one of its own", async () => {
    const { server } = await fixture.connect((reply) => reply.json(page([])));
    for (const [url, path] of [
      [`${server.url}/`, `${ROOT}/ml-repos`],
      [`${server.url}/api/svc/v1`, "/api/svc/v1/ml-repos"],
      [`${server.url}/api/svc/v1/`, "/api/svc/v1/ml-repos"],
    ] as const) {
      await fixture.trueFoundry(url, new ApiPaths(apiPathsOf(url))).listRepos({}, fixture);
      assert.equal(server.requests.at(-1)?.path, path);
    }
  });

  it("closes its connections when it is disposed", async () => {
    const { client } = await fixture.connect((reply) => reply.hang());
    const work = client.listRepos({}, fixture);
    client.dispose();
    await assert.rejects(work, { name: "AbortError" });
  });
});
