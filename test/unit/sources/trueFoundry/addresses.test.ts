import assert from "node:assert/strict";
import { parseFqn } from "../../../../src/sources/trueFoundry/find/named";
import { failure } from "../../../support/httpFixture";
import { page, ROOT, TrueFoundryFixture, wireArtifact, wireVersion } from "./trueFoundryFixture";

const REPO = "trueFoundry/cp/repo/r1";
const ARTIFACT = `${REPO}/artifacts/artifact/a1`;

describe("locate", () => {
  let fixture: TrueFoundryFixture;
  beforeEach(() => (fixture = new TrueFoundryFixture()));
  afterEach(() => fixture.close());

  async function locate(text: string, answer: unknown) {
    const { server, source } = await fixture.source((reply) => reply.json(answer));
    return { ids: await source.addresses.locate(text, fixture), requests: server.requests };
  }

  it("finds a version by its number with one request", async () => {
    const { ids, requests } = await locate(" artifact:acme/nlp/corpus:3\n", page([wireVersion(3)]));
    assert.deepEqual(ids, [REPO, `${REPO}/artifacts`, ARTIFACT, `${ARTIFACT}/version/id-3`]);
    assert.equal(requests.length, 1);
    assert.equal(requests[0]?.path, `${ROOT}/artifact-versions`);
    assert.deepEqual(requests[0].query, { fqn: "artifact:acme/nlp/corpus:3", limit: "1" });
  });

  it("finds the latest version of a model", async () => {
    const model = wireArtifact({ id: "m1", fqn: "model:acme/nlp/qwen", latest_version: { manifest: { version: 9 } } });
    const answer = page([model, wireVersion(9, { fqn: "model:acme/nlp/qwen:9", model_id: "m1" })]);
    const { ids, requests } = await locate("model:acme/nlp/qwen:latest", answer);
    assert.equal(ids?.at(-1), `${REPO}/models/artifact/m1/version/id-9`);
    assert.deepEqual(
      requests.map(({ path, query }) => [path, query]),
      [
        [`${ROOT}/models`, { fqn: "model:acme/nlp/qwen", limit: "1" }],
        [`${ROOT}/model-versions`, { fqn: "model:acme/nlp/qwen:9", limit: "1" }],
      ],
    );
  });

  it("finds a model and a model's version by their ids", async () => {
    const model = await locate("model/m1", { data: wireArtifact({ id: "m1" }) });
    assert.deepEqual(model.ids, [REPO, `${REPO}/models`, `${REPO}/models/artifact/m1`]);
    const version = await locate("model-version/id-9", { data: wireVersion(9, { model_id: "m1" }) });
    assert.equal(version.ids?.at(-1), `${REPO}/models/artifact/m1/version/id-9`);
    assert.deepEqual(
      [...model.requests, ...version.requests].map(({ path }) => path),
      [`${ROOT}/models/m1`, `${ROOT}/model-versions/id-9`],
    );
  });

  it("finds an artifact and a model", async () => {
    const artifact = await locate("artifact:acme/nlp/corpus", page([wireArtifact()]));
    assert.deepEqual(artifact.ids, [REPO, `${REPO}/artifacts`, ARTIFACT]);
    assert.deepEqual(artifact.requests[0]?.query, { fqn: "artifact:acme/nlp/corpus", limit: "1" });
    const model = await locate("model:acme/nlp/qwen", page([wireArtifact({ id: "m1", fqn: "model:acme/nlp/qwen" })]));
    assert.deepEqual(model.ids, [REPO, `${REPO}/models`, `${REPO}/models/artifact/m1`]);
    assert.equal(model.requests[0]?.path, `${ROOT}/models`);
  });

  for (const text of [
    "",
    "corpus",
    "artifact:acme/nlp",
    "artifact:acme/nlp/corpus:",
    "artifact:acme/nlp/corpus:v 3",
    "artifact:acme/nlp/corpus:3:4",
    "artifact:acme//corpus:3",
    "artifact:acme/nlp/cor pus:3",
    "prompt:acme/nlp/corpus:3",
    "https://app.truefoundry.com/ml-repos/1",
  ]) {
    it(`does not take "${text}" for an address, and sends nothing`, async () => {
      const { ids, requests } = await locate(text, page([]));
      assert.deepEqual([ids, requests.length], [undefined, 0]);
    });
  }

  it("says so when nothing bears a name", async () => {
    const version = await failure(locate("artifact:acme/nlp/corpus:3", page([])), "notFound");
    assert.equal(version.message, "the service has no version of this name");
    const latest = await failure(locate("artifact:acme/nlp/corpus:latest", page([])), "notFound");
    assert.equal(latest.message, "the service has no artifact of this name");
    const { message } = await failure(locate("model:acme/nlp/x", page([])), "notFound");
    assert.equal(message, "the service has no model of this name");
  });

  it("does not take something else for what was asked", async () => {
    await failure(locate("artifact:acme/nlp/corpus:3", page([wireVersion(4)])), "notFound");
    await failure(locate("artifact:acme/nlp/corp:latest", page([wireVersion(4)])), "notFound");
    await failure(locate("artifact:acme/nlp/other", page([wireArtifact()])), "notFound");
  });

  it("passes on what the service says, and what it does not", async () => {
    const { source } = await fixture.source((reply) => reply.json({ detail: "no such repo" }, { status: 404 }));
    const { message } = await failure(source.addresses.locate("artifact:a/b/c:1", fixture), "notFound");
    assert.equal(message, "no such repo");
    await failure(locate("artifact:acme/nlp/corpus:3", page([wireVersion(3, { ml_repo_id: null })])), "badResponse");
  });

  it("takes names with slashes, and numbers with zeros before them", async () => {
    assert.deepEqual(parseFqn("model:acme/nlp/qwen/lora:12"), {
      type: "model",
      artifact: "model:acme/nlp/qwen/lora",
      version: "12",
    });
    const { ids } = await locate("artifact:acme/nlp/corpus:003", page([wireVersion(3)]));
    assert.equal(ids?.length, 4);
  });
});
