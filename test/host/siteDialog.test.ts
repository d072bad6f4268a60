import assert from "node:assert/strict";
import type { QuickPickItem } from "vscode";
import { window } from "vscode";
import { sitesWithKeys, switchSite } from "../../src/commands/connect/siteDialog";
import { KeyStore } from "../../src/host/keys/keyStore";
import { SiteSetting } from "../../src/host/site/siteSetting";
import { MODEL_LAB } from "../../src/sources/modelLab/modelLabSystem";
import type { SystemDefinition } from "../../src/sources/contract/system";
import { TRUE_FOUNDRY } from "../../src/sources/trueFoundry/trueFoundrySystem";
import { ApiStubs } from "./support/apiStubs";
import { MemoryMemento, MemorySecrets } from "./support/memoryStorage";
import { TemporaryFolder } from "./support/temporaryFolder";
import { UserSettings } from "./support/userSettings";

const TFY_URL = "mlArtifacts.trueFoundry.baseURL";
const LAB_SITE = "mlArtifacts.modelLab.site";
const LAB_URL = "mlArtifacts.modelLab.customURL";
const EARLIER = "https://tfy.corp.example";
const KEYS = { token: "a-token-of-the-tests" };

describe("The sites that have keys", () => {
  const settings = new UserSettings();
  const stubs = new ApiStubs();
  let folder: TemporaryFolder;
  let keys: KeyStore;
  beforeEach(() => {
    folder = new TemporaryFolder();
    keys = folder.own(new KeyStore(new MemorySecrets(), folder.uri));
  });
  afterEach(async () => {
    stubs.restore();
    folder.remove();
    await settings.restore();
  });

  const optionsOf = (system: SystemDefinition) => ({
    system,
    setting: folder.own(new SiteSetting(system, new MemoryMemento())),
    keys,
  });
  const addresses = async (options: ReturnType<typeof optionsOf>) =>
    (await sitesWithKeys(options)).map(({ baseUrl }) => baseUrl);

  it("are also addresses of before, whatever is shown now, until their keys are removed", async () => {
    await settings.set(TFY_URL, EARLIER);
    const options = optionsOf(TRUE_FOUNDRY);
    await keys.store("trueFoundry", EARLIER, KEYS);
    assert.deepEqual(await addresses(options), [EARLIER]);
    for (const next of ["sample", `${EARLIER}/other-tenant`, ""]) {
      await settings.set(TFY_URL, next);
      assert.deepEqual(await addresses(options), [EARLIER], next);
    }
    await keys.remove("trueFoundry", EARLIER);
    assert.deepEqual(await addresses(options), []);
  });

  it("are none that were shown without keys, and none twice", async () => {
    await settings.set(LAB_SITE, "datadoghq.eu");
    const options = optionsOf(MODEL_LAB);
    await settings.set(LAB_SITE, "datadoghq.com");
    await keys.store("modelLab", "https://api.datadoghq.com", KEYS);
    assert.deepEqual(await addresses(options), ["https://api.datadoghq.com"]);
  });

  it("are marked in the list of sites, and an address without keys is not on account of one before it", async () => {
    await settings.set(LAB_URL, "https://earlier.example.com");
    await settings.set(LAB_SITE, "custom");
    const options = optionsOf(MODEL_LAB);
    await keys.store("modelLab", "https://earlier.example.com", KEYS);
    await keys.store("modelLab", "https://api.datadoghq.eu", KEYS);
    await settings.set(LAB_URL, "https://later.example.com");
    let items: readonly QuickPickItem[] = [];
    stubs.replace(window, "showQuickPick", async (offered: unknown) => {
      items = (await offered) as readonly QuickPickItem[];
      return undefined as never;
    });
    await switchSite({ ...options, title: "Switch Site", withSample: true });
    const marked = items.filter(({ description }) => description?.includes("keys stored") === true);
    assert.deepEqual(
      marked.map(({ label }) => label),
      ["$(blank) EU1"],
    );
  });
});
