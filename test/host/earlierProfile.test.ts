import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { Uri, workspace } from "vscode";
import { rowAddress } from "../../src/commands/shared/rowAddress";
import { parseAddress } from "../../src/files/fileSystem/fileAddress";
import { largestFile } from "../../src/files/registerArtifactFiles";
import type { StoredKeys } from "../../src/host/keys/keyRecords";
import { isLiveEnabled, liveInterval } from "../../src/host/liveSetting";
import { namedSiteAccess } from "../../src/host/site/siteAccess";
import { siteName } from "../../src/host/site/siteSetting";
import { COMMANDS } from "../../src/manifest/commands";
import { SETTINGS } from "../../src/manifest/settings";
import type { SampleServer } from "../../src/sample/sampleServer";
import { MODEL_LAB } from "../../src/sources/modelLab/modelLabSystem";
import { isAnythingWaiting } from "../../src/start/waiting";
import { findRow } from "../../src/tree/model/findRow";
import type { EntryRow } from "../../src/tree/model/row";
import { waitUntil } from "../ui/support/waitUntil";
import { EarlierProfile } from "./support/earlierProfile";
import { MemoryProfile } from "./support/memoryProfile";
import { ProductCommands } from "./support/productCommands";
import { UserSettings } from "./support/userSettings";

const { signal } = new AbortController();
const LARGE = "adapter_model.safetensors";
/** A row beside those that are narrowed, which has moved from above them to below. */
const BESIDE = "Project artifacts";
/** Of a part whose note says nothing of its bytes, four samples are compared with the service's file. */
const SAMPLED = 4 * 64 * 1024;
/** More than the heads of all answers that a file comes in. */
const HEADS = 64 * 1024;

/**
 * `EarlierProfile` was written by commit 4e930f8, the version before this one. The product starts with it as with its own, and
 * each test looks at what a user has of it.
 */
