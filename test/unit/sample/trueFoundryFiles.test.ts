import assert from "node:assert/strict";
import { startSampleServer } from "../../../src/sample/sampleServer";
import { TrueFoundryFixture, type WireFile, type WireItem, type WireVersion } from "./trueFoundryFixture";

describe("sample server: TrueFoundry's files, tags and tokens", () => {
  let hub: TrueFoundryFixture;
  before(async () => {
    hub = await TrueFoundryFixture.start({ isControllable: true, plane: { tokens: "snake_case" } });
  });
  after(() => hub.close());

  const allFiles = async (id: string, path: string, limit?: number): Promise<WireFile[]> => {
    const files: WireFile[] = [];
    let token: string | null | undefined;
    do {
      const page = await hub.files(id, { path, limit, page_token: token ?? undefined });
      files.push(...page.data);
      token = page.pagination.next_page_token;
    } while (typeof token === "string");
    return files;
  };

  it("lists directories and files below a path, with addresses for models only", async () => {
    const { id } = await hub.latest("model", "qwen36-support-lora");
    const { data, pagination } = await hub.files(id);
    assert.deepEqual(pagination, { next_page_token: null, limit: 100 });
    assert.deepEqual(
      data.find(({ path }) => path === "eval"),
      { path: "eval", is_dir: true },
    );
    const weights = data.find(({ path }) => path === "adapter_model.safetensors");
    assert.ok((weights?.file_size ?? 0) > 1e6 && weights?.last_modified !== undefined);
    assert.ok(weights.signed_url?.startsWith(hub.sample.server.downloadOrigin));
    const below = (await hub.files(id, { path: "eval/samples" })).data;
    assert.deepEqual(below, (await hub.files(id, { path: "eval/samples/" })).data);
    assert.ok(below.some(({ path }) => path === "eval/samples/failures"));
    const artifact = await hub.latest("artifact", "support-eval");
    assert.ok((await hub.files(artifact.id)).data.every(({ signed_url: url }) => url === undefined));
  });

  it("has a version without files, and nothing where there is no directory", async () => {
    const empty = await hub.latest("artifact", "empty-upload");
    assert.deepEqual((await hub.files(empty.id)).data, []);
    const { id } = await hub.latest("artifact", "support-eval");
    for (const path of ["nothing", "README.md", "..", "../..", "/etc"]) {
      assert.deepEqual((await hub.files(id, { path })).data, [], path);
    }
    await hub.post("/artifact-versions/files", { id: "nothing" }, 404);
    await hub.post("/artifact-versions/files", {}, 422);
    await hub.post("/artifact-versions/files", [], 422);
    await hub.post("/artifact-versions/files", { id, limit: 0 }, 422);
    await hub.post("/artifact-versions/files", { id, path: 5 }, 422);
    await hub.send("/artifact-versions/files", { method: "POST", body: "{", status: 422 });
  });

  it("pages a directory of thousands of files by opaque tokens, forth and back", async () => {
    const { id } = await hub.latest("artifact", "transcripts");
    const files = await allFiles(id, "predictions", 700);
    assert.equal(files.length, 3000);
    assert.equal(new Set(files.map(({ path }) => path)).size, 3000);
    const first = await hub.files(id, { path: "predictions" });
    assert.equal(first.data.length, 100);
    assert.equal(first.pagination.previous_page_token, undefined);
    const next = { path: "predictions", page_token: first.pagination.next_page_token };
    const second = await hub.files(id, next);
    assert.notDeepEqual(second.data, first.data);
    const back = await hub.files(id, { path: "predictions", page_token: second.pagination.previous_page_token });
    assert.deepEqual(back, first);
    assert.equal((await hub.files(id, { path: "predictions", limit: 5000 })).data.length, 1000);
    for (const page_token of ["", "x", "MTAw"]) {
      await hub.post("/artifact-versions/files", { id, path: "predictions", page_token }, 400);
    }
    await hub.post("/artifact-versions/files", { id, page_token: next.page_token }, 400);
  });

  it("sends exactly as many bytes as it lists, for files of names that need care, too", async () => {
    for (const name of ["Auswertung (März) 100%", "support-eval"]) {
      const { id } = await hub.latest("artifact", name);
      const walk = async (path: string): Promise<WireFile[]> => {
        const files = await allFiles(id, path);
        const nested = await Promise.all(files.map(async (file) => (file.is_dir ? walk(file.path) : [file])));
        return nested.flat();
      };
      for (const { path, file_size: size } of await walk("")) {
        const response = await fetch(await hub.signedUrl(id, path));
        assert.equal(response.status, 200, path);
        assert.equal((await response.arrayBuffer()).byteLength, size, path);
      }
    }
  });

  it("has a file of gigabytes, and sends any part of it", async () => {
    const { id } = await hub.latest("model", "llama-3.2-1b-support");
    const weights = (await hub.files(id)).data.find(({ path }) => path === "model.safetensors");
    assert.ok((weights?.file_size ?? 0) > 2 ** 31);
    const part = await fetch(weights?.signed_url ?? "", { headers: { Range: "bytes=0-20" } });
    assert.equal(part.status, 206);
    assert.match(await part.text(), /\{"__metadata_/);
  });

  it("signs many paths at once, whether or not they are there, but none that lead out", async () => {
    const { id } = await hub.latest("artifact", "support-eval");
    const body = { id, paths: ["README.md", "nothing.txt"], operation: "READ" };
    const { data } = await hub.post<{ data: readonly WireFile[] }>("/artifact-versions/signed-urls", body);
    const [there, missing] = await Promise.all(data.map(({ signed_url: url }) => fetch(url ?? "")));
    assert.deepEqual([there?.status, missing?.status], [200, 404]);
    for (const path of ["../x", "a/../../b", "", "/etc/passwd", "."]) {
      await hub.post("/artifact-versions/signed-urls", { ...body, paths: [path] }, 422);
    }
    await hub.post("/artifact-versions/signed-urls", { ...body, operation: "WRITE" }, 422);
    await hub.post("/artifact-versions/signed-urls", { ...body, paths: "README.md" }, 422);
    await hub.post("/artifact-versions/signed-urls", { id }, 422);
  });

  it("adds tags, moves one that another version has by force only, and forgets them", async () => {
    const tagged = async (number: number): Promise<WireVersion> =>
      hub.only<WireVersion>("/model-versions", { name: "qwen3-8b-dpo", version: String(number) });
    const [old, holder] = [
      await tagged(5),
      await hub.only<WireVersion>("/model-versions", { name: "qwen3-8b-dpo", tag: "production" }),
    ];
    const apply = { artifact_version_id: old.id, tags: ["reviewed", "production"] };
    await hub.send("/artifact-versions/tags", { method: "PUT", json: apply, status: 409 });
    assert.deepEqual((await tagged(5)).tags, []);
    assert.deepEqual(await hub.send("/artifact-versions/tags", { method: "PUT", json: { ...apply, force: true } }), {});
    assert.deepEqual((await tagged(5)).tags, ["reviewed", "production"]);
    assert.deepEqual((await tagged(holder.manifest.version)).tags, []);
    await hub.send("/artifact-versions/tags", {
      method: "PUT",
      json: { artifact_version_id: "nothing", tags: [] },
      status: 404,
    });
    hub.sample.server.reset();
    assert.deepEqual((await tagged(holder.manifest.version)).tags, ["production"]);
  });

  it("says of a token whether it is missing, wrong, expired or may see nothing", async () => {
    const answer = async (authorization?: string): Promise<[number, string]> => {
      const headers: Record<string, string> = authorization === undefined ? {} : { Authorization: authorization };
      const response = await fetch(`${hub.sample.server.origin}/api/ml/v1/ml-repos`, { headers });
      return [response.status, ((await response.json()) as { message?: string }).message ?? ""];
    };
    assert.equal((await answer("Bearer a-token"))[0], 200);
    assert.equal((await answer("bearer a-token"))[0], 200);
    assert.equal((await answer())[0], 401);
    assert.equal((await answer("a-token"))[0], 401);
    assert.deepEqual(await answer("Bearer another"), [401, "Unauthorized: invalid token"]);
    assert.deepEqual(await answer("Bearer expired-a-token"), [401, "Token has expired"]);
    assert.equal((await answer("Bearer no-access-x"))[0], 403);
  });

  it("makes up a token when it is given none, another each time", async () => {
    const servers = await Promise.all([startSampleServer(), startSampleServer()]);
    const [one, other] = servers.map(({ systems }) => systems.trueFoundry.keys["token"]);
    assert.match(one ?? "", /^tfy-[0-9a-f]{48}$/);
    assert.notEqual(one, other);
    await Promise.all(servers.map((server) => server.close()));
  });

  it("records requests with the service they are for, and fails them on demand", async () => {
    hub.sample.server.clearRequests();
    hub.sample.server.respondWith(({ path }) => (path.endsWith("/models") ? { status: 429 } : undefined));
    await hub.send("/models", { status: 429 });
    await hub.page<WireItem>("/artifacts", { limit: "1" });
    assert.deepEqual(
      hub.sample.server.requests.map(({ service, status }) => [service, status]),
      [
        ["trueFoundry", 429],
        ["trueFoundry", 200],
      ],
    );
    hub.sample.server.reset();
  });
});
