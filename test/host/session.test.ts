import assert from "node:assert/strict";
import { Uri } from "vscode";
import { FilterStore } from "../../src/host/filterStore";
import { KeyStore } from "../../src/host/keys/keyStore";
import { SampleHost } from "../../src/host/site/sampleHost";
import type { SessionState } from "../../src/host/site/session";
import { Session } from "../../src/host/site/session";
import { SiteSetting } from "../../src/host/site/siteSetting";
import type { SampleServer } from "../../src/sample/sampleServer";
import { startSampleServer } from "../../src/sample/sampleServer";
import { REGISTRY } from "../../src/sources/registry/registrySystem";
import type { ArtifactSource } from "../../src/sources/contract/source";
import type { Network, SystemDefinition } from "../../src/sources/contract/system";
import { TRUE_FOUNDRY } from "../../src/sources/trueFoundry/trueFoundrySystem";
import { FaultServer } from "../support/faultServer";
import { waitUntil } from "../ui/support/waitUntil";
import { MemoryMemento, MemorySecrets } from "./support/memoryStorage";
import { TemporaryFolder } from "./support/temporaryFolder";
import { UserSettings } from "./support/userSettings";

const TFY_URL = "mlArtifacts.trueFoundry.baseURL";
const REGISTRY_URL = "mlArtifacts.registry.baseURL";
const TOKEN = { token: "a-token-of-the-tests" };
const { signal } = new AbortController();

