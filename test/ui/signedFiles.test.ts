import assert from "node:assert/strict";
import { statSync } from "node:fs";
import { join } from "node:path";
import type { SampleServer } from "../../src/sample/sampleServer";
import { startSampleServer } from "../../src/sample/sampleServer";
import { downloadAtOnce } from "./support/downloadDialog";
import type { SidebarView } from "./support/sidebarView";
import { waitUntil } from "./support/waitUntil";
import { useWindow } from "./support/windowSuite";

const TOKENS = {
  token: "tfy-61b0c5d2e7f34a8891b0c5d2e7f34a88",
  registryToken: "reg-77aa12bc90de4f5577aa12bc90de4f55",
};
const KEY_HEADERS = ["authorization", "proxy-authorization", "x-authorization", "dd-api-key", "cookie"];
const VERSION = ["support-assistant", "Models", "qwen36-support-lora", "v64"];
const BERT = "google-bert/bert-base-uncased";

describe("What is read by signed links", () => {
  let server: SampleServer;
  /** Everything that was to be seen on the way, with what stands in tooltips and attributes. */
  const seen: string[] = [];
  const window = useWindow(async () => {
    server = await startSampleServer(TOKENS);
    const { trueFoundry, registry } = server.systems;
    return {
      machineSettings: {
        "mlArtifacts.trueFoundry.baseURL": trueFoundry.baseUrl,
        "mlArtifacts.registry.baseURL": registry.baseUrl,
      },
    };
  });
  afterEach(() => server.reset());
  after("stop the server", () => server.close());

  const trueFoundry = () => window().view("TrueFoundry");
  const registry = () => window().view("Artifact Registry");

  const see = async () => {
    const messages = (await window().notifications.list()).map(({ text }) => text);
    seen.push(await window().visibleText(), await window().page.content(), ...messages);
  };
  const copyPathOfEditor = async (name: string) => {
    await window().runCommand("File: Copy Path of Active File");
    seen.push(await window().waitForClipboard(new RegExp(`${name}$`)));
  };
  const typeToken = async (token: string) => {
    await window().quickInput.waitFor(/token/);
    await window().quickInput.type(token);
    await see();
    await window().quickInput.accept();
    await window().statusBar.item(/are valid and stored/);
    await see();
  };
  const download = async (view: SidebarView, name: string) => {
    await downloadAtOnce(window(), name, view);
    await window().notifications.waitFor(/^Downloaded/);
    await see();
    await window().notifications.close(/^Downloaded/);
    return statSync(join(window().profile.workspace, name)).size;
  };

  before("log all there is to log", async () => {
    await window().openContainer();
    await window().widenSidebar(520);
    await window().view().fold();
    const { quickInput } = window();
    await waitUntil(async () => {
      await window().runCommand("Developer: Set Log Level...");
      await waitUntil(async () => (await quickInput.items()).length > 0, "levels, and who logs");
      const isThere = (await quickInput.allItems()).some(({ name }) => name === "ML Artifacts");
      await (isThere ? quickInput.choose("ML Artifacts") : quickInput.cancel());
      return isThere;
    }, "the extension to log");
    await quickInput.choose("Trace");
  });

  it("opens and is downloaded, in TrueFoundry", async () => {
    await trueFoundry().unfold();
    await trueFoundry().clickWelcome("Set Keys");
    await typeToken(TOKENS.token);
    await trueFoundry().expandPath(VERSION);
    await trueFoundry().click("adapter_config.json");
    await waitUntil(async () => (await window().editorText()).includes("lora_alpha"), "the text of the file");
    await see();
    await copyPathOfEditor("adapter_config.json");
    assert.ok((await download(trueFoundry(), "adapter_config.json")) > 0);
    await trueFoundry().chooseFromMenu("adapter_config.json", "Copy Load Snippet…");
    await window().quickInput.waitFor(/Copy Load Snippet/);
    await window().quickInput.choose("Python, with requests");
    seen.push(await window().waitForClipboard(/signed_url/));
  });

  it("is said not to be readable without the link that was refused", async () => {
    // Hosts of files quote what was asked for.
    const quote = (path: string, query: URLSearchParams) => `<Error>${path}?${query.toString()}</Error>`;
    server.respondWith(({ path, query }) =>
      query.has("Signature") ? { status: 403, body: quote(path, query) } : undefined,
    );
    await trueFoundry().click("README.md");
    const { text, buttons } = await window().notifications.waitFor(/Could not read README\.md/);
    const { host } = new URL(server.downloadOrigin);
    assert.equal(text, `Could not read README.md: ${host} refused the service's link to it (status 403).`);
    assert.deepEqual(buttons, ["Show Log"], "the keys are not what is wrong");
    await window().moveMouseAway();
    await window().screenshot("signed-link-refused");
    await see();
    await window().notifications.close(/README\.md/);
  });

  it("opens and is downloaded, in the registry", async () => {
    await trueFoundry().fold();
    await registry().unfold();
    await registry().expand("Models");
    await registry().click(["Models", /^Could not list/]);
    await typeToken(TOKENS.registryToken);
    await registry().waitForRows((rows) => rows.length === 3, "the failure to go with the new token");
    await registry().expandPath(["Models", BERT]);
    const reads = server.downloadRequests.length;
    await registry().click("12345.zip");
    await waitUntil(() => server.downloadRequests.length > reads, "the package to be asked for");
    await copyPathOfEditor("12345.zip");
    assert.ok((await download(registry(), "12345.zip")) > 0);
    await window().runCommand("ML Artifacts: Show Log");
    await see();
    await window().screenshot("signed-files-log");
  });

  it("took no token along", () => {
    const asked = server.downloadRequests;
    assert.ok(asked.some(({ path }) => path.includes("12345")) && asked.some(({ path }) => path.includes("adapter")));
    assert.deepEqual(
      asked.flatMap(({ headerNames }) => headerNames).filter((name) => KEY_HEADERS.includes(name)),
      [],
    );
  });

  it("left no link and no token in logs, state, settings, messages, addresses or on the screen", async () => {
    const signatures = server.downloadRequests.map(({ query }) => query["Signature"] ?? "");
    assert.ok(signatures.length >= 6 && signatures.every((signature) => signature.length === 64));
    const storage: string = await window().page.evaluate("JSON.stringify({ ...localStorage, ...sessionStorage })");
    const places = {
      screen: seen.join("\n"),
      logs: window().server.readLogs(),
      disk: window().server.readState(),
      storage,
      clipboard: await window().clipboard(),
    };
    assert.ok(places.logs.includes(`GET ${server.downloadOrigin}/…: 403`), "the host is logged, and all that is");
    // Of the host's addresses nothing but the host may be seen.
    const link = new RegExp(`${new URL(server.downloadOrigin).host}(?:/|%2F)[\\w%.-]+`, "i");
    for (const [place, text] of Object.entries(places)) {
      assert.equal(link.exec(text)?.[0], undefined, place);
      for (const secret of [...signatures, ...Object.values(TOKENS), "Signature="]) {
        assert.ok(!text.includes(secret), `${secret} stands in ${place}`);
      }
    }
  });
});