describe("A profile that an earlier version has written", () => {
  const settings = new UserSettings();
  let profile: EarlierProfile;
  let product: ProductCommands;
  let large: Uint8Array;
  let waiting: object;
  const user = () => product.user;
  const origin = () => profile.server.origin;

  before(async () => {
    profile = await EarlierProfile.open(async (place, server) => {
      const file = await sampleFile(place, server);
      large = file.bytes;
      return file;
    });
    for (const [name, value] of Object.entries(profile.recorded.settings)) {
      await settings.set(name, value);
    }
    waiting = await lookForWaiting(profile);
    profile.server.clearRequests();
    product = await ProductCommands.startWith(profile, ({ user: person, pooled: { sample } }) => {
      person.willPress("Continue");
      person.stubs.replace(sample, "siteOf", (systemId) => Promise.resolve(sampleSite(profile.server, systemId)));
    });
  });
  after(async () => {
    await product.close();
    await settings.restore();
    await profile.close();
  });

  const keysAt = (address: string) =>
    Object.entries(profile.recorded.secrets).flatMap(([name, text]) => {
      const [, systemId = "", at] = /^mlArtifacts\.keys:(\w+):(.*)$/.exec(name) ?? [];
      return at === address ? [[systemId, JSON.parse(text) as StoredKeys] as const] : [];
    });
  const settingOf = (systemId: string) =>
    product.pooled.settings.find(({ system }) => system.id === systemId) ?? assert.fail(systemId);
  const found = async (systemId: string, ids: readonly string[]): Promise<EntryRow> => {
    const row = await findRow(product.view(systemId).tree!, ids, { signal });
    assert.ok(row, ids.join(" > "));
    return row;
  };
  const stateOf = (systemId: string) => {
    const { state } = product.view(systemId).session;
    assert.ok(state.kind === "ready", `${systemId} is ${state.kind}`);
    return state;
  };

  it("is opened by a new window at once, for each thing that waits in it", () => {
    assert.deepEqual(waiting, { nothing: false, watches: true, mount: true, downloads: true });
  });

  it("has its keys at the addresses that they were given for, of all three systems, with the same accounts", async () => {
    for (const [systemId, stored] of keysAt(origin())) {
      const state = stateOf(systemId);
      assert.equal(state.account, stored.account, systemId);
      assert.deepEqual(await state.check({ signal }), { kind: "valid" }, systemId);
    }
    assert.equal(keysAt(origin()).length, 3);
  });

  it("has its keys of a site that is not on show", async () => {
    const [[systemId, { account, keys }] = assert.fail()] = keysAt("https://api.datadoghq.eu");
    const access = await namedSiteAccess({ setting: settingOf(systemId), keys: product.pooled.keys }, "datadoghq.eu");
    assert.ok(access.kind === "granted");
    assert.deepEqual([access.account, access.keys], [account, keys]);
  });

  it("has its settings: the sites, and all others under the names that they had", () => {
    const { systems } = profile.server;
    for (const { setting, site } of product.pooled.settings.map((one) => ({ setting: one, site: one.choice }))) {
      const { baseUrl } = systems[setting.system.id as keyof typeof systems];
      assert.equal(site.kind === "site" && siteName(site.site), baseUrl);
      assert.equal(setting.isSetUp({ baseUrl }), true);
      assert.equal(setting.isSetUp({ baseUrl: `${baseUrl}/other-tenant` }), false);
    }
    assert.equal(settingOf("registry").isSetUp({ baseUrl: "https://old.example.com" }), true, "one of before");
    assert.deepEqual([largestFile(), isLiveEnabled(), liveInterval()], [7_000_000, false, 45_000]);
    assert.equal(workspace.getConfiguration().get(SETTINGS.areLinksShown), false);
  });

  it("has its filters and orders on, who the user is, what is on top, and the filters that were saved", async () => {
    for (const { systemId, ids, values, names } of profile.recorded.narrowed) {
      const row = ids.length === 0 ? undefined : await found(systemId, ids);
      const rows = await product.below(systemId, row);
      assert.deepEqual(
        rows.flatMap((one) => (one.kind === "entry" && one.entry.name !== BESIDE ? [one.entry.name] : [])),
        names.filter((name) => name !== BESIDE),
      );
      const done = row === undefined ? product.call(COMMANDS.filterTop) : product.run(COMMANDS.filterRow, row);
      const dialog = await user().pick();
      await dialog.item("as I like it");
      dialog.hide();
      await done;
      assert.deepEqual(stateOf(systemId).source.filter!.values(row?.entry), values);
    }
    const { source } = stateOf("modelLab");
    assert.equal(source.filter!.self, "10001");
    const kept = profile.recorded.globalState[`mlArtifacts.listingChoices:modelLab/${origin()}`];
    assert.deepEqual(source.choices!.onTop, (kept as { readonly onTop: unknown }).onTop);
  });

  it("has a row of each kind under its id, which leads there, as do its addresses", async () => {
    for (const { systemId, kind, ids, address, uri, search } of profile.recorded.rows) {
      if (search !== undefined) {
        stateOf(systemId).source.search!.set(search);
        product.view(systemId).relist();
      }
      const row = await found(systemId, ids);
      assert.deepEqual([row.entry.kind, row.id], [kind, ids.at(-1)]);
      if (address !== undefined) {
        assert.deepEqual(await row.source.addresses!.locate(address, { signal, loaded: [] }), ids, address);
      }
      if (uri !== undefined) {
        assert.deepEqual(parseAddress(Uri.parse(uri, true)), rowAddress(row, product.pooled.pool), uri);
      }
    }
  });

  it("has its addresses, whatever their names and sites are", () => {
    for (const { site, name, first, uri } of profile.recorded.addresses) {
      const place = ["project", "1", "run", "2", name, "x"];
      const address = { systemId: "modelLab", site, place, ...(first === undefined ? {} : { first }) };
      assert.deepEqual(parseAddress(Uri.parse(uri, true)), address, uri);
    }
  });

  it("has the files at its addresses, whatever they are called", async () => {
    for (const { uri, size } of profile.recorded.files) {
      const address = parseAddress(Uri.parse(uri, true))!;
      const files = await product.pooled.pool.filesOf(address);
      assert.equal((await files.stat(address.place, { signal })).size, size, uri);
      const { body } = await files.read(address.place, undefined, { signal });
      assert.equal((await buffer(body)).length, size, uri);
    }
  });

  it("has its watches, which are asked for, lead to their rows, and have the rule that each threshold was", async () => {
    const watched = await waitUntil(() => {
      const { all } = product.watches;
      return all.length === 2 && all.every(({ state }) => state !== undefined) && all;
    }, "both runs to be asked for");
    assert.deepEqual(
      watched.map(({ watch }) => watch.rules),
      [
        [
          { kind: "ends" },
          { kind: "crosses", metric: "loss", comparison: "<", bound: -1, start: 1.3098, isTold: false },
        ],
        [{ kind: "ends" }],
      ],
    );
    for (const { watch, state } of watched) {
      const row = await found(watch.systemId, watch.rowIds);
      assert.deepEqual(
        [row.entry.name, state?.name, row.source.live!.runIdOf(row.entry)],
        [watch.name, watch.name, watch.runId],
      );
    }
  });

  it("has the places where one went, on each site", async () => {
    await product.call(COMMANDS.goTo);
    const pick = await user().pick();
    const kept = profile.recorded.globalState["mlArtifacts.goTo.recent"] as Record<string, { readonly name: string }[]>;
    const names = Object.values(kept)
      .flat()
      .map(({ name }) => name);
    assert.equal(names.length, 5);
    await Promise.all(names.map((name) => pick.item(name)));
    await pick.accept(names[0]!);
    const ids = await waitUntil(() => product.revealed[0], "the row");
    assert.equal((await found("modelLab", ids)).entry.name, names[0]);
  });

  it("offers the download that was interrupted, and asks only for the bytes that lack", async () => {
    await waitUntil(() => user().texts.find((text) => text.startsWith("Downloaded ")), "the download");
    assert.match(user().texts[0]!, /^The download of vanilla to .* was interrupted: 1 of 2 files left\.$/);
    const { path } = profile.downloads;
    assert.ok(readFileSync(join(path, LARGE)).equals(large));
    assert.deepEqual(
      readdirSync(path).filter((name) => name.includes("mlpart")),
      [],
    );
    const sent = [...profile.server.requests, ...profile.server.downloadRequests]
      .filter((request) => JSON.stringify(request).includes(`checkpoint-102/${LARGE}`))
      .reduce((sum, { bytesSent = 0 }) => sum + bytesSent, 0);
    const lacking = large.length - profile.recorded.part.bytes;
    assert.ok(sent >= lacking && sent <= lacking + SAMPLED + HEADS, `${sent} bytes for ${lacking} that lacked`);
  });

  it("has the download that was put off, and lists again what could not be listed then", async () => {
    const done = product.call(COMMANDS.continueDownloads);
    const pick = await user().pick();
    assert.deepEqual(pick.labels, ["later"]);
    await pick.accept("later");
    await done;
    const there = readdirSync(join(profile.downloads.path, "later"), { recursive: true, encoding: "utf8" });
    for (const name of ["README.md", "adapter_config.json", join("checkpoint-204", LARGE)]) {
      assert.ok(there.includes(name), name);
    }
    assert.deepEqual(readdirSync(join(profile.folder.path, "downloads")), []);
  });

  it("goes back from the sample data to the site of before", async () => {
    settings.keep("mlArtifacts.trueFoundry.baseURL");
    await settings.set("mlArtifacts.trueFoundry.url", "sample");
    const setting = settingOf("trueFoundry");
    assert.equal(setting.choice.kind, "sample");
    await setting.leaveSample();
    assert.equal(setting.id, origin());
  });
});

