import assert from "node:assert/strict";
import { parseBaseUrl } from "../../../../src/http/baseUrl";
import type { Network, Site } from "../../../../src/sources/contract/system";
import { TRUE_FOUNDRY } from "../../../../src/sources/trueFoundry/trueFoundrySystem";
import type { Handler } from "../../../support/faultServer";
import { page, ROOT, TOKEN, TrueFoundryFixture, wireRepo } from "./trueFoundryFixture";

const KEYS = { token: TOKEN };

describe("TRUE_FOUNDRY", () => {
  let fixture: TrueFoundryFixture;
  let network: Network;
  beforeEach(() => {
    fixture = new TrueFoundryFixture();
    network = { userAgent: "ml-artifact-explorer/1.2.3", proxy: {}, log: (line) => fixture.log.push(line) };
  });
  afterEach(() => fixture.close());

  const siteOf = (baseUrl: string): Site => ({ id: baseUrl, name: "cp", baseUrl, keyPages: {} });

  async function check(handler: Handler) {
    const server = await fixture.serve(handler);
    const verdict = await TRUE_FOUNDRY.checkKeys(siteOf(server.url), KEYS, network, fixture);
    return { verdict, requests: server.requests };
  }

  it("is the hosted control plane, unless another one is named", () => {
    const [site, ...others] = TRUE_FOUNDRY.sites;
    assert.deepEqual([site?.id, site?.baseUrl, others], ["https://app.truefoundry.com", site?.id, []]);
    assert.equal(parseBaseUrl(site?.baseUrl ?? "").host, site?.name);
    assert.deepEqual(TRUE_FOUNDRY.settings, {
      site: "mlArtifacts.trueFoundry.baseURL",
      earlier: { "mlArtifacts.trueFoundry.baseURL": "mlArtifacts.trueFoundry.url" },
    });
    assert.equal(TRUE_FOUNDRY.addressVariable, "TFY_HOST");
    assert.deepEqual(TRUE_FOUNDRY.keyFields[0]?.environment, ["TFY_API_KEY"]);
  });

  it("connects with the token, below a scope that holds the whole address", async () => {
    const server = await fixture.serve((reply) => reply.json(page([wireRepo()])));
    const site = siteOf(`${server.url}/api/svc/v1`);
    const source = TRUE_FOUNDRY.connect(site, KEYS, network);
    const { items: entries } = await source.sections(undefined)[0]!.load(undefined, fixture);
    assert.equal(entries[0]?.id, `trueFoundry/${encodeURIComponent(site.id)}/repo/r1`);
    assert.equal(server.requests[0]?.path, "/api/svc/v1/ml-repos");
    assert.equal(server.requests[0].headers.authorization, `Bearer ${TOKEN}`);
    source.dispose();
  });

  it("accepts a token that may list ML repos, with one small request", async () => {
    const { verdict, requests } = await check((reply) => reply.json(page([])));
    assert.deepEqual(verdict, { kind: "valid" });
    assert.deepEqual(
      requests.map(({ path, query }) => [path, query]),
      [[`${ROOT}/ml-repos`, { limit: "1" }]],
    );
  });

  const reasons = { 401: "•••", 403: "••• (not allowed with these keys)" } as const;
  for (const status of [401, 403] as const) {
    it(`blames the token for a ${status}`, async () => {
      const { verdict } = await check((reply) => reply.json({ detail: TOKEN }, { status }));
      assert.deepEqual(verdict, { kind: "wrong", field: TRUE_FOUNDRY.keyFields[0], reason: reasons[status] });
    });
  }

  for (const [name, kind, handler] of [
    ["fails", "server", (reply) => reply.json({ detail: TOKEN }, { status: 500 })],
    ["is something else", "badResponse", (reply) => reply.bytes("<html>")],
    ["is elsewhere", "redirect", (reply) => reply.redirect("https://example.com")],
  ] satisfies readonly (readonly [string, string, Handler])[]) {
    it(`does not blame the token when the service ${name}`, async () => {
      const { verdict } = await check(handler);
      assert.equal(verdict.kind, "unreachable");
      assert.equal(verdict.error.kind, kind);
      assert.ok(!`${verdict.error.message}${fixture.log.join()}`.includes(TOKEN));
    });
  }

  it("does not throw at an address that can't be used", async () => {
    const verdict = await TRUE_FOUNDRY.checkKeys(siteOf("http://cp.example.com"), KEYS, network, fixture);
    assert.equal(verdict.kind, "unreachable");
  });

  it("rejects with the reason when it is aborted", async () => {
    const server = await fixture.serve((reply) => reply.hang());
    const controller = new AbortController();
    const work = TRUE_FOUNDRY.checkKeys(siteOf(server.url), KEYS, network, controller);
    const reason = new Error("cancelled");
    controller.abort(reason);
    await assert.rejects(work, (error) => error === reason);
  });
});
