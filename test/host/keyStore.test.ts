import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Uri } from "vscode";
import { KeyStore } from "../../src/host/keys/keyStore";
import { waitUntil } from "../ui/support/waitUntil";
import { MemorySecrets } from "./support/memoryStorage";
import { TemporaryFolder } from "./support/temporaryFolder";

const EU = "https://api.datadoghq.eu";
const US = "https://api.datadoghq.com";
const KEYS = { apiKey: "0123456789abcdef-api", appKey: "fedcba9876543210-app" };
const OTHERS = { apiKey: "another-api-key", appKey: "another-app-key" };

describe("KeyStore", () => {
  let folder: TemporaryFolder;
  let secrets: MemorySecrets;
  let store: KeyStore;

  beforeEach(() => {
    folder = new TemporaryFolder();
    secrets = new MemorySecrets();
    store = window(secrets);
  });
  afterEach(() => folder.remove());

  /** What one window has: secrets of its own, and the folder that all share. */
  function window(own: MemorySecrets): KeyStore {
    return folder.own(new KeyStore(own, folder.uri));
  }

  function countChanges(watched: KeyStore): () => number {
    let count = 0;
    folder.own(watched.onDidChange(() => count++));
    return () => count;
  }

  const ledgerFile = () => join(folder.path, "accounts.json");
  const keysOf = async (from: KeyStore, systemId: string, baseUrl: string) => {
    const found = await from.read(systemId, baseUrl);
    return typeof found === "object" ? found.keys : found;
  };

  it("has nothing at first", async () => {
    assert.equal(await store.read("modelLab", EU), undefined);
  });

  it("gives the keys back to the address that they were given for, and to no other path of its host", async () => {
    await store.store("modelLab", `${EU}/prod/api`, KEYS);
    for (const same of [`${EU}/prod/api`, `${EU}/prod/api/`, "https://API.datadoghq.eu:443/prod/api"]) {
      assert.deepEqual(await keysOf(store, "modelLab", same), KEYS, same);
    }
    for (const other of [EU, `${EU}/`, `${EU}/other`, `${EU}/prod`, `${EU}/prod/api/more`, `${EU}/PROD/api`]) {
      assert.equal(await store.read("modelLab", other), undefined, other);
    }
  });

  describe("keys that an earlier version stored for an origin", () => {
    const OLD_NAME = `mlArtifacts.keys:modelLab:${EU}`;
    beforeEach(async () => {
      await secrets.store(OLD_NAME, JSON.stringify({ account: "one", keys: KEYS, at: 7 }));
    });

    it("become those of one address, as they are, and of no second one", async () => {
      await store.takeOver("modelLab", `${EU}/prod`);
      assert.deepEqual(await store.read("modelLab", `${EU}/prod`), { account: "one", keys: KEYS });
      await store.takeOver("modelLab", `${EU}/other`);
      await store.takeOver("modelLab", EU);
      assert.equal(await store.read("modelLab", `${EU}/other`), undefined);
      assert.equal(await store.read("modelLab", EU), undefined);
      assert.ok(!(await secrets.get(OLD_NAME))?.includes(KEYS.apiKey));
    });

    it("are not taken over by an address that has keys, or had some that the user removed", async () => {
      await store.store("modelLab", EU, OTHERS);
      await store.takeOver("modelLab", EU);
      assert.deepEqual(await keysOf(store, "modelLab", EU), OTHERS);
      await store.remove("modelLab", EU);
      await store.takeOver("modelLab", EU);
      assert.equal(await store.read("modelLab", EU), undefined);
    });

    it("are gone with the keys of an address there, and can be removed without being taken over", async () => {
      assert.equal(await store.isStored("modelLab", EU), true);
      await store.remove("modelLab", EU);
      assert.equal(await store.isStored("modelLab", EU), false);
      assert.ok(!(await secrets.get(OLD_NAME))?.includes(KEYS.apiKey));
    });

    it("are taken over in each of two windows that have secrets of their own", async () => {
      const own = new MemorySecrets();
      await own.store(OLD_NAME, JSON.stringify({ account: "one", keys: KEYS, at: 7 }));
      const second = window(own);
      await store.takeOver("modelLab", EU);
      await second.takeOver("modelLab", EU);
      assert.deepEqual(await second.read("modelLab", EU), { account: "one", keys: KEYS });
      assert.deepEqual(await store.read("modelLab", EU), { account: "one", keys: KEYS });
    });
  });

  it("gives them to no other origin and to no other system", async () => {
    await store.store("modelLab", EU, KEYS);
    for (const other of [US, `${EU}:8443`, "https://api.datadoghq.eu.example.com"]) {
      assert.equal(await store.read("modelLab", other), undefined, other);
    }
    assert.equal(await store.read("trueFoundry", EU), undefined);
    await assert.rejects(store.read("modelLab", "http://api.datadoghq.eu"), { kind: "badRequest" });
  });

  it("keeps the keys of two origins apart", async () => {
    await store.store("modelLab", EU, KEYS);
    await store.store("modelLab", US, OTHERS);
    await store.remove("modelLab", EU);
    assert.equal(await store.read("modelLab", EU), undefined);
    assert.deepEqual(await keysOf(store, "modelLab", US), OTHERS);
  });

  it("names keys again when they change, and says nothing about them in the name", async () => {
    await store.store("modelLab", EU, KEYS);
    const first = await store.read("modelLab", EU);
    await store.store("modelLab", EU, OTHERS);
    const second = await store.read("modelLab", EU);
    assert.ok(typeof first === "object" && typeof second === "object");
    assert.notEqual(first.account, second.account);
    assert.match(second.account, /^[0-9a-f-]{36}$/);
    assert.deepEqual(second.keys, OTHERS);
  });

  it("tells of keys that come and go", async () => {
    const changes = countChanges(store);
    await store.store("modelLab", EU, KEYS);
    const afterStore = changes();
    assert.ok(afterStore >= 1);
    await store.remove("modelLab", EU);
    assert.ok(changes() > afterStore);
  });

  it("does not tell of secrets that are not its own", async () => {
    const changes = countChanges(store);
    await secrets.store("someone.else", "x");
    assert.equal(changes(), 0);
  });

  it("tells no one anything once it is disposed of", async () => {
    const changes = countChanges(store);
    store.dispose();
    await secrets.store("mlArtifacts.keys:modelLab:https://x.example.com", "x");
    assert.equal(changes(), 0);
  });

  it("finds them again after a restart", async () => {
    await store.store("modelLab", EU, KEYS);
    store.dispose();
    assert.deepEqual(await keysOf(window(secrets), "modelLab", EU), KEYS);
  });

  it("writes no key to the folder that windows share", async () => {
    await store.store("modelLab", EU, KEYS);
    await store.store("trueFoundry", US, { token: "a-token-of-the-tests" });
    const texts = readdirSync(folder.path).map((file) => readFileSync(join(folder.path, file), "utf8"));
    assert.equal(texts.length, 1);
    for (const secret of [...Object.values(KEYS), "a-token-of-the-tests"]) {
      assert.ok(!texts.join("").includes(secret));
    }
  });

  describe("with windows on two hosts that share the secrets of one desktop", () => {
    let farFolder: TemporaryFolder;
    let far: KeyStore;
    beforeEach(() => {
      farFolder = new TemporaryFolder();
      far = farFolder.own(new KeyStore(secrets, farFolder.uri));
    });
    afterEach(() => farFolder.remove());

    it("uses those that were set on the other host last, and hears of them", async () => {
      await store.store("modelLab", EU, KEYS);
      const changes = countChanges(store);
      await far.store("modelLab", EU, OTHERS);
      assert.ok(changes() >= 1);
      assert.deepEqual(await keysOf(store, "modelLab", EU), OTHERS);
      assert.deepEqual(await keysOf(window(secrets), "modelLab", EU), OTHERS);
    });

    it("uses none, and looks for none elsewhere, when they were removed on the other host", async () => {
      await store.store("modelLab", EU, KEYS);
      await far.remove("modelLab", EU);
      assert.equal(await store.read("modelLab", EU), undefined);
      assert.equal(await window(secrets).read("modelLab", EU), undefined);
    });
  });

  describe("with two windows, each with secrets of its own", () => {
    let otherSecrets: MemorySecrets;
    let other: KeyStore;
    beforeEach(() => {
      otherSecrets = new MemorySecrets();
      other = window(otherSecrets);
    });

    it("says that keys are elsewhere when the other has set the first ones", async () => {
      await other.store("modelLab", EU, KEYS);
      assert.equal(await store.read("modelLab", EU), "elsewhere");
      assert.equal(await store.read("modelLab", US), undefined);
    });

    it("says so, rather than using the old ones, when the other has changed them", async () => {
      await store.store("modelLab", EU, KEYS);
      otherSecrets.values.clear();
      await other.store("modelLab", EU, OTHERS);
      assert.equal(await store.read("modelLab", EU), "elsewhere");
      assert.deepEqual(await keysOf(other, "modelLab", EU), OTHERS);
    });

    it("says that keys are lost to a window that began after the other set them", async () => {
      await other.store("modelLab", EU, KEYS);
      assert.equal(await window(secrets).read("modelLab", EU), "lost");
    });

    it("uses none when the other has removed them", async () => {
      await store.store("modelLab", EU, KEYS);
      await other.remove("modelLab", EU);
      assert.equal(await store.read("modelLab", EU), undefined);
    });

    it("uses those that were set here last, whatever the other did before", async () => {
      await other.store("modelLab", EU, OTHERS);
      await store.store("modelLab", EU, KEYS);
      assert.deepEqual(await keysOf(store, "modelLab", EU), KEYS);
    });

    it("hears of the other's change", async () => {
      await store.store("modelLab", US, KEYS);
      await assertHeard(store, other);
    });

    it("hears of the other's first keys, on a machine that has no folder yet", async () => {
      const later = Uri.joinPath(folder.uri, "made/later");
      const first = folder.own(new KeyStore(secrets, later));
      // A ledger that is written together with its folder goes unheard.
      await waitUntil(() => existsSync(later.fsPath), "the folder, without which nothing is watched");
      await assertHeard(first, folder.own(new KeyStore(otherSecrets, later)));
    });

    /** The watcher takes a while to begin; until then each change may pass unseen. */
    async function assertHeard(listener: KeyStore, writer: KeyStore): Promise<void> {
      const changes = countChanges(listener);
      await waitUntil(async () => {
        await writer.store("modelLab", EU, OTHERS);
        return changes() > 0;
      }, "the change of the other window's keys to be heard");
      assert.equal(await listener.read("modelLab", EU), "elsewhere");
    }
  });

  describe("with what is broken", () => {
    for (const [name, text] of Object.entries({
      "no JSON": "{not json",
      "another shape": '{"account": 7, "keys": {"apiKey": null}}',
      "a list": "[]",
      nothing: "",
    })) {
      it(`takes a secret of ${name} for none, and can be given keys again`, async () => {
        await store.store("modelLab", EU, KEYS);
        for (const key of secrets.values.keys()) {
          secrets.values.set(key, text);
        }
        assert.notEqual(typeof (await store.read("modelLab", EU)), "object");
        await store.store("modelLab", EU, OTHERS);
        assert.deepEqual(await keysOf(store, "modelLab", EU), OTHERS);
      });

      it(`lets the secrets speak for themselves when the ledger is ${name}`, async () => {
        await store.store("modelLab", EU, KEYS);
        writeFileSync(ledgerFile(), text);
        assert.deepEqual(await keysOf(store, "modelLab", EU), KEYS);
        await store.store("modelLab", US, OTHERS);
        assert.deepEqual(await keysOf(store, "modelLab", US), OTHERS);
      });
    }
  });
});
