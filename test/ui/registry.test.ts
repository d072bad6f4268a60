import assert from "node:assert/strict";
import type { SampleServer } from "../../src/sample/sampleServer";
import { startSampleServer } from "../../src/sample/sampleServer";
import { useWindow } from "./support/windowSuite";

const BERT = "google-bert/bert-base-uncased";

describe("The artifact registry in the real window", () => {
  let server: SampleServer;
  const window = useWindow(async () => {
    server = await startSampleServer();
    return { machineSettings: { "mlArtifacts.registry.baseURL": server.systems.registry.baseUrl } };
  });
  after("stop the server", () => server.close());
  const registry = () => window().view("Artifact Registry");
  const deletions = () => server.requests.filter(({ method }) => method === "DELETE").length;

  const search = async (mode: string, text: string) => {
    await registry().clickTitleAction("Search");
    await window().quickInput.waitFor(/How to search/);
    await window().quickInput.choose(mode);
    await window().quickInput.waitFor(new RegExp(mode));
    await window().quickInput.answer(text);
  };
  const byRegex = (text: string) => search("Search by Regular Expression", text);

  before(async () => {
    await window().openContainer();
    await window().widenSidebar(520);
    await window().view().fold();
    await registry().unfold();
    await registry().row("Code");
  });

  it("asks for nothing before a group is opened", () => {
    assert.deepEqual(server.requests, []);
  });

  it("is searched by a regular expression from the view's title", async () => {
    await byRegex("^google-bert/bert-base");
    await registry().row("Search: /^google-bert/bert-base/");
    await registry().expand("Search: /^google-bert/bert-base/");
    const rows = await registry().waitForRows((all) => all.filter(({ level }) => level === 2).length > 3, "matches");
    const first = rows.findIndex(({ name }) => name.startsWith("Search:"));
    assert.equal(first, 0, "the results come first");
    assert.deepEqual(
      rows.filter(({ level }) => level === 1).map(({ name }) => name),
      ["Search: /^google-bert/bert-base/", "Models", "Datasets", "Code"],
    );
    await window().moveMouseAway();
    await window().screenshot("registry-search");
  });

  it("says that nothing matches", async () => {
    await byRegex("zzzz");
    await registry().expand("Search: /zzzz/");
    const note = await registry().row(["Search: /zzzz/", ""]);
    assert.equal(note.description, "No artifact matches /zzzz/");
    await registry().waitForRows((rows) => rows.length === 5, "the earlier search to go");
    await window().screenshot("registry-search-none");
  });

  it("says in the service's words what is wrong with an expression", async () => {
    // Python's and RE2's, and not that of the sample's engine.
    await byRegex("(?P<n>a)");
    await registry().expand("Search: /(?P<n>a)/");
    const failure = await registry().row(["Search: /(?P<n>a)/", /^Could not/]);
    assert.match(failure.description, /^Invalid (capture )?group/);
    await window().screenshot("registry-search-invalid");
    await registry().click(["Search: /(?P<n>a)/", /^Could not/]);
    await window().quickInput.waitFor(/Search by Regular Expression/);
    assert.equal(await window().quickInput.value(), "(?P<n>a)");
    await window().quickInput.type("bert(");
    await window().quickInput.waitFor(/A \( is not closed/);
    await window().screenshot("registry-search-checked");
    await window().quickInput.cancel();
  });

  it("is searched by an exact name, and tells artifacts of one name apart", async () => {
    await search("Search by Name", BERT);
    await registry().expand(`Name: ${BERT}`);
    await registry().row([`Name: ${BERT}`, { name: BERT, description: /12347/ }]);
    const found = (await registry().rows()).filter(({ level }) => level === 2);
    const details = found.map(({ description }) => description);
    assert.deepEqual(details.slice(0, 3), ["model · 12345", "model · 12346", "model · 12347"]);
    assert.ok(found.every(({ name }) => name === BERT) && new Set(details).size === found.length, details.join(", "));
    await window().screenshot("registry-search-name");
  });

  it("opens the source of an artifact in the browser", async () => {
    const url = await window().captureOpened(() =>
      registry().chooseFromMenu({ name: BERT, description: /12345/ }, "Open in Browser"),
    );
    assert.equal(url, `https://huggingface.co/${BERT}`);
  });

  it("deletes the artifact that the question named, and none when it is called off", async () => {
    const artifact = [`Name: ${BERT}`, { name: BERT, description: /12347/ }] as const;
    const address = `${server.systems.registry.baseUrl}/artifacts/model/12347`;
    const { dialog } = window();
    await registry().chooseFromMenu(artifact, "Delete…");
    const question = await dialog.text();
    assert.ok(question.includes(BERT) && question.includes("12347"), question);
    assert.deepEqual((await dialog.buttons()).sort(), ["Cancel", "Delete"]);
    await window().screenshot("registry-delete");
    await dialog.choose("Cancel");
    await registry().row(artifact);
    assert.equal(deletions(), 0);
    assert.equal((await fetch(address)).status, 200);

    await registry().chooseFromMenu(artifact, "Delete…");
    await dialog.text();
    await dialog.choose("Delete");
    await registry().waitForRows((rows) => {
      const left = rows.filter(({ name }) => name === BERT).map(({ description }) => description);
      return left.slice(0, 2).join() === "model · 12345,model · 12346" && !left.some((text) => text.includes("12347"));
    }, "the row to go, and the others to stay");
    assert.equal(deletions(), 1);
    assert.equal((await fetch(address)).status, 404);
  });

  it("goes back to its groups when the search is cleared", async () => {
    await registry().clickTitleAction("Clear Search");
    await registry().waitForRows((rows) => rows.length === 3, "the results to go");
    assert.deepEqual(await registry().names(), ["Models", "Datasets", "Code"]);
    assert.ok(!(await registry().titleActions()).some((label) => label.startsWith("Clear Search")));
  });

  it("refuses to open what is no web address, and shows it", async () => {
    await registry().expand("Models");
    await registry().chooseFromMenu("link-in-disguise", "Open in Browser");
    const { text, severity } = await window().notifications.waitFor("javascript:alert(1)");
    assert.match(text, /http and https/);
    assert.equal(severity, "warning");
    assert.equal(window().context.pages().length, 1);
    await window().screenshot("registry-refused-link");
  });
});
