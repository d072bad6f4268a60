import assert from "node:assert/strict";
import { ConfigurationTarget, Uri, workspace } from "vscode";
import type { SiteChoice } from "../../src/host/site/siteSetting";
import { SiteSetting, urlProblem } from "../../src/host/site/siteSetting";
import { MODEL_LAB } from "../../src/sources/modelLab/modelLabSystem";
import { REGISTRY } from "../../src/sources/registry/registrySystem";
import type { SystemDefinition } from "../../src/sources/contract/system";
import { SYSTEMS } from "../../src/sources/systems";
import { TRUE_FOUNDRY } from "../../src/sources/trueFoundry/trueFoundrySystem";
import { waitUntil } from "../ui/support/waitUntil";
import { MemoryMemento } from "./support/memoryStorage";
import { UserSettings, userValue } from "./support/userSettings";

const SITE = "mlArtifacts.modelLab.site";
const CUSTOM_URL = "mlArtifacts.modelLab.customURL";
const TFY_URL = "mlArtifacts.trueFoundry.baseURL";
const REGISTRY_URL = "mlArtifacts.registry.baseURL";

describe("SiteSetting", () => {
  const settings = new UserSettings();
  const owned: SiteSetting[] = [];
  const settingOf = (system: SystemDefinition, memory = new MemoryMemento()): SiteSetting => {
    const made = new SiteSetting(system, memory);
    owned.push(made);
    return made;
  };

  afterEach(async () => {
    await settings.restore();
    for (const setting of owned.splice(0)) {
      setting.dispose();
    }
  });

  it("names US1, the hosted control plane and no registry, as long as nothing is set", () => {
    assert.deepEqual(shown(settingOf(MODEL_LAB).choice), "https://api.datadoghq.com");
    assert.deepEqual(shown(settingOf(TRUE_FOUNDRY).choice), "https://app.truefoundry.com");
    assert.deepEqual(shown(settingOf(REGISTRY).choice), "unset");
  });

  it("follows the user's setting, and tells of its changes alone", async () => {
    const setting = settingOf(MODEL_LAB);
    let changes = 0;
    setting.onDidChange(() => changes++);
    await settings.set(SITE, "datadoghq.eu");
    assert.equal(changes, 1);
    assert.deepEqual([setting.id, shown(setting.choice)], ["datadoghq.eu", "https://api.datadoghq.eu"]);
    await settings.set(CUSTOM_URL, "https://ml.example.com");
    assert.equal(changes, 2);
    await settings.set(REGISTRY_URL, "https://ml.example.com");
    assert.equal(changes, 2);
  });

  it("tells of nothing once it is disposed of", async () => {
    const setting = settingOf(MODEL_LAB);
    let changes = 0;
    setting.onDidChange(() => changes++);
    setting.dispose();
    await settings.set(SITE, "datadoghq.eu");
    assert.equal(changes, 0);
  });

  it("says what is wrong with a site that no one knows", async () => {
    await settings.set(SITE, "datadoghq.example");
    assert.deepEqual(settingOf(MODEL_LAB).choice, {
      kind: "misconfigured",
      reason: `the setting ${SITE} names no known site`,
    });
  });

  it("says that the custom site has no address yet", async () => {
    await settings.set(SITE, "custom");
    assert.deepEqual(settingOf(MODEL_LAB).choice, {
      kind: "misconfigured",
      reason: `there is no address yet (setting ${CUSTOM_URL})`,
    });
  });

  describe("takes as an address", () => {
    const each = new UserSettings();
    after(() => each.restore());
    const ADDRESSES: readonly (readonly [url: string, isFine: boolean])[] = [
      ["https://ml.example.com", true],
      ["https://ml.example.com:8443/prod/api", true],
      ["http://localhost:8080", true],
      ["http://127.0.0.1:8080/api", true],
      ["http://[::1]:8080", true],
      ["http://ml.example.com", false],
      ["http://localhost.example.com", false],
      ["ftp://ml.example.com", false],
      ["file:///etc/passwd", false],
      ["javascript:alert(1)", false],
      ["ml.example.com", false],
      ["https://user:password@ml.example.com", false],
      ["https://ml.example.com/?token=x", false],
      ["https://ml.example.com/#x", false],
      ["not a url", false],
    ];

    for (const [url, isFine] of ADDRESSES) {
      it(`${isFine ? "" : "not "}${url}`, async () => {
        await each.set(REGISTRY_URL, ` ${url} `);
        const { choice } = settingOf(REGISTRY);
        assert.equal(choice.kind, isFine ? "site" : "misconfigured");
        assert.equal(urlProblem(url) === undefined, isFine);
        assert.equal(shown(choice).startsWith(isFine ? url : "the service's address"), true, shown(choice));
        assert.ok(!shown(choice).includes("password@") && !shown(choice).includes("token="));
      });
    }
  });

  for (const { title, settings: names } of SYSTEMS) {
    for (const name of [names.site, names.customUrl].filter((one) => one !== undefined)) {
      it(`lets no workspace set ${name} of ${title}`, async () => {
        const configuration = workspace.getConfiguration();
        await assert.rejects(async () => {
          await configuration.update(name, "https://evil.example.com", ConfigurationTarget.Workspace);
        });
      });
    }
  }

  it("passes over what a workspace's settings.json says", async () => {
    const file = Uri.joinPath(workspace.workspaceFolders![0]!.uri, ".vscode/settings.json");
    const evil = { [SITE]: "custom", [CUSTOM_URL]: "https://evil.example.com" };
    const text = JSON.stringify({
      ...evil,
      [TFY_URL]: evil[CUSTOM_URL],
      [REGISTRY_URL]: evil[CUSTOM_URL],
      "editor.tabSize": 7,
    });
    await workspace.fs.writeFile(file, new TextEncoder().encode(text));
    try {
      const isRead = () => workspace.getConfiguration("editor").get("tabSize") === 7;
      await waitUntil(isRead, "the workspace's settings to be read");
      assert.equal(shown(settingOf(MODEL_LAB).choice), "https://api.datadoghq.com");
      assert.equal(settingOf(MODEL_LAB).customUrl, "");
      assert.equal(shown(settingOf(TRUE_FOUNDRY).choice), "https://app.truefoundry.com");
      assert.equal(shown(settingOf(REGISTRY).choice), "unset");
    } finally {
      await workspace.fs.delete(file);
      await waitUntil(() => workspace.getConfiguration("editor").get("tabSize") !== 7, "the settings to be gone");
    }
  });

  describe("of an earlier version, by the names that it had", () => {
    const EARLIER = "mlArtifacts.modelLab.customUrl";
    const EARLIER_REGISTRY = "mlArtifacts.registry.url";
    beforeEach(() => {
      for (const name of [SITE, CUSTOM_URL, REGISTRY_URL]) {
        settings.keep(name);
      }
    });

    it("counts where the new name is not set, and tells of its changes", async () => {
      await settings.set(SITE, "custom");
      const lab = settingOf(MODEL_LAB);
      let changes = 0;
      lab.onDidChange(() => changes++);
      await settings.set(EARLIER, "https://old.example.com");
      assert.deepEqual(
        [changes, lab.customUrl, shown(lab.choice)],
        [1, "https://old.example.com", "https://old.example.com"],
      );
      await settings.set(CUSTOM_URL, "https://new.example.com");
      assert.equal(shown(lab.choice), "https://new.example.com");
      await settings.set(EARLIER_REGISTRY, "https://reg.example.com/api");
      assert.equal(shown(settingOf(REGISTRY).choice), "https://reg.example.com/api");
    });

    it("makes way for what is chosen, and is what the sample data leads back to", async () => {
      await settings.set(EARLIER_REGISTRY, "https://reg.example.com/api");
      const registry = settingOf(REGISTRY);
      await registry.switchTo("sample");
      assert.deepEqual([userValue(REGISTRY_URL), userValue(EARLIER_REGISTRY)], ["sample", undefined]);
      await registry.leaveSample();
      assert.deepEqual(
        [userValue(REGISTRY_URL), shown(registry.choice)],
        ["https://reg.example.com/api", "https://reg.example.com/api"],
      );
    });

    it("leaves what was remembered of the addresses that were chosen", async () => {
      const memory = new MemoryMemento();
      await memory.update(`${EARLIER_REGISTRY}.chosen`, ["https://reg.example.com/api"]);
      assert.equal(settingOf(REGISTRY, memory).isSetUp({ baseUrl: "https://reg.example.com/api" }), true);
    });
  });

  describe("switches", () => {
    beforeEach(() => {
      for (const name of [SITE, CUSTOM_URL, TFY_URL, REGISTRY_URL]) {
        settings.keep(name);
      }
    });

    it("to a site, and writes it to the user's settings", async () => {
      await settingOf(MODEL_LAB).switchTo("us5.datadoghq.com");
      assert.equal(userValue(SITE), "us5.datadoghq.com");
    });

    it("to an address of the user's own: the custom one, or the setting itself where that holds an address", async () => {
      const lab = settingOf(MODEL_LAB);
      await lab.switchToUrl("https://ml.example.com");
      assert.deepEqual([userValue(SITE), userValue(CUSTOM_URL)], ["custom", "https://ml.example.com"]);
      assert.deepEqual([lab.customUrl, shown(lab.choice)], ["https://ml.example.com", "https://ml.example.com"]);
      const registry = settingOf(REGISTRY);
      await registry.switchToUrl("https://reg.example.com/api");
      assert.equal(userValue(REGISTRY_URL), "https://reg.example.com/api");
      assert.equal(registry.customUrl, "https://reg.example.com/api");
    });

    it("remembers the custom address while another site is shown", async () => {
      const lab = settingOf(MODEL_LAB);
      await lab.switchToUrl("https://ml.example.com");
      await lab.switchTo("datadoghq.eu");
      assert.equal(lab.customUrl, "https://ml.example.com");
    });

    it("to the sample data and back to a value that was set", async () => {
      await settings.set(SITE, "datadoghq.eu");
      const lab = settingOf(MODEL_LAB);
      await lab.switchTo("sample");
      assert.deepEqual([lab.choice, userValue(SITE)], [{ kind: "sample" }, "sample"]);
      await lab.leaveSample();
      assert.equal(userValue(SITE), "datadoghq.eu");
    });

    it("back to no value where there was none", async () => {
      for (const [system, name] of [
        [MODEL_LAB, SITE],
        [TRUE_FOUNDRY, TFY_URL],
        [REGISTRY, REGISTRY_URL],
      ] as const) {
        const setting = settingOf(system);
        await setting.switchTo("sample");
        assert.equal(userValue(name), "sample");
        await setting.leaveSample();
        assert.equal(userValue(name), undefined, name);
      }
    });

    it("back to what was there first, when the sample data is opened twice", async () => {
      await settings.set(REGISTRY_URL, "https://reg.example.com");
      const setting = settingOf(REGISTRY);
      await setting.switchTo("sample");
      await setting.switchTo("sample");
      await setting.leaveSample();
      assert.equal(userValue(REGISTRY_URL), "https://reg.example.com");
    });

    it("back after a restart", async () => {
      await settings.set(SITE, "ap1.datadoghq.com");
      const memory = new MemoryMemento();
      await settingOf(MODEL_LAB, memory).switchTo("sample");
      await settingOf(MODEL_LAB, memory).leaveSample();
      assert.equal(userValue(SITE), "ap1.datadoghq.com");
    });

    it("out of the sample data that a user has typed into the settings", async () => {
      await settings.set(SITE, "sample");
      await settingOf(MODEL_LAB).leaveSample();
      assert.equal(userValue(SITE), undefined);
    });
  });
});

/** The address that is shown, or what stands in its place. */
function shown(choice: SiteChoice): string {
  return choice.kind === "site" ? choice.site.baseUrl : choice.kind === "misconfigured" ? choice.reason : choice.kind;
}
