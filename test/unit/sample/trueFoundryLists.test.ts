import assert from "node:assert/strict";
import { TrueFoundryFixture, type WireItem, type WireRepo, type WireVersion } from "./trueFoundryFixture";

describe("sample server: TrueFoundry's lists", () => {
  let hub: TrueFoundryFixture;
  before(async () => {
    hub = await TrueFoundryFixture.start();
  });
  after(() => hub.close());

  it("lists some ML repos, pages them, finds one by its name and one by its id", async () => {
    const { data, pagination } = await hub.page<WireRepo>("/ml-repos");
    assert.deepEqual(pagination, { total: 11, offset: 0, limit: 100 });
    const second = await hub.page<WireRepo>("/ml-repos", { offset: "4", limit: "4" });
    assert.deepEqual(second, { data: data.slice(4, 8), pagination: { total: 11, offset: 4, limit: 4 } });
    const repo = await hub.repo("support-assistant");
    assert.equal(repo.tenant_name, "acme");
    assert.equal(repo.manifest.type, "ml-repo");
    assert.match(repo.manifest.description ?? "", /\*\*support assistant\*\*/);
    assert.deepEqual(await hub.send(`/ml-repos/${repo.id}`), { data: repo });
    await hub.send("/ml-repos/1", { status: 404 });
    assert.equal((await hub.page("/ml-repos", { name: "Support-Assistant" })).pagination.total, 0);
  });

  it("counts in each repo what is listed below it; the empty one counts nothing", async () => {
    for (const { id, artifact_type_counts: counts } of (await hub.page<WireRepo>("/ml-repos")).data) {
      const artifacts = await hub.page("/artifacts", { ml_repo_id: id, limit: "1" });
      const models = await hub.page("/models", { ml_repo_id: id, limit: "1" });
      assert.deepEqual(
        { artifact: artifacts.pagination.total, model: models.pagination.total },
        counts ?? { artifact: 0, model: 0 },
      );
    }
    assert.ok(!("num_runs" in (await hub.repo("scratch"))));
  });

  it("needs two pages for one repo's artifacts, and never gives more than 100 at once", async () => {
    const { id } = await hub.repo("lora-grid");
    const first = await hub.page<WireItem>("/artifacts", { ml_repo_id: id, limit: "500" });
    assert.deepEqual(first.pagination, { total: 137, offset: 0, limit: 100 });
    const rest = await hub.page<WireItem>("/artifacts", { ml_repo_id: id, offset: "100" });
    const all = [...first.data, ...rest.data];
    assert.equal(new Set(all.map((item) => item.id)).size, 137);
    assert.equal(new Set(all.map((item) => item.name)).size, 137);
    assert.deepEqual(
      all.map((item) => item.updated_at),
      all
        .map((item) => item.updated_at)
        .sort()
        .reverse(),
    );
    assert.deepEqual((await hub.page("/artifacts", { ml_repo_id: id, offset: "999" })).data, []);
  });

  it("finds artifacts and models by name, fully qualified name and run, empty ones on demand", async () => {
    const artifact = await hub.only<WireItem>("/artifacts", { name: "reports/weekly summary" });
    assert.equal(artifact.fqn, "artifact:acme/support-assistant/reports/weekly summary");
    assert.equal((await hub.only<WireItem>("/artifacts", { fqn: artifact.fqn })).id, artifact.id);
    assert.equal((await hub.page("/models", { fqn: artifact.fqn })).pagination.total, 0);
    const empty = await hub.only<WireItem>("/artifacts", { name: "placeholder" });
    assert.ok(!("latest_version" in empty));
    const filled = await hub.page("/artifacts", { name: "placeholder", include_empty_artifacts: "false" });
    assert.equal(filled.pagination.total, 0);
    assert.equal((await hub.page("/models", { name: "e5-ja-int8" })).pagination.total, 1);
    const none = await hub.page("/models", { name: "e5-ja-int8", include_empty_models: "false" });
    assert.equal(none.pagination.total, 0);
    const { manifest } = (await hub.only<WireItem>("/models", { name: "qwen36-support-lora" })).latest_version!;
    const ofRun = await hub.page<WireItem>("/models", { run_id: manifest.run_id ?? "" });
    const model = ofRun.data.find(({ name }) => name === "qwen36-support-lora");
    assert.ok(model?.run_steps?.includes(manifest.step ?? -1));
  });

  it("has names that need care", async () => {
    for (const name of ["Auswertung (März) 100%", "glossar/Fachbegriffe #1", "評価/結果"]) {
      const artifact = await hub.only<WireItem>("/artifacts", { name });
      assert.equal((await hub.page("/artifact-versions", { fqn: artifact.fqn })).pagination.total > 0, true);
    }
  });

  it("lists more than 60 versions of one model, the newest first", async () => {
    const { data, pagination } = await hub.page<WireVersion>("/model-versions", { name: "qwen36-support-lora" });
    assert.ok(pagination.total > 60);
    assert.deepEqual(
      data.map(({ manifest }) => manifest.version),
      data.map((_, index) => pagination.total - index),
    );
    const times = data.map((version) => version.created_at);
    assert.deepEqual(times, [...times].sort().reverse());
    assert.ok(data.some(({ manifest }) => manifest.run_id === undefined) && data.some(({ tags }) => tags.length === 0));
    const [newest] = data;
    assert.equal(newest?.fqn, `model:acme/support-assistant/qwen36-support-lora:${pagination.total}`);
    assert.match(newest.usage_code_snippet, new RegExp(`get_model_version_by_fqn\\(\\s+fqn="${newest.fqn}"`));
    assert.match(newest.manifest.source.uri, /^s3:\/\/\S+$/);
    assert.equal(newest.manifest.type, "model-version");
    assert.ok(newest.model_id !== undefined && newest.artifact_id === undefined);
  });

  it("tells of runs that Model Lab has, too", async () => {
    const { manifest } = await hub.latest("model", "qwen36-support-lora");
    const runs = await hub.sample.runs({ "filter[project_id]": "2387" });
    const roots = await Promise.all(runs.slice(0, 40).map(({ id }) => hub.sample.directory(id)));
    assert.ok(roots.some(({ path_in_project: root }) => root === `${manifest.run_id}/artifacts`));
  });

  it("filters versions by each of its parameters, and by all of them at once", async () => {
    const all = (await hub.page<WireVersion>("/model-versions", { name: "qwen36-support-lora" })).data;
    const count = async (query: Readonly<Record<string, string>> | URLSearchParams): Promise<number> =>
      (await hub.page("/model-versions", query)).pagination.total;
    const [newest] = all;
    const modelId = newest?.model_id ?? "";
    assert.equal(await count({ model_id: modelId }), all.length);
    assert.equal(await count({ model_id: modelId, version: "latest" }), 1);
    assert.equal(await count({ model_id: modelId, version: "3" }), 1);
    assert.equal(await count({ model_id: modelId, version: "999" }), 0);
    assert.equal(await count({ model_id: modelId, tag: "production" }), 1);
    assert.ok((await count({ tag: "production" })) > 5);
    assert.equal(await count({ fqn: newest?.fqn ?? "" }), 1);
    assert.equal(await count({ fqn: "model:acme/support-assistant/qwen36-support-lora" }), all.length);
    assert.ok((await count({ ml_repo_id: newest?.ml_repo_id ?? "" })) > all.length);
    const runs = [...new Set(all.flatMap(({ manifest }) => manifest.run_id ?? []))].slice(0, 2);
    const steps = [...new Set(all.flatMap(({ manifest }) => manifest.step ?? []))].slice(0, 2);
    const isOf = (version: WireVersion): boolean => runs.includes(version.manifest.run_id ?? "");
    const isAt = (version: WireVersion): boolean => steps.includes(version.manifest.step ?? -1);
    const ofRuns = runs.map((run): [string, string] => ["run_ids", run]);
    const atSteps = steps.map((step): [string, string] => ["run_steps", String(step)]);
    const name: [string, string] = ["name", "qwen36-support-lora"];
    assert.equal(await count(new URLSearchParams([name, ...ofRuns])), all.filter(isOf).length);
    assert.equal(await count(new URLSearchParams([name, ...atSteps])), all.filter(isAt).length);
    const both = all.filter((version) => isOf(version) && isAt(version)).length;
    assert.equal(await count(new URLSearchParams([name, ...ofRuns, ...atSteps])), both);
  });

  it("gets one version by its id, of artifacts and models apart", async () => {
    const artifact = await hub.latest("artifact", "support-eval");
    assert.deepEqual(await hub.send(`/artifact-versions/${artifact.id}`), { data: artifact });
    await hub.send(`/model-versions/${artifact.id}`, { status: 404 });
    const model = await hub.latest("model", "llama-3.2-1b-support");
    assert.deepEqual(await hub.send(`/model-versions/${model.id}`), { data: model });
    await hub.send(`/artifact-versions/${model.id}`, { status: 404 });
    await hub.send("/artifact-versions/nothing", { status: 404 });
  });

  it("shows internal metadata on demand alone", async () => {
    const query = { name: "support-eval", version: "latest" };
    const plain = await hub.only<WireVersion>("/artifact-versions", query);
    const whole = await hub.only<WireVersion>("/artifact-versions", { ...query, include_internal_metadata: "true" });
    assert.ok(!(".truefoundry" in plain.manifest.metadata) && ".truefoundry" in whole.manifest.metadata);
  });

  it("names the parameter that is bad", async () => {
    for (const query of [
      "limit=0",
      "limit=x",
      "offset=-1",
      "version=new",
      "run_steps=a",
      "include_internal_metadata=x",
    ]) {
      interface Answer {
        readonly detail: readonly { readonly loc: readonly (string | number)[] }[];
      }
      const { detail } = await hub.send<Answer>(`/artifact-versions?${query}`, { status: 422 });
      assert.deepEqual(detail[0]?.loc.slice(0, 2), ["query", query.slice(0, query.indexOf("="))]);
    }
  });

  it("stands under both base paths, and nowhere else", async () => {
    const { origin } = hub.sample.server;
    const headers = { Authorization: "Bearer a-token" };
    const newer = await fetch(`${origin}/api/svc/v1/ml-repos?limit=3`, { headers });
    assert.deepEqual(await newer.json(), await hub.page("/ml-repos", { limit: "3" }));
    assert.equal((await fetch(`${origin}/api/ml/v2/ml-repos`, { headers })).status, 404);
    await hub.send("/nothing", { status: 404 });
    await hub.post("/ml-repos", {}, 404);
  });

  it("gives the same answers to the same questions at the same time, on any server", async () => {
    const twin = await TrueFoundryFixture.start();
    for (const path of ["/ml-repos", "/artifacts", "/models", "/artifact-versions", "/model-versions"]) {
      assert.deepEqual(await twin.page(path), await hub.page(path));
    }
    await twin.close();
  });

  it("shows another organization's repos, and keeps what was published from deleted runs", async () => {
    const other = await TrueFoundryFixture.start({ dataset: "other" });
    const repos = (await other.page<WireRepo>("/ml-repos")).data;
    assert.deepEqual(
      repos.map(({ manifest }) => manifest.name),
      ["field-notes", "wind-power"],
    );
    const runs = await other.sample.runs();
    await Promise.all(
      runs.slice(0, 50).map(({ id }) => other.sample.fetch(`/api/v2/model-lab-api/runs/${id}`, { method: "DELETE" })),
    );
    assert.deepEqual((await other.page<WireRepo>("/ml-repos")).data, repos);
    await other.close();
  });
});
