import assert from "node:assert/strict";
import type { SampleServer } from "../../src/sample/sampleServer";
import { asked, signIn, useWindowOnServer } from "./support/modelLabWindow";
import { waitUntil } from "./support/waitUntil";

const PROJECT = "qwen36-27b-qlora-fsdp";
const FILE_RUN = "qlora-r8-lr1e-4";
const GRID = "sweeps/qwen3-4b-lora-grid";
const TITLE = /^Go to Project, Run or Artifact/;

describe("Go to Project, Run or Artifact", () => {
  const { window, server } = useWindowOnServer();

  before(() => signIn(window(), server()));
  afterEach(() => server().reset());

  const open = async () => {
    await window().runCommand("ML Artifacts: Go to Project, Run or Artifact…");
    await window().quickInput.waitFor(TITLE);
  };
  const names = async () => (await window().quickInput.items()).map(({ name }) => name);
  const waitForItem = (wanted: RegExp) =>
    waitUntil(
      async () => (await names()).some((name) => wanted.test(name)),
      async () => `${String(wanted)} among: ${(await names()).join(" | ")}`,
    );
  const selected = (wanted: string) => window().view().waitForSelected(wanted);

  it("says what can be pasted", async () => {
    await open();
    await waitForItem(/^Paste the ID of a run or a project/);
    assert.deepEqual(asked(server()).slice(-1), ["GET /projects"], "nothing is asked before something is typed");
    await window().screenshot("go-to-start");
    await window().quickInput.cancel();
  });

  it("shows projects and runs while one types, asking once for each pause", async () => {
    await open();
    server().clearRequests();
    await window().quickInput.type("qwen3");
    await waitForItem(/^qwen36-27b-qlora-fsdp$/);
    await waitUntil(() => server().requests.every(({ outcome }) => outcome !== "underWay"), "the answers");
    const last = server().requests.filter(({ query }) => query["filter"] === "qwen3");
    assert.deepEqual(last.map(({ path }) => path.split("/").at(-1)).sort(), ["projects", "runs"]);
    assert.ok(server().requests.length < 10, asked(server()).join());
    await window().screenshot("go-to");
    await window().quickInput.cancel();
  });

  it("is opened by its key", async () => {
    await window().page.keyboard.press("Shift+Alt+G");
    await window().quickInput.waitFor(TITLE);
    await window().quickInput.cancel();
  });

  it("never shows what was found for an older text", async () => {
    server().respondWith(({ query }) => (query.get("filter") === "bf16" ? { hang: true } : undefined));
    await open();
    await window().quickInput.type("bf16");
    await waitUntil(() => isAsked(server(), "bf16"), "the first search");
    await waitForItem(/^Searching/);
    await window().screenshot("go-to-slow");
    await window().quickInput.type("vanilla");
    const seen = new Set<string>();
    await waitUntil(
      async () => {
        for (const name of await names()) seen.add(name);
        return isEnded(server(), "bf16") && seen.has("vanilla");
      },
      async () => `both searches to end; there is ${(await names()).join(" | ")}`,
    );
    assert.ok(![...seen].some((name) => name.includes("bf16")), [...seen].join(" | "));
    const old = server().requests.filter(({ query }) => query["filter"] === "bf16");
    assert.ok(old.every(({ outcome }) => outcome === "aborted"));
    await window().quickInput.cancel();
  });

  it("says which part of a search failed, and shows the rest", async () => {
    server().respondWith(({ path, query }) =>
      path.endsWith("/runs") && query.has("filter")
        ? { status: 400, body: { errors: [{ title: "Generic Error", detail: "the index is asleep" }] } }
        : undefined,
    );
    await open();
    await window().quickInput.type("qlora");
    await waitForItem(/^Could not search runs: .*the index is asleep/);
    await waitForItem(/^qwen36-27b-qlora-fsdp$/);
    await window().screenshot("go-to-failed");
    await window().quickInput.type("nothing is called so");
    await waitForItem(/^Nothing matches|^Could not/);
    await window().quickInput.cancel();
  });

  it("says when nothing matches", async () => {
    await open();
    await window().quickInput.type("no such name $(trash)");
    await waitForItem(/^Nothing matches “no such name/);
    await window().screenshot("go-to-nothing");
    await window().quickInput.cancel();
  });

  it("leads to a run by its ID, far down a list of 1,200, without its pages", async () => {
    const deep = await runOnPage(server(), GRID, 11);
    server().clearRequests();
    await open();
    await window().quickInput.type(deep.id);
    await waitForItem(new RegExp(`^${deep.name}$`));
    await window().quickInput.accept();
    await selected(deep.name);
    await window().moveMouseAway();
    await window().screenshot("go-to-revealed");
    const lists = server().requests.filter(({ query }) => query["page[size]"] === "100" && "sort" in query);
    assert.equal(lists.length, 1, "one page of the project's runs, and no more");
  });

  it("keeps the row over a refresh", async () => {
    const deep = await runOnPage(server(), GRID, 11);
    server().clearRequests();
    await window().runCommand("ML Artifacts: Refresh");
    await waitUntil(
      () => server().requests.some(({ query, outcome }) => query["filter[id]"] === deep.id && outcome === "answered"),
      "the row to be asked for alone",
    );
    await selected(deep.name);
    await window().view().collapse(GRID);
  });

  it("leads to a file by its mlartifact: address", async () => {
    // As VS Code writes the address: what would part segments is escaped twice.
    const site = encodeURIComponent(server().origin.replaceAll("/", "%2F"));
    await open();
    await window().quickInput.type(
      `mlartifact:/modelLab/${site}/project/2387/run/70158/checkpoint-102/adapter_config.json`,
    );
    await waitForItem(/^adapter_config\.json$/);
    await window().quickInput.accept();
    await selected("adapter_config.json");
    await window().view().row([PROJECT, "qlora-r8-lr1e-4", "checkpoint-102", "adapter_config.json"]);
  });

  it("offers where one went last", async () => {
    await window().view().click(PROJECT);
    await selected(PROJECT);
    await open();
    await waitForItem(/^adapter_config\.json$/);
    await window().screenshot("go-to-recent");
    await window().quickInput.choose("adapter_config.json");
    await selected("adapter_config.json");
  });

  it("finds a file of a run by parts of its path, and opens it", async () => {
    const { quickInput } = window();
    await window().view().chooseFromMenu([PROJECT, FILE_RUN], "Go to File…");
    await quickInput.waitFor(/^Go to File in qlora-r8-lr1e-4 · Parts of the path, among [\d,]+ files/);
    await quickInput.type("204 adapter_config");
    await waitUntil(async () => (await quickInput.items()).length === 1, "one file");
    const [file] = await quickInput.items();
    assert.equal(file?.name, "adapter_config.json");
    assert.match(file.description, /^checkpoint-204 · \d/);
    await window().screenshot("find-file");
    await quickInput.accept();
    await waitUntil(async () => (await window().editorTabs()).includes("adapter_config.json"), "the file's tab");
  });

  it("says when no path has the text in it", async () => {
    const { quickInput } = window();
    await window().view().chooseFromMenu([PROJECT, FILE_RUN], "Go to File…");
    await quickInput.waitFor(/among/);
    await quickInput.type("no such");
    await waitUntil(
      async () => (await quickInput.items())[0]?.name === "No path has “no such” in it",
      "the note that there is none",
    );
    await quickInput.cancel();
  });

  it("says what an ID leads to when there is nothing", async () => {
    await open();
    await window().quickInput.type("run/99999999");
    await waitForItem(/^run 99999999$/);
    await window().quickInput.accept();
    await window().notifications.waitFor(/^Could not go to run 99999999: /);
    await window().notifications.close(/99999999/);
  });

  it("asks before it switches the site for an address on another one", async () => {
    const address = "mlartifact:/modelLab/sample/project/2387/run/70158";
    await open();
    await window().quickInput.type(address);
    await waitForItem(/^70158$/);
    await window().quickInput.accept();
    assert.match(await window().dialog.text(), /Switch Datadog Model Lab to Sample data\?/);
    await window().screenshot("go-to-switch");
    await window().dialog.choose("Switch");
    await selected("qlora-r8-lr1e-4");
    await waitUntil(async () => (await window().view().description()) === "Sample data", "the other site");
  });
});

function isAsked(server: SampleServer, text: string): boolean {
  return server.requests.some(({ query }) => query["filter"] === text);
}

function isEnded(server: SampleServer, text: string): boolean {
  return server.requests.every(({ query, outcome }) => query["filter"] !== text || outcome !== "underWay");
}

/** The first run on a page of a project, as the service lists them. */
async function runOnPage(server: SampleServer, project: string, page: number): Promise<{ id: string; name: string }> {
  const headers = { "dd-api-key": server.keys.apiKey, "dd-application-key": server.keys.appKey };
  const list = async (path: string) => {
    const response = await fetch(`${server.origin}/api/v2/model-lab-api/${path}`, { headers });
    const { data } = (await response.json()) as { data: { id: string; attributes: { name: string } }[] };
    return data.map(({ id, attributes: { name } }) => ({ id, name }));
  };
  const [found] = await list(`projects?filter=${encodeURIComponent(project)}`);
  const query = `filter[project_id]=${found!.id}&filter[parent_run_id]=null&sort=-created_at&page[size]=100`;
  return (await list(`runs?${query}&page[number]=${page}`))[0]!;
}
