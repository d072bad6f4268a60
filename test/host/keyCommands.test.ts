import assert from "node:assert/strict";
import { COMMANDS } from "../../src/manifest/commands";
import type { SampleServer } from "../../src/sample/sampleServer";
import { startSampleServer } from "../../src/sample/sampleServer";
import { MODEL_LAB } from "../../src/sources/modelLab/modelLabSystem";
import { REGISTRY } from "../../src/sources/registry/registrySystem";
import { TRUE_FOUNDRY } from "../../src/sources/trueFoundry/trueFoundrySystem";
import { waitUntil } from "../ui/support/waitUntil";
import { ProductCommands } from "./support/productCommands";
import { UserSettings, userValue } from "./support/userSettings";

const KEYS = { apiKey: "an-api-key-of-the-tests-1234", appKey: "an-app-key-of-the-tests-1234" };
const TOKEN = "a-token-of-the-tests-1234";

describe("Commands of keys and sites", () => {
  const settings = new UserSettings();
  let server: SampleServer;
  let product: ProductCommands;
  const user = () => product.user;
  const stored = (id: string, url: string) => product.pooled.keys.isStored(id, url);

  before(async () => (server = await startSampleServer({ keys: KEYS, token: TOKEN })));
  after(async () => {
    await settings.restore();
    await server.close();
  });
  beforeEach(async () => {
    product = await ProductCommands.at(
      {
        "mlArtifacts.modelLab.site": "custom",
        "mlArtifacts.modelLab.customURL": server.systems.modelLab.baseUrl,
        "mlArtifacts.trueFoundry.baseURL": server.systems.trueFoundry.baseUrl,
        "mlArtifacts.registry.baseURL": "",
      },
      [MODEL_LAB, TRUE_FOUNDRY, REGISTRY],
      settings,
    );
    product.begin();
  });
  afterEach(() => {
    product.end();
    product.dispose();
  });

  it("ask for each key masked, check them and store them", async () => {
    const done = product.call(COMMANDS.setKeys, "modelLab");
    const first = await user().input();
    assert.deepEqual([first.password, first.step, first.totalSteps], [true, 1, 2]);
    first.enter("a key with spaces");
    assert.equal(first.validationMessage, "Paste the API key: letters, digits and symbols without spaces");
    first.enter(KEYS.apiKey);
    const second = await waitUntil(() => user().inputs[1], "the second box");
    second.pressTitle(second.buttons[0]);
    const again = await waitUntil(() => user().inputs[2], "the first box again");
    assert.equal(again.step, 1);
    again.enter(KEYS.apiKey);
    (await waitUntil(() => user().inputs[3], "the second box again")).enter(KEYS.appKey);
    await done;
    assert.equal(await stored("modelLab", server.systems.modelLab.baseUrl), true);
    assert.match(user().statuses.join(), /are valid and stored/);
    assert.deepEqual(user().texts, []);
  });

  it("say which key is wrong, and take the right one", async () => {
    user().willPress("Type It Again");
    const done = product.call(COMMANDS.setKeys, "trueFoundry");
    (await user().input()).enter("a-token-that-is-wrong-1234");
    const again = await waitUntil(() => user().inputs[1], "the box again");
    assert.match(user().texts[0]!, /^The .*token.* is not valid on /);
    assert.equal(again.validationMessage, user().texts[0]);
    again.enter(TOKEN);
    await done;
    assert.equal(await stored("trueFoundry", server.systems.trueFoundry.baseUrl), true);
  });

  it("store nothing when one leaves, or gives up on a wrong key", async () => {
    const left = product.call(COMMANDS.setKeys, "trueFoundry");
    (await user().input()).hide();
    await left;
    const wrong = product.call(COMMANDS.setKeys, "trueFoundry");
    (await waitUntil(() => user().inputs[1], "the box")).enter("a-token-that-is-wrong-1234");
    await wrong;
    assert.equal(await stored("trueFoundry", server.systems.trueFoundry.baseUrl), false);
  });

  it("ask where the site is first where none is known, and refuse what is no address", async () => {
    user().willType("ftp://nowhere");
    await product.call(COMMANDS.setKeys, "registry");
    assert.equal(user().problems.length, 1);
    user().willType(server.systems.registry.baseUrl);
    const done = product.call(COMMANDS.setKeys, "registry");
    (await user().input()).enter("any-token-at-all");
    await done;
    assert.equal(userValue("mlArtifacts.registry.baseURL"), server.systems.registry.baseUrl);
    assert.equal(await stored("registry", server.systems.registry.baseUrl), true);
  });

  it("refuse a site that a link names and that is not set up here", async () => {
    await product.call(COMMANDS.setKeys, "trueFoundry", "https://evil.example.com");
    assert.match(user().texts[0]!, /"https:\/\/evil\.example\.com" is no site of TrueFoundry that is set up here/);
    assert.deepEqual(user().inputs, []);
  });

  it("ask for those of a site that a link names where keys of it are stored, though no setting names it", async () => {
    const elsewhere = "https://elsewhere.example.com/tenant";
    await product.pooled.keys.store("registry", elsewhere, { token: TOKEN });
    const done = product.call(COMMANDS.setKeys, "registry", elsewhere);
    (await user().input()).hide();
    await done;
    assert.deepEqual(user().texts, []);
    await product.call(COMMANDS.setKeys, "registry", "https://elsewhere.example.com/other");
    assert.match(user().texts[0]!, /is no site of .* that is set up here; switch to its site first\.$/);
  });

  it("remove keys after a question that says what stays", async () => {
    await product.call(COMMANDS.removeKeys, "trueFoundry");
    assert.match(user().texts[0]!, /no site has keys stored/);
    const url = server.systems.trueFoundry.baseUrl;
    await product.pooled.keys.store("trueFoundry", url, { token: TOKEN });
    user().willChoose(new URL(url).host);
    await product.call(COMMANDS.removeKeys, "trueFoundry");
    assert.equal(await stored("trueFoundry", url), true, "not without a yes");
    assert.match(user().said.at(-1)!.detail!, /^They stay valid at the service/);
    user().willChoose(new URL(url).host);
    user().willPress("Remove Keys");
    await product.call(COMMANDS.removeKeys, "trueFoundry");
    assert.equal(await stored("trueFoundry", url), false);
  });

  it("switch the site to a known one, to an address, and to the sample data and back", async () => {
    user().willChoose("EU1");
    await product.call(COMMANDS.switchSite, "modelLab");
    assert.equal(userValue("mlArtifacts.modelLab.site"), "datadoghq.eu");
    user().willChoose("Custom URL");
    user().willType("https://lab.example.com/tenant");
    await product.call(COMMANDS.switchSite, "modelLab");
    assert.deepEqual(
      [userValue("mlArtifacts.modelLab.site"), userValue("mlArtifacts.modelLab.customURL")],
      ["custom", "https://lab.example.com/tenant"],
    );
    await product.call(COMMANDS.exploreSampleData, "modelLab");
    assert.equal(userValue("mlArtifacts.modelLab.site"), "sample");
    await product.call(COMMANDS.leaveSampleData);
    assert.equal(userValue("mlArtifacts.modelLab.site"), "custom");
  });

  it("ask which system is meant, with how each stands", async () => {
    user().willChoose("Artifact Registry");
    user().willType(server.systems.registry.baseUrl);
    await product.call(COMMANDS.switchSite);
    assert.deepEqual(user().offered[0], [MODEL_LAB.title, TRUE_FOUNDRY.title, REGISTRY.title]);
    assert.equal(userValue("mlArtifacts.registry.baseURL"), server.systems.registry.baseUrl);
  });

  it("check what each system answers, and lead to what helps", async () => {
    await product.pooled.keys.store("modelLab", server.systems.modelLab.baseUrl, KEYS);
    await waitUntil(() => product.view("modelLab").session.state.kind === "ready", "the session");
    const done = product.call(COMMANDS.checkConnections);
    const pick = await user().pick();
    await waitUntil(() => !pick.busy, "the answers");
    const [lab, tfy, registry] = pick.items.map(({ label, description }) => `${label} ${description}`);
    assert.match(lab!, /^\$\(pass\) Datadog Model Lab .*: reachable, keys accepted, \d+ ms$/);
    assert.match(tfy!, /^\$\(key\) TrueFoundry .*: no keys$/);
    assert.match(registry!, /^\$\(circle-outline\) Artifact Registry not set up$/);
    const input = (async () => (await user().input()).hide())();
    await pick.accept("TrueFoundry");
    await Promise.all([done, input]);
    assert.match(user().inputs[0]!.title!, /^Set Keys: TrueFoundry/);
  });

  it("say of keys that have gone bad that they are not accepted, and of a host that it can't be reached", async () => {
    await product.pooled.keys.store("trueFoundry", server.systems.trueFoundry.baseUrl, { token: "an-old-token-1234" });
    await product.settings.set("mlArtifacts.registry.baseURL", "http://127.0.0.1:9");
    await waitUntil(() => product.view("registry").session.state.kind === "ready", "the registry");
    await waitUntil(() => product.view("trueFoundry").session.state.kind === "ready", "the session");
    const done = product.call(COMMANDS.checkConnections);
    const pick = await user().pick();
    await waitUntil(() => !pick.busy, "the answers");
    const [, tfy, registry] = pick.items.map(({ description }) => description);
    assert.match(tfy!, /reachable in \d+ ms, .*token not accepted/);
    assert.match(registry!, /not reachable: /);
    pick.hide();
    await done;
  });
});