function sampleSite({ systems }: SampleServer, systemId: string) {
  const { baseUrl, keys } = systems[systemId as keyof typeof systems];
  return { site: { id: "sample", name: "Sample data", baseUrl, keyPages: {} }, keys };
}

async function sampleFile(place: readonly string[], server: SampleServer) {
  const { site, keys } = sampleSite(server, "modelLab");
  const source = MODEL_LAB.connect(site, keys, { userAgent: "test", proxy: {}, log: () => undefined });
  try {
    const { version, body } = await source.files!.read(place, undefined, { signal });
    return { version, bytes: await buffer(body) };
  } finally {
    source.dispose();
  }
}

/** As a window that starts does, with nothing but one part of the profile. */
async function lookForWaiting(profile: MemoryProfile): Promise<object> {
  const empty = new MemoryProfile();
  const isWaiting = async ({
    memory = empty.memory,
    workspaceMemory = empty.workspaceMemory,
    folder = empty.folder,
  }: Partial<MemoryProfile>) => {
    const globalState = Object.assign(memory, { setKeysForSync: () => undefined });
    return isAnythingWaiting({ globalState, workspaceState: workspaceMemory, globalStorageUri: folder.uri });
  };
  const found = {
    nothing: await isWaiting({}),
    watches: await isWaiting({ workspaceMemory: profile.workspaceMemory }),
    mount: await isWaiting({ memory: profile.memory }),
    downloads: await isWaiting({ folder: profile.folder }),
  };
  empty.folder.remove();
  return found;
}