describe("Session", () => {
  const settings = new UserSettings();
  /** TrueFoundry's, which most tests set to the same: it is put back once. */
  const shownSite = new UserSettings();
  let server: SampleServer;
  let folder: TemporaryFolder;
  let secrets: MemorySecrets;
  let keys: KeyStore;
  let sources: ArtifactSource[];
  let memory: MemoryMemento;

  before(async () => (server = await startSampleServer({ token: TOKEN.token })));
  after(async () => {
    await shownSite.restore();
    await server.close();
  });
  beforeEach(() => {
    folder = new TemporaryFolder();
    secrets = new MemorySecrets();
    keys = folder.own(new KeyStore(secrets, folder.uri));
    sources = [];
    memory = new MemoryMemento();
    server.clearRequests();
  });
  afterEach(async () => {
    folder.remove();
    await settings.restore();
  });

  /** A session whose sources are on record, with the states that it went through. */
  function sessionOf(
    system: SystemDefinition,
    network: () => Network = () => ({ userAgent: "test", proxy: {}, log: () => undefined }),
  ): { session: Session; kinds: SessionState["kind"][] } {
    const recorded: SystemDefinition = {
      ...system,
      connect: (...args) => {
        const source = system.connect(...args);
        sources.push(source);
        return source;
      },
    };
    const setting = folder.own(new SiteSetting(system, memory));
    const filters = new FilterStore(memory);
    const sample = folder.own(new SampleHost());
    const session = folder.own(new Session({ system: recorded, setting, keys, sample, filters, network }));
    const kinds: SessionState["kind"][] = [];
    folder.own(session.onDidChange(({ kind }) => kinds.push(kind)));
    return { session, kinds };
  }

  const list = async (source: ArtifactSource) => await source.sections(undefined)[0]!.load(undefined, { signal });
  const isDisposed = (source: ArtifactSource) => assert.rejects(list(source), { name: "AbortError" });
  const whenIn = async <K extends SessionState["kind"]>(session: Session, kind: K) =>
    await waitUntil(() => {
      const { state } = session;
      return state.kind === kind && (state as Extract<SessionState, { kind: K }>);
    }, `the session to be ${kind}`);

  it("starts, is signed out without keys, is ready with them, and says what is wrong with an address", async () => {
    await shownSite.set(TFY_URL, server.origin);
    const { session, kinds } = sessionOf(TRUE_FOUNDRY);
    assert.equal(session.state.kind, "starting");
    await session.open();
    const { site, missing } = await whenIn(session, "signedOut");
    assert.deepEqual([site.baseUrl, missing], [server.origin, undefined]);

    await keys.store("trueFoundry", server.origin, TOKEN);
    const ready = await whenIn(session, "ready");
    assert.equal((await list(ready.source)).items.length, 11);
    assert.deepEqual(await ready.check({ signal }), { kind: "valid" });
    assert.ok(!ready.account.includes(TOKEN.token));

    await shownSite.set(TFY_URL, "ftp://tfy.example.com");
    const { error } = await whenIn(session, "misconfigured");
    assert.match(
      error.message,
      /^the service's address must start with https:\/\/ .*\(setting mlArtifacts\.trueFoundry\.baseURL\)$/,
    );
    assert.deepEqual(kinds, ["starting", "signedOut", "starting", "ready", "starting", "misconfigured"]);
  });

  it("makes no source and asks nothing while nothing is set up", async () => {
    const registry = sessionOf(REGISTRY);
    await registry.session.open();
    assert.equal(registry.session.state.kind, "unset");
    await shownSite.set(TFY_URL, server.origin);
    const other = sessionOf(TRUE_FOUNDRY);
    await other.session.open();
    assert.equal(other.session.state.kind, "signedOut");
    assert.deepEqual([sources.length, server.requests.length], [0, 0]);
  });

  it("makes a source that has asked nothing when it is ready", async () => {
    await settings.set(REGISTRY_URL, server.systems.registry.baseUrl);
    const { session } = sessionOf(REGISTRY);
    await session.open();
    const { account } = await whenIn(session, "ready");
    assert.deepEqual([account, sources.length, server.requests.length], ["anonymous", 1, 0]);
  });

  it("is ready with the filters that were kept, also for the first who is told of it", async () => {
    await shownSite.set(TFY_URL, server.origin);
    await keys.store("trueFoundry", server.origin, TOKEN);
    const rows = { "trueFoundry/repo/1/model": { values: { name: ["llama"] } } };
    await memory.update(`mlArtifacts.listingChoices:trueFoundry/${server.origin}`, { rows, self: "someone" });
    const { session } = sessionOf(TRUE_FOUNDRY);
    const seen: unknown[] = [];
    folder.own(
      session.onDidChange((state) => {
        if (state.kind === "ready") {
          seen.push(state.source.choices?.kept);
        }
      }),
    );
    await session.open();
    await whenIn(session, "ready");
    assert.deepEqual(seen, [{ rows, self: "someone" }]);
  });

  it("forgets who the user is when the keys are gone", async () => {
    await shownSite.set(TFY_URL, server.origin);
    await memory.update(`mlArtifacts.listingChoices:trueFoundry/${server.origin}`, { rows: {}, self: "someone" });
    const { session } = sessionOf(TRUE_FOUNDRY);
    await session.open();
    await whenIn(session, "signedOut");
    assert.equal(memory.get(`mlArtifacts.listingChoices:trueFoundry/${server.origin}`), undefined);
  });

  it("ends its source, and what that has under way, when the site changes", async () => {
    const silent = await FaultServer.start((reply) => reply.hang());
    folder.own({ dispose: () => void silent.close() });
    await settings.set(REGISTRY_URL, silent.url);
    const { session } = sessionOf(REGISTRY);
    await session.open();
    const { source } = await whenIn(session, "ready");
    const [group] = (await source.sections(undefined)[0]!.load(undefined, { signal })).items;
    const underWay = source.sections(group)[0]!.load(undefined, { signal });
    await waitUntil(() => silent.requests.length > 0, "the request to arrive");

    await settings.set(REGISTRY_URL, server.systems.registry.baseUrl);
    await assert.rejects(underWay, { name: "AbortError" });
    await waitUntil(() => session.state.kind === "ready" && session.state.source !== source, "the other site");
  });

  it("ends its source when the keys go, when they change, and with itself", async () => {
    await shownSite.set(TFY_URL, server.origin);
    await keys.store("trueFoundry", server.origin, TOKEN);
    const { session } = sessionOf(TRUE_FOUNDRY);
    await session.open();
    const first = await whenIn(session, "ready");
    await keys.store("trueFoundry", server.origin, TOKEN);
    const second = await waitUntil(
      () => session.state.kind === "ready" && session.state.source !== first.source && session.state,
      "the other keys",
    );
    assert.notEqual(second.account, first.account);
    await isDisposed(first.source);

    await keys.remove("trueFoundry", server.origin);
    await whenIn(session, "signedOut");
    await isDisposed(second.source);

    await keys.store("trueFoundry", server.origin, TOKEN);
    const third = await whenIn(session, "ready");
    session.dispose();
    await isDisposed(third.source);
  });

  it("keeps its source when other keys change", async () => {
    await shownSite.set(TFY_URL, server.origin);
    await keys.store("trueFoundry", server.origin, TOKEN);
    const { session, kinds } = sessionOf(TRUE_FOUNDRY);
    await session.open();
    const { source } = await whenIn(session, "ready");
    kinds.length = 0;
    await keys.store("trueFoundry", "https://other.example.com", TOKEN);
    await keys.store("modelLab", server.origin, TOKEN);
    await keys.read("trueFoundry", server.origin);
    assert.deepEqual(kinds, []);
    assert.equal((await list(source)).items.length, 11);
  });

  it("drops what an older opening finds, when a newer one is through before it", async () => {
    await shownSite.set(TFY_URL, server.origin);
    await keys.store("trueFoundry", server.origin, TOKEN);
    const { session, kinds } = sessionOf(TRUE_FOUNDRY);
    const release = secrets.hold();
    const older = session.open();
    await shownSite.set(TFY_URL, "");
    // VS Code may tell of one change of a setting more than once, and each opens again.
    await whenIn(session, "unset");
    release();
    await older;
    await whenIn(session, "unset");
    assert.ok(!kinds.includes("ready"));
    assert.equal(sources.length, 1);
    await isDisposed(sources[0]!);
  });

  it("opens the sample data without keys, and lets its server go when it leaves", async () => {
    await settings.set(REGISTRY_URL, "sample");
    const { session } = sessionOf(REGISTRY);
    await session.open();
    const { site, source } = await whenIn(session, "ready");
    assert.deepEqual([site.id, site.name], ["sample", "Sample data"]);
    const [group] = (await list(source)).items;
    const page = await source.sections(group)[0]!.load(undefined, { signal });
    assert.equal(page.items.length, 1000);

    await settings.set(REGISTRY_URL, "");
    await whenIn(session, "unset");
    await waitUntil(async () => !(await answers(site.baseUrl)), "the sample server to end");
  });

  it("knows keys that another window has set, and asks for the window to be loaded again", async () => {
    await shownSite.set(TFY_URL, server.origin);
    const other = folder.own(new KeyStore(new MemorySecrets(), folder.uri));
    await other.store("trueFoundry", server.origin, TOKEN);
    const { session } = sessionOf(TRUE_FOUNDRY);
    await session.open();
    assert.equal((await whenIn(session, "signedOut")).missing, "elsewhere");
  });

  it("says of keys that the secrets do not have, and a reload would not bring, that they are lost", async () => {
    await shownSite.set(TFY_URL, server.origin);
    const before = folder.own(new KeyStore(new MemorySecrets(), folder.uri));
    await before.store("trueFoundry", server.origin, TOKEN);
    keys = folder.own(new KeyStore(secrets, folder.uri));
    const { session } = sessionOf(TRUE_FOUNDRY);
    await session.open();
    assert.equal((await whenIn(session, "signedOut")).missing, "lost");
  });

  it("takes up the keys that a window on another host has set again", async () => {
    const farKeys = folder.own(new KeyStore(secrets, Uri.joinPath(folder.uri, "far")));
    await shownSite.set(TFY_URL, server.origin);
    await keys.store("trueFoundry", server.origin, { token: "an-older-token" });
    const { session } = sessionOf(TRUE_FOUNDRY);
    await session.open();
    const { account } = await whenIn(session, "ready");
    await farKeys.store("trueFoundry", server.origin, TOKEN);
    const { source } = await waitUntil(
      () => session.state.kind === "ready" && session.state.account !== account && session.state,
      "the other keys",
    );
    assert.equal((await list(source)).items.length, 11);
    await farKeys.remove("trueFoundry", server.origin);
    assert.equal((await whenIn(session, "signedOut")).missing, undefined);
  });

  for (const [name, value] of [
    ["http.proxy", "http://proxy.example.com:3128"],
    ["http.noProxy", ["proxied.example.com"]],
    ["http.proxySupport", "off"],
    ["http.proxyStrictSSL", false],
    ["http.systemCertificates", false],
  ] as const) {
    it(`asks by the new settings of the network once ${name} has changed`, async () => {
      await shownSite.set(TFY_URL, server.origin);
      await keys.store("trueFoundry", server.origin, TOKEN);
      const { session } = sessionOf(TRUE_FOUNDRY);
      await session.open();
      const { source } = await whenIn(session, "ready");
      await settings.set(name, value);
      await waitUntil(() => session.state.kind === "ready" && session.state.source !== source, "another source");
      await isDisposed(source);
    });
  }

  it("stays as it is over a change of the network's settings, without keys and with the sample data", async () => {
    await shownSite.set(TFY_URL, server.origin);
    await settings.set(REGISTRY_URL, "sample");
    const signedOut = sessionOf(TRUE_FOUNDRY);
    const sample = sessionOf(REGISTRY);
    await signedOut.session.open();
    await sample.session.open();
    const before = [signedOut.session.state, sample.session.state];
    await settings.set("http.proxy", "http://proxy.example.com:3128");
    assert.deepEqual(
      [signedOut.kinds, sample.kinds],
      [
        ["starting", "signedOut"],
        ["starting", "ready"],
      ],
    );
    assert.ok([signedOut.session.state, sample.session.state].every((state, index) => state === before[index]));
  });

  it("says what keeps it from being opened, and opens once that is mended", async () => {
    let isBroken = true;
    const { session } = sessionOf(REGISTRY, () => {
      if (isBroken) {
        throw new TypeError("the settings can't be read");
      }
      return { userAgent: "test", proxy: {}, log: () => undefined };
    });
    await settings.set(REGISTRY_URL, server.systems.registry.baseUrl);
    await session.open();
    assert.equal((await whenIn(session, "misconfigured")).error.message, "the settings can't be read");
    isBroken = false;
    await settings.set("http.proxyStrictSSL", false);
    await whenIn(session, "ready");
  });

  it("says so when the keys can't be read any more", async () => {
    await shownSite.set(TFY_URL, server.origin);
    await keys.store("trueFoundry", server.origin, TOKEN);
    const { session } = sessionOf(TRUE_FOUNDRY);
    await session.open();
    await whenIn(session, "ready");
    secrets.get = () => Promise.reject(new Error("the keyring is locked"));
    await secrets.store("mlArtifacts.keys:modelLab:https://api.datadoghq.eu", "{}");
    assert.equal((await whenIn(session, "misconfigured")).error.message, "the keyring is locked");
  });
});

async function answers(url: string): Promise<boolean> {
  try {
    await (await fetch(`${url}/health`)).text();
    return true;
  } catch {
    return false;
  }
}
