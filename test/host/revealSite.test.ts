import assert from "node:assert/strict";
import { type MessageOptions, window } from "vscode";
import { revealSite } from "../../src/commands/goTo/revealSite";
import type { SampleServer } from "../../src/sample/sampleServer";
import { startSampleServer } from "../../src/sample/sampleServer";
import { REGISTRY } from "../../src/sources/registry/registrySystem";
import { TRUE_FOUNDRY } from "../../src/sources/trueFoundry/trueFoundrySystem";
import { ApiStubs } from "./support/apiStubs";
import { PooledSystems } from "./support/pooledSystems";
import { UserSettings } from "./support/userSettings";

const REGISTRY_URL = "mlArtifacts.registry.baseURL";
const TFY_URL = "mlArtifacts.trueFoundry.baseURL";

describe("revealSite, for a link or an address", () => {
  const settings = new UserSettings();
  const stubs = new ApiStubs();
  let server: SampleServer;
  let questions: string[];
  let details: (string | undefined)[];
  let pooled: PooledSystems;

  before(async () => (server = await startSampleServer()));
  after(() => server.close());
  beforeEach(() => {
    [questions, details] = [[], []];
    stubs.replace(window, "showWarningMessage", (text: string, ...rest: readonly unknown[]) => {
      questions.push(text);
      details.push((rest[0] as MessageOptions).detail);
      return Promise.resolve(rest.at(-1) as never);
    });
  });
  afterEach(async () => {
    stubs.restore();
    pooled.dispose();
    await settings.restore();
  });

  const show = (index: number, site: string) => {
    const [session, setting] = [pooled.sessions[index]!, pooled.settings[index]!];
    return revealSite({ system: session.system, session, setting }, site, { keys: pooled.keys, pool: pooled.pool });
  };

  it("leads from the sample data to a registry that wants no keys and was shown before", async () => {
    const { baseUrl } = server.systems.registry;
    await settings.set(REGISTRY_URL, baseUrl);
    pooled = new PooledSystems([REGISTRY]);
    await settings.set(REGISTRY_URL, "sample");
    await pooled.sessions[0]!.open();
    assert.equal(await show(0, baseUrl), true);
    assert.equal(pooled.pool.shownSite("registry"), baseUrl);
    assert.deepEqual(questions, [`Switch ${REGISTRY.title} to ${new URL(baseUrl).host}?`]);
  });

  it("names the whole address in its question, origin and path, since one host may serve several", async () => {
    const { origin } = server;
    const [own, other] = [`${origin}/prod/api`, `${origin}/other-tenant/api`];
    await settings.set(REGISTRY_URL, other);
    pooled = new PooledSystems([REGISTRY]);
    await settings.set(REGISTRY_URL, own);
    await pooled.sessions[0]!.open();
    await show(0, other);
    const shown = pooled.settings[0]!.siteNamed(own)!.name;
    assert.deepEqual(details, [`It is on ${other}. The view shows ${shown} now.`]);
  });

  it("leads to no place without keys that was never shown, nor to one that wants some", async () => {
    await settings.set(TFY_URL, server.origin);
    await settings.set(REGISTRY_URL, "sample");
    pooled = new PooledSystems([REGISTRY, TRUE_FOUNDRY]);
    await settings.set(TFY_URL, "sample");
    await Promise.all(pooled.sessions.map((session) => session.open()));
    await assert.rejects(show(0, "https://evil.example.com"), { kind: "badRequest" });
    await assert.rejects(show(1, server.origin), { kind: "auth" });
    assert.deepEqual(questions, []);
  });
});
