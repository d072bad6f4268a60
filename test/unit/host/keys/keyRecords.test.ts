import assert from "node:assert/strict";
import { KeyLedger } from "../../../../src/host/keys/keyLedger";
import { KeyRecords } from "../../../../src/host/keys/keyRecords";

const NAME = "mlArtifacts.keys:modelLab:https://api.datadoghq.eu";
const OTHER = "mlArtifacts.keys:modelLab:https://api.datadoghq.com";
const ONE = { apiKey: "0123456789abcdef-one" };
const TWO = { apiKey: "fedcba9876543210-two" };
const NOON = Date.UTC(2024, 5, 1, 12);
const HOUR = 3_600_000;

/** One place for secrets: a desktop VS Code's, whatever hosts its windows are on, or one window's of a browser. */
class Secrets {
  readonly values = new Map<string, string>();
  get = (name: string) => Promise.resolve(this.values.get(name));
  store = (name: string, value: string) => {
    this.values.set(name, value);
    return Promise.resolve();
  };
}

/** The ledger's file of one host. */
class HostFile {
  text: string | undefined;
  writes = 0;
  isReadOnly = false;
  read = () => (this.text === undefined ? Promise.reject(new Error("no such file")) : Promise.resolve(this.text));
  write = (text: string) => {
    if (this.isReadOnly) {
      return Promise.reject(new Error("the disk is read-only"));
    }
    this.text = text;
    this.writes++;
    return Promise.resolve();
  };
}

