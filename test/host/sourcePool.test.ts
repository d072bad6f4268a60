import assert from "node:assert/strict";
import type { SampleServer } from "../../src/sample/sampleServer";
import { startSampleServer } from "../../src/sample/sampleServer";
import { REGISTRY } from "../../src/sources/registry/registrySystem";
import type { ArtifactSource } from "../../src/sources/contract/source";
import { TRUE_FOUNDRY } from "../../src/sources/trueFoundry/trueFoundrySystem";
import type { EntryRow } from "../../src/tree/model/row";
import { entry } from "../support/scriptedSource";
import { MemoryMemento } from "./support/memoryStorage";
import { PooledSystems } from "./support/pooledSystems";
import { UserSettings } from "./support/userSettings";
import { siteOfRow } from "../../src/commands/shared/rowAddress";

const TFY_URL = "mlArtifacts.trueFoundry.baseURL";
const REGISTRY_URL = "mlArtifacts.registry.baseURL";
const TOKEN = { token: "a-token-of-the-tests" };
const { signal } = new AbortController();

describe("SourcePool", () => {
  const settings = new UserSettings();
  const list = async (source: ArtifactSource) =>
    (await source.sections(undefined)[0]!.load(undefined, { signal })).items.length;
  const isDisposed = (source: ArtifactSource) => assert.rejects(list(source), { name: "AbortError" });
  let first: SampleServer;
  let second: SampleServer;
  let systems: PooledSystems | undefined;
  const pooled = (...options: ConstructorParameters<typeof PooledSystems>) => (systems = new PooledSystems(...options));

  before(async () => {
    [first, second] = await Promise.all([startSampleServer(TOKEN), startSampleServer(TOKEN)]);
  });
  after(async () => await Promise.all([first.close(), second.close()]));
  beforeEach(() => {
    first.clearRequests();
    second.clearRequests();
  });
  afterEach(async () => {
    systems?.dispose();
    systems = undefined;
    await settings.restore();
  });

  async function shownTrueFoundry(): Promise<PooledSystems> {
    await settings.set(TFY_URL, first.origin);
    const made = pooled([TRUE_FOUNDRY, REGISTRY]);
    await made.keys.store("trueFoundry", first.origin, TOKEN);
    await made.keys.store("trueFoundry", second.origin, TOKEN);
    await made.sessions[0]!.open();
    await made.whenShown(first.origin);
    return made;
  }

  it("gives the source on show for what is asked at once", async () => {
    const { pool, sessions } = await shownTrueFoundry();
    const { state } = sessions[0]!;
    assert.ok(state.kind === "ready");
    assert.equal(await pool.sourceOf({ systemId: "trueFoundry", site: first.origin }), state.source);
  });

  it("names the site of rows that are of the source on show, and no other's", async () => {
    const made = await shownTrueFoundry();
    const { pool, sessions } = made;
    const { state } = sessions[0]!;
    assert.ok(state.kind === "ready");
    const { source } = state;
    const row: EntryRow = {
      kind: "entry",
      id: "trueFoundry/custom/repo/1",
      parent: undefined,
      source,
      entry: entry("x"),
    };
    assert.deepEqual(siteOfRow(row, pool), { systemId: "trueFoundry", site: first.origin });
    await settings.set(TFY_URL, second.origin);
    await made.whenShown(second.origin);
    assert.equal(pool.shownSite("trueFoundry"), second.origin);
    assert.equal(siteOfRow(row, pool), undefined);
  });

  it("keeps what takes long going when another site is shown, and when other keys change", async () => {
    const made = await shownTrueFoundry();
    const { pool, keys } = made;
    const lasting = await pool.lastingSourceOf({ systemId: "trueFoundry", site: first.origin });
    await settings.set(TFY_URL, second.origin);
    await made.whenShown(second.origin);
    await keys.store("registry", "https://registry.example.com", TOKEN);
    await keys.store("trueFoundry", second.origin, TOKEN);
    assert.equal(await pool.lastingSourceOf({ systemId: "trueFoundry", site: first.origin }), lasting);
    assert.equal(await pool.sourceOf({ systemId: "trueFoundry", site: first.origin }), lasting);
    assert.equal(await list(lasting), 11);
  });

  it("ends what was made with keys that are gone, and asks with the new ones", async () => {
    const { pool, keys } = await shownTrueFoundry();
    const lasting = await pool.lastingSourceOf({ systemId: "trueFoundry", site: first.origin });
    await keys.store("trueFoundry", first.origin, TOKEN);
    const next = await pool.lastingSourceOf({ systemId: "trueFoundry", site: first.origin });
    assert.notEqual(next, lasting);
    await isDisposed(lasting);
    await keys.remove("trueFoundry", first.origin);
    await assert.rejects(pool.lastingSourceOf({ systemId: "trueFoundry", site: first.origin }), { kind: "auth" });
    await isDisposed(next);
  });

  it("asks by the network's settings as they are now, and lets go on what was begun before they changed", async () => {
    const { pool, keys } = await shownTrueFoundry();
    const begun = await pool.lastingSourceOf({ systemId: "trueFoundry", site: first.origin });
    await settings.set("http.proxyStrictSSL", false);
    const next = await pool.lastingSourceOf({ systemId: "trueFoundry", site: first.origin });
    assert.notEqual(next, begun);
    assert.equal(await pool.lastingSourceOf({ systemId: "trueFoundry", site: first.origin }), next);
    assert.deepEqual([await list(begun), await list(next)], [11, 11]);
    await keys.remove("trueFoundry", first.origin);
    await assert.rejects(pool.lastingSourceOf({ systemId: "trueFoundry", site: first.origin }), { kind: "auth" });
    await isDisposed(begun);
    await isDisposed(next);
  });

  it("ends with everything that it has made", async () => {
    const { pool } = await shownTrueFoundry();
    const begun = await pool.lastingSourceOf({ systemId: "trueFoundry", site: first.origin });
    await settings.set("http.proxyStrictSSL", false);
    const next = await pool.lastingSourceOf({ systemId: "trueFoundry", site: first.origin });
    pool.dispose();
    await isDisposed(begun);
    await isDisposed(next);
  });

  it("asks a registry without keys that the user has left, and after a restart before its session is open", async () => {
    const [one, other] = [first.systems.registry.baseUrl, second.systems.registry.baseUrl];
    const memory = new MemoryMemento();
    await settings.set(REGISTRY_URL, one);
    const before = pooled([REGISTRY], memory);
    await before.sessions[0]!.open();
    await settings.set(REGISTRY_URL, other);
    await before.whenShown(other);
    assert.ok((await list(await before.pool.sourceOf({ systemId: "registry", site: one }))) > 0);
    before.dispose();

    const after = pooled([REGISTRY], memory);
    assert.equal(after.sessions[0]!.state.kind, "starting");
    for (const site of [one, other]) {
      assert.ok((await list(await after.pool.sourceOf({ systemId: "registry", site }))) > 0, site);
    }
  });

  it("sends a token to the address alone that it was given for, not to another path of the same host", async () => {
    await settings.set(TFY_URL, `${first.origin}/tenant-a`);
    const made = pooled([TRUE_FOUNDRY]);
    const { pool, keys } = made;
    await keys.store("trueFoundry", `${first.origin}/tenant-a`, TOKEN);
    const wanted = await pool.sourceOf({ systemId: "trueFoundry", site: `${first.origin}/tenant-a` });
    await list(wanted).catch(() => 0);
    assert.ok(first.requests.length > 0);
    assert.ok(first.requests.every(({ path }) => path.startsWith("/tenant-a/")));
    first.clearRequests();
    for (const other of ["", "/", "/other-tenant", "/tenant-a/more", "/tenant-b/../other"]) {
      await assert.rejects(
        pool.sourceOf({ systemId: "trueFoundry", site: `${first.origin}${other}` }),
        { kind: "badRequest", message: /is not set up here/ },
        other,
      );
    }
    assert.deepEqual(first.requests, []);
  });

  it("takes keys of an origin over for the address that the setting names there, and for no other", async () => {
    const memory = new MemoryMemento();
    await settings.set(TFY_URL, first.origin);
    const made = pooled([TRUE_FOUNDRY], memory);
    const secret = JSON.stringify({ account: "one", keys: TOKEN, at: 7 });
    await made.secrets.store(`mlArtifacts.keys:trueFoundry:${first.origin}`, secret);
    await assert.rejects(made.pool.sourceOf({ systemId: "trueFoundry", site: `${first.origin}/other-tenant` }));
    assert.ok((await list(await made.pool.sourceOf({ systemId: "trueFoundry", site: first.origin }))) > 0);
    await settings.set(TFY_URL, `${first.origin}/other-tenant`);
    await assert.rejects(made.pool.lastingSourceOf({ systemId: "trueFoundry", site: `${first.origin}/other-tenant` }), {
      kind: "auth",
    });
  });

  it("sends nothing to a registry that the user never chose, nor without keys to a system that wants some", async () => {
    await settings.set(REGISTRY_URL, first.systems.registry.baseUrl);
    const { pool } = pooled([REGISTRY, TRUE_FOUNDRY]);
    await settings.set(TFY_URL, second.origin);
    const isNotSetUp = { kind: "badRequest", message: /is not set up here \(setting mlArtifacts.registry.baseURL\)$/ };
    for (const [system, site, refusal] of [
      ["registry", second.systems.registry.baseUrl, isNotSetUp],
      ["registry", `${first.systems.registry.baseUrl}/other-tenant`, isNotSetUp],
      ["registry", "https://evil.example.com", isNotSetUp],
      ["trueFoundry", second.origin, { kind: "auth", message: /^there are no keys for/ }],
    ] as const) {
      await assert.rejects(pool.sourceOf({ systemId: system, site }), refusal);
    }
    assert.deepEqual([first.requests, second.requests], [[], []]);
  });
});
