import assert from "node:assert/strict";
import { POSIX } from "../../../support/shells";
import { REGISTRY } from "../../../../src/sources/registry/registrySystem";
import type { Keys } from "../../../../src/sources/contract/system";
import type { Handler } from "../../../support/faultServer";
import { failure } from "../../../support/httpFixture";
import { PREFIX, RegistryFixture, TOKEN } from "./registryFixture";

describe("REGISTRY", () => {
  let fixture: RegistryFixture;
  beforeEach(() => (fixture = new RegistryFixture()));
  afterEach(() => fixture.close());

  const siteAt = (baseUrl: string) => ({ id: baseUrl, name: "registry", baseUrl, keyPages: {} });
  const network = () => ({ userAgent: "test", proxy: {}, log: (line: string) => void fixture.log.push(line) });

  async function check(handler: Handler, keys: Keys = { token: TOKEN }) {
    const server = await fixture.serve(handler);
    const verdict = await REGISTRY.checkKeys(siteAt(server.url + PREFIX), keys, network(), fixture);
    return { verdict, requests: server.requests };
  }

  it("asks for its address and for one token, which it can do without", () => {
    assert.deepEqual(REGISTRY.settings, {
      site: "mlArtifacts.registry.baseURL",
      earlier: { "mlArtifacts.registry.baseURL": "mlArtifacts.registry.url" },
    });
    assert.deepEqual(REGISTRY.sites, []);
    assert.deepEqual(REGISTRY.keyFields, [{ name: "token", title: "token", environment: [], isOptional: true }]);
  });

  for (const [keys, header] of [
    [{ token: TOKEN }, `bearer ${TOKEN}`],
    [{ token: ` ${TOKEN}\n` }, `bearer ${TOKEN}`],
    [{ token: `bearer ${TOKEN}` }, `bearer ${TOKEN}`],
    [{ token: `Bearer ${TOKEN}` }, `Bearer ${TOKEN}`],
    [{ token: `Token ${TOKEN}` }, `Token ${TOKEN}`],
    [{ token: `ApiKey v1.${TOKEN}` }, `ApiKey v1.${TOKEN}`],
    [{ token: "  " }, undefined],
    [{}, undefined],
  ] as const) {
    it(`sends ${header === undefined ? "no header" : header.slice(0, 12)} for ${JSON.stringify(keys).slice(0, 20)}`, async () => {
      const { verdict, requests } = await check((reply) => reply.json([]), keys);
      assert.deepEqual(verdict, { kind: "valid" });
      assert.equal(requests[0]?.headers["x-authorization"], header);
      assert.deepEqual(
        requests.map(({ method, path, body }) => [method, path, body]),
        [["POST", `${PREFIX}/artifacts`, '[{"name":"*","types":["code"]}]']],
      );
    });
  }

  const reasons = { 401: "•••", 403: "••• (not allowed with these keys)" } as const;
  for (const status of [401, 403] as const) {
    it(`finds the token wrong behind a ${status}`, async () => {
      const { verdict } = await check((reply) => reply.json({ detail: TOKEN }, { status }));
      assert.deepEqual(verdict, { kind: "wrong", field: REGISTRY.keyFields[0], reason: reasons[status] });
    });
  }

  for (const status of [401, 403]) {
    it(`says behind a ${status} that a token is needed where none is set`, async () => {
      const { verdict } = await check((reply) => reply.json({ detail: "No token." }, { status }), {});
      const reason = "No token (no keys are set)";
      assert.deepEqual(verdict, { kind: "wrong", field: REGISTRY.keyFields[0], reason });
      const silent = await check((reply) => reply.json({}, { status }), {});
      assert.equal(
        silent.verdict.kind === "wrong" && silent.verdict.reason,
        "the service needs keys, and none are set",
      );
    });
  }

  for (const [kind, handler] of Object.entries<Handler>({
    server: (reply) => reply.json({}, { status: 500 }),
    notFound: (reply) => reply.json({}, { status: 404 }),
    badResponse: (reply) => reply.bytes("<html>Sign in</html>", { headers: { "content-type": "text/html" } }),
    redirect: (reply) => reply.redirect("https://elsewhere.example/"),
  })) {
    it(`blames no token for ${kind}`, async () => {
      const { verdict } = await check(handler);
      assert.equal(verdict.kind === "unreachable" && verdict.error.kind, kind);
    });
  }

  it("says of an address that can't be used that it can't be reached", async () => {
    const verdict = await REGISTRY.checkKeys(siteAt("ftp://x"), {}, network(), fixture);
    assert.equal(verdict.kind === "unreachable" && verdict.error.kind, "badRequest");
  });

  it("rejects a check with the reason when it is aborted", async () => {
    const server = await fixture.serve((reply) => reply.hang());
    const controller = new AbortController();
    const work = REGISTRY.checkKeys(siteAt(server.url), {}, network(), controller);
    const reason = new Error("cancelled");
    controller.abort(reason);
    await assert.rejects(work, (error) => error === reason);
  });

  it("connects under ids of its own site, and closes its connections", async () => {
    const server = await fixture.serve((reply) => reply.hang());
    const baseUrl = server.url + PREFIX;
    const source = REGISTRY.connect(siteAt(baseUrl), { token: TOKEN }, network());
    const { items: entries } = await source.sections(undefined)[0]!.load(undefined, fixture);
    assert.equal(entries[0]?.id, `registry/${encodeURIComponent(baseUrl)}/model`);
    const work = source.sections(entries[0])[0]!.load(undefined, fixture);
    source.dispose();
    await assert.rejects(work, { name: "AbortError" });
  });

  it("copies a token's variable only where there is a token", async () => {
    const server = await fixture.serve((reply) => reply.json([{ id: "1", name: "x", type: "model" }]));
    for (const [keys, isNamed] of [
      [{ token: TOKEN }, true],
      [{}, false],
    ] as const) {
      const source = REGISTRY.connect(siteAt(server.url), keys, network());
      const [group] = (await source.sections(undefined)[0]!.load(undefined, fixture)).items;
      const [row] = (await source.sections(group)[0]!.load(undefined, fixture)).items;
      assert.equal(
        (await source.copyText(row!, "curl", { signal: fixture.signal, shell: POSIX })).includes("$REGISTRY_TOKEN"),
        isNamed,
      );
      source.dispose();
    }
  });

  it("writes no token into the log or an error, even when the service echoes it", async () => {
    const server = await fixture.serve((reply, { headers }) =>
      reply.json({ detail: `bad ${String(headers["x-authorization"])}` }, { status: 401 }),
    );
    const source = REGISTRY.connect(siteAt(server.url), { token: TOKEN }, network());
    const { items: entries } = await source.sections(undefined)[0]!.load(undefined, fixture);
    const error = await failure(source.sections(entries[0])[0]!.load(undefined, fixture), "auth");
    assert.ok(fixture.log.length > 0 && !`${error.message}${fixture.log.join()}`.includes(TOKEN));
    source.dispose();
  });
});