describe("KeyRecords", () => {
  let secrets: Secrets;
  let file: HostFile;
  beforeEach(() => {
    secrets = new Secrets();
    file = new HostFile();
  });

  /** A window that has begun. */
  async function window(own: Secrets, host: HostFile, now = () => NOON): Promise<KeyRecords> {
    const records = new KeyRecords(own, new KeyLedger(host), now);
    await records.read(OTHER);
    return records;
  }
  const keysOf = async (records: KeyRecords, name = NAME) => {
    const found = await records.read(name);
    return typeof found === "object" ? found.keys : found;
  };

  describe("of windows on two hosts, with the secrets of one desktop", () => {
    let farFile: HostFile;
    let local: KeyRecords;
    let far: KeyRecords;
    beforeEach(async () => {
      farFile = new HostFile();
      local = await window(secrets, file);
      far = await window(secrets, farFile);
    });

    it("are those that were set on the other host last, at once and after a reload", async () => {
      await local.store(NAME, ONE);
      assert.deepEqual(await keysOf(far), ONE);
      await far.store(NAME, TWO);
      assert.deepEqual(await keysOf(local), TWO);
      assert.deepEqual(await keysOf(await window(secrets, file)), TWO);
      await local.store(NAME, ONE);
      assert.deepEqual([await keysOf(far), await keysOf(local)], [ONE, ONE]);
    });

    it("mend this host's ledger, once", async () => {
      await local.store(NAME, ONE);
      await far.store(NAME, TWO);
      await local.read(NAME);
      assert.deepEqual(JSON.parse(file.text ?? ""), JSON.parse(farFile.text ?? ""));
      const { writes } = file;
      await local.read(NAME);
      assert.equal(file.writes, writes);
    });

    it("are found where the ledger can't be mended", async () => {
      await local.store(NAME, ONE);
      await far.store(NAME, TWO);
      file.isReadOnly = true;
      assert.deepEqual(await keysOf(local), TWO);
    });

    it("are gone, and nowhere else, once they were removed on the other host", async () => {
      await local.store(NAME, ONE);
      const second = await window(secrets, file);
      await far.remove(NAME);
      for (const records of [local, second, far, await window(secrets, file)]) {
        assert.equal(await records.read(NAME), undefined);
      }
      assert.ok(![...secrets.values.values()].join("").includes(ONE.apiKey));
    });

    it("are lost when something else took the secret away, until they are set again or removed", async () => {
      await local.store(NAME, ONE);
      secrets.values.clear();
      assert.equal(await local.read(NAME), "lost");
      assert.equal(await (await window(secrets, file)).read(NAME), "lost");
      await local.remove(NAME);
      assert.equal(await (await window(secrets, file)).read(NAME), undefined);
      await local.store(NAME, TWO);
      assert.deepEqual(await keysOf(await window(secrets, file)), TWO);
    });

    it("are those that were set last, however much the hosts' clocks differ", async () => {
      const late = await window(secrets, farFile, () => NOON - HOUR);
      await local.store(NAME, ONE);
      await late.store(NAME, TWO);
      assert.deepEqual([await keysOf(local), await keysOf(late)], [TWO, TWO]);
      await local.remove(NAME);
      assert.equal(await late.read(NAME), undefined);
      await late.store(NAME, ONE);
      assert.deepEqual([await keysOf(local), await keysOf(late)], [ONE, ONE]);
    });

    it("are taken up by each window of a host, and are not elsewhere when they go again", async () => {
      const second = await window(secrets, file);
      await local.store(NAME, ONE);
      assert.deepEqual(await keysOf(second), ONE);
      secrets.values.clear();
      assert.equal(await second.read(NAME), "lost");
    });
  });

  describe("of windows on one host, each with secrets of its own", () => {
    let ours: KeyRecords;
    let theirs: KeyRecords;
    beforeEach(async () => {
      ours = await window(secrets, file);
      theirs = await window(new Secrets(), file);
    });

    it("are elsewhere when the other has set them meanwhile, the first ones and new ones", async () => {
      await theirs.store(NAME, ONE);
      assert.equal(await ours.read(NAME), "elsewhere");
      await ours.store(NAME, TWO);
      assert.deepEqual(await keysOf(ours), TWO);
      await theirs.store(NAME, ONE);
      assert.equal(await ours.read(NAME), "elsewhere");
      assert.equal(await ours.read(OTHER), undefined);
    });

    it("are lost, rather than elsewhere, to a window that began later and does not see them", async () => {
      await theirs.store(NAME, ONE);
      assert.equal(await (await window(secrets, file)).read(NAME), "lost");
    });

    it("are each browser's own once both are loaded again, and none is signed out by the other", async () => {
      const [here, there] = [new Secrets(), new Secrets()];
      await (await window(here, file)).store(NAME, ONE);
      await (await window(there, file)).store(NAME, TWO);
      assert.deepEqual(await keysOf(await window(here, file)), ONE);
      assert.deepEqual(await keysOf(await window(there, file)), TWO);
      await (await window(there, file)).remove(NAME);
      assert.equal(await (await window(here, file)).read(NAME), undefined);
    });

    it("are none where the other has removed them", async () => {
      await ours.store(NAME, ONE);
      await theirs.remove(NAME);
      assert.equal(await ours.read(NAME), undefined);
      assert.equal(await (await window(secrets, file)).read(NAME), undefined);
    });

    it("are each window's own when both were set in the same moment, and no ledger is written over and over", async () => {
      const [begun, other] = [new Secrets(), new Secrets()];
      const [first, second] = [await window(begun, new HostFile()), await window(other, new HostFile())];
      await first.store(NAME, ONE);
      await second.store(NAME, TWO);
      file.text = JSON.stringify({ [NAME]: { account: "the-second", at: NOON } });
      const { writes } = file;
      assert.deepEqual(await keysOf(await window(begun, file)), ONE);
      assert.deepEqual(await keysOf(await window(other, file)), TWO);
      assert.equal(file.writes, writes);
    });
  });

  describe("of an earlier version, without a time", () => {
    const old = (account: string, keys: object) => secrets.values.set(NAME, JSON.stringify({ account, keys }));

    it("are read, with their ledger, without one, and where another host has set them", async () => {
      old("account-1", ONE);
      for (const text of [
        undefined,
        JSON.stringify({ [NAME]: "account-1" }),
        JSON.stringify({ [NAME]: "account-0" }),
      ]) {
        file.text = text;
        assert.deepEqual(await (await window(secrets, file)).read(NAME), { account: "account-1", keys: ONE });
      }
    });

    it("stay removed", async () => {
      old("account-1", ONE);
      file.text = JSON.stringify({ [NAME]: "" });
      assert.equal(await (await window(secrets, file)).read(NAME), undefined);
    });

    it("give way to newer ones", async () => {
      old("account-1", ONE);
      file.text = JSON.stringify({ [NAME]: "account-1", [OTHER]: "account-2" });
      const records = await window(secrets, file);
      await records.store(NAME, TWO);
      assert.deepEqual(await keysOf(records), TWO);
      assert.deepEqual(await keysOf(await window(secrets, file)), TWO);
    });
  });

  it("reach the ledger with nothing of the keys themselves", async () => {
    const records = await window(secrets, file);
    await records.store(NAME, ONE);
    await records.store(OTHER, TWO);
    const ledger = JSON.parse(file.text ?? "") as Record<string, Record<string, unknown>>;
    assert.deepEqual(Object.keys(ledger), [NAME, OTHER]);
    for (const mark of Object.values(ledger)) {
      assert.deepEqual(Object.keys(mark), ["account", "at"]);
      assert.match(String(mark["account"]), /^[0-9a-f-]{36}$/);
    }
  });

  it("of several names all reach the ledger when they are set at once", async () => {
    const records = await window(secrets, file);
    const names = ["a", "b", "c", "d"].map((part) => `${OTHER}/${part}`);
    await Promise.all(names.map((name) => records.store(name, ONE)));
    assert.deepEqual(Object.keys(JSON.parse(file.text ?? "") as object).sort(), names);
  });
});
