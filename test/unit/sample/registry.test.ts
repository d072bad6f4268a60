import assert from "node:assert/strict";
import { RegistryFixture, type WireArtifact } from "./registryFixture";

const BERT = "google-bert/bert-base-uncased";

describe("sample server: artifact registry", () => {
  let registry: RegistryFixture;
  before(async () => {
    registry = await RegistryFixture.start();
  });
  after(() => registry.close());

  const ofTypes = (...types: readonly string[]): readonly unknown[] => [{ name: "*", types }];

  it("lists 1,000 a page, with the next page's offset in a header that the last page does not have", async () => {
    const { items, offsets } = await registry.list(ofTypes("model"));
    assert.deepEqual([items.length, offsets], [1500, ["1000"]]);
    assert.equal(new Set(items.map(({ id }) => id)).size, 1500);
    assert.ok(items.every(({ id }) => /^[A-Za-z0-9-]+$/.test(id)));
    const all = await registry.list([{ name: "*" }]);
    assert.deepEqual([all.items.length, all.offsets], [1920, ["1000"]]);
    assert.deepEqual((await registry.list(ofTypes("dataset"))).offsets, []);
    assert.equal((await registry.list(ofTypes("dataset", "code"))).items.length, 420);
    assert.deepEqual(await registry.post("/artifacts?offset=5000", ofTypes("model")), []);
  });

  it("lists what any of several queries asks for", async () => {
    const { items } = await registry.list([{ name: "squad", types: ["dataset"] }, { name: BERT }]);
    assert.deepEqual(new Set(items.map(({ name }) => name)), new Set(["squad", BERT]));
    assert.deepEqual((await registry.list([])).items, []);
  });

  it("says what is wrong with a list's request", async () => {
    await registry.post("/artifacts", {}, 422);
    await registry.post("/artifacts", [{}], 422);
    await registry.post("/artifacts", ofTypes("weights"), 422);
    await registry.post("/artifacts?offset=x", ofTypes("model"), 422);
    const { detail } = await registry.send<{ detail: { loc: unknown; msg: string; type: string }[] }>("/artifacts", {
      method: "POST",
      body: "[",
      status: 422,
    });
    assert.deepEqual(detail[0], { loc: ["body", 0], msg: "JSON decode error", type: "json_invalid" });
  });

  it("finds exact names, trimmed, sorted by id, several of one name among them", async () => {
    const found = await registry.send<WireArtifact[]>(`/artifact/byName/${encodeURIComponent(BERT)}`);
    assert.deepEqual(
      found.slice(0, 3).map(({ id }) => id),
      ["12345", "12346", "12347"],
    );
    assert.deepEqual(await registry.send(`/artifact/byName/${encodeURIComponent(`  ${BERT} `)}`), found);
    assert.deepEqual(await registry.send(`/artifact/byName/${encodeURIComponent(BERT.toUpperCase())}`), []);
    const types = (await registry.send<WireArtifact[]>("/artifact/byName/squad")).map(({ type }) => type);
    assert.deepEqual(types, ["model", "dataset", "code"]);
    for (const name of ["日本語-bert/ベースモデル", "Größenschätzer (Übung) 100%", "share/checkpoints #3?"]) {
      assert.equal((await registry.send<unknown[]>(`/artifact/byName/${encodeURIComponent(name)}`)).length, 1);
    }
  });

  it("searches names and model cards", async () => {
    const found = await registry.search("bert.*uncased");
    assert.ok(found.length > 5 && found.some(({ name }) => name === BERT));
    assert.ok((await registry.search("^google-bert/bert-base-uncased$")).every(({ name }) => name === BERT));
    const byCard = await registry.search("eight A100 GPUs");
    assert.ok(byCard.length > 10 && byCard.every(({ type }) => type === "model"));
    assert.ok((await registry.search("(?i)ZOË")).length > 0);
  });

  it("answers 404 when nothing matches, and 400 with a reason to what is no regular expression", async () => {
    interface Answer {
      readonly detail: string;
    }
    assert.deepEqual(await registry.post("/artifact/byRegEx", { regex: "no-such-thing-\\d{9}" }, 404), {
      detail: "No artifact found under this regex.",
    });
    const { detail } = await registry.post<Answer>("/artifact/byRegEx", { regex: "bert(" }, 400);
    assert.match(detail, /^Invalid regex: .*[Uu]nterminated/);
    await registry.search("", 400);
    await registry.search("x".repeat(501), 400);
    await registry.search(5, 422);
    await registry.post("/artifact/byRegEx", {}, 422);
  });

  it("gives up on a regular expression that would take for ever", async () => {
    const { detail } = await registry.post<{ detail: string }>(
      "/artifact/byRegEx",
      { regex: "([a-z-]+/?)+[0-9]!$" },
      400,
    );
    assert.match(detail, /too long/);
  });

  it("gives addresses to download, null, or what nothing can open; and sources that are no address", async () => {
    const download = async (type: string, id: string): Promise<string | null> =>
      (await registry.retrieve(type, id)).data.download_url;
    assert.ok((await download("model", "12345"))?.startsWith(registry.sample.server.downloadOrigin));
    assert.equal(await download("model", "12346"), null);
    assert.equal(await download("model", "12347"), "local://download/model/12347");
    assert.equal(await download("dataset", "20002"), null);
    const { metadata, data } = await registry.retrieve("model", "12345");
    assert.deepEqual(metadata, { name: BERT, id: "12345", type: "model" });
    assert.equal(data.url, `https://huggingface.co/${BERT}`);
    assert.equal((await registry.retrieve("code", "30001")).data.url, "https://github.com/google-research/bert");
    assert.equal((await registry.retrieve("model", "12354")).data.url, "built on Zoë's laptop");
    assert.equal((await registry.retrieve("model", "12356")).data.url, "javascript:alert(1)");
  });

  it("tells an artifact that is not there from a type that is none", async () => {
    assert.deepEqual(await registry.send("/artifacts/model/99", { status: 404 }), {
      detail: "Artifact does not exist.",
    });
    await registry.send("/artifacts/dataset/12345", { status: 404 });
    await registry.send("/artifacts/weights/12345", { status: 400 });
    await registry.send("/artifacts/model/a_b", { status: 400 });
    await registry.send("/nothing", { status: 404 });
  });

  it("rates models by scores that agree with each other", async () => {
    type Scores = Readonly<Record<string, number>> & { size_score: Readonly<Record<string, number>> };
    const scores = await registry.send<Scores>("/artifact/model/12345/rate");
    const { size_score: sizes } = scores;
    assert.deepEqual(Object.keys(sizes), ["raspberry_pi", "jetson_nano", "desktop_pc", "aws_server"]);
    assert.deepEqual(Object.values(sizes), Object.values(sizes).sort());
    for (const name of ["net_score", "license", "bus_factor", "reproducibility", "tree_score"]) {
      assert.ok(scores[name] !== undefined && scores[name] >= 0 && scores[name] <= 1, name);
      assert.ok((scores[`${name}_latency`] ?? 0) > 0);
    }
    await registry.send("/artifact/model/20001/rate", { status: 404 });
  });

  it("tells what a model was made from, in either of the two wordings, and what that costs", async () => {
    interface Lineage {
      readonly nodes: readonly Readonly<Record<string, string>>[];
      readonly edges: readonly Readonly<Record<string, string>>[];
    }
    const whole = await registry.send<Lineage>("/artifact/model/12351/lineage");
    const ids = whole.nodes.map((node) => node["artifact_id"]);
    assert.deepEqual(ids.slice(0, 2), ["12351", "12345"]);
    assert.ok(
      whole.edges.every((edge) =>
        [edge["from_node_artifact_id"], edge["to_node_artifact_id"]].every((id) => ids.includes(id)),
      ),
    );
    const terse = await registry.send<Lineage>("/artifact/model/12350/lineage");
    assert.ok(terse.edges.some((edge) => edge["parent"] === "12345" && edge["child"] === "12350"));
    type Costs = Record<string, { standalone_cost?: number; total_cost: number }>;
    const alone = await registry.send<Costs>("/artifact/model/12351/cost");
    assert.deepEqual(Object.keys(alone), ["12351"]);
    const all = await registry.send<Costs>("/artifact/model/12351/cost?dependency=true");
    assert.deepEqual(Object.keys(all).sort(), [...new Set(ids)].sort());
    const sum = Object.values(all).reduce((total, { standalone_cost: cost = 0 }) => total + cost, 0);
    assert.ok(Math.abs((all["12351"]?.total_cost ?? 0) - sum) < 0.01);
    assert.equal(all["12351"]?.standalone_cost, alone["12351"]?.total_cost);
  });

  it("deletes an artifact until it is reset", async () => {
    await registry.send("/artifacts/model/12345", { method: "DELETE" });
    await registry.send("/artifacts/model/12345", { status: 404 });
    await registry.send("/artifacts/model/12345", { method: "DELETE", status: 404 });
    const left = await registry.send<WireArtifact[]>(`/artifact/byName/${encodeURIComponent(BERT)}`);
    assert.equal(left[0]?.id, "12346");
    assert.equal((await registry.list(ofTypes("model"))).items.length, 1499);
    registry.sample.server.reset();
    await registry.retrieve("model", "12345");
  });

  it("is well, with a path prefix and without one", async () => {
    await registry.send("/health");
    assert.ok(registry.sample.server.systems.registry.baseUrl.endsWith("/prod/api"));
    const bare = await fetch(`${registry.sample.server.origin}/artifacts/model/12346`);
    assert.deepEqual(await bare.json(), await registry.retrieve("model", "12346"));
    assert.equal(registry.sample.server.requests.at(-1)?.service, "registry");
  });

  it("wants a token only when it was given one", async () => {
    assert.deepEqual(registry.sample.server.systems.registry.keys, {});
    const guarded = await RegistryFixture.start({ registryToken: "a-registry-token" });
    assert.deepEqual(guarded.sample.server.systems.registry.keys, { token: "a-registry-token" });
    for (const headers of [{}, { "X-Authorization": "bearer wrong" }, { "X-Authorization": "a-registry-token" }]) {
      const { detail } = await guarded.send<{ detail: string }>("/artifacts/model/12345", { headers, status: 403 });
      assert.match(detail, /Authentication failed/);
    }
    await guarded.send("/artifacts/model/12345", { headers: { "X-Authorization": "bearer a-registry-token" } });
    await guarded.send("/artifacts/model/12345", { headers: { "X-Authorization": "Bearer a-registry-token" } });
    await guarded.send("/health");
    await guarded.close();
  });

  it("gives the same answers on any server", async () => {
    const twin = await RegistryFixture.start();
    assert.deepEqual(await twin.list([{ name: "*" }]), await registry.list([{ name: "*" }]));
    await twin.close();
  });

  it("checks licenses, and tells of audits, tracks and components", async () => {
    const check = (github_url: string, status = 200) =>
      registry.post<unknown>("/artifact/model/12345/license-check", { github_url }, status);
    assert.equal(await check("https://github.com/google-research/bert"), false);
    await check("https://example.com/x", 404);
    const audit = await registry.send<{ action: string; date: string }[]>("/artifact/model/12345/audit");
    assert.deepEqual(
      audit.map(({ action, date }) => [action, date]),
      [
        ["UPDATE", "2026-02-03T00:00:00.000Z"],
        ["CREATE", "2026-02-02T00:00:00.000Z"],
      ],
    );
    assert.deepEqual(await registry.send("/tracks"), { plannedTracks: ["Performance track"] });
    assert.equal((await registry.send<{ components: unknown[] }>("/health/components")).components.length, 1);
  });
});
