import assert from "node:assert/strict";
import { holdAnswers } from "./support/holdAnswers";
import { asked, signIn, useWindowOnServer } from "./support/modelLabWindow";
import { waitUntil } from "./support/waitUntil";

const PROJECT = "qwen36-27b-qlora-fsdp";
const PLAIN = "Übersetzung-de-en";
const refusal = { status: 400, body: { errors: [{ title: "Generic Error", detail: "the service is read-only" }] } };

describe("Star, pin and delete", () => {
  const { window, server } = useWindowOnServer();
  const view = () => window().view();

  before(() => signIn(window(), server()));
  // The tooltip of a row covers those below it.
  beforeEach(() => window().moveMouseAway());

  const changes = () => asked(server()).filter((request) => !request.startsWith("GET"));
  const placeOf = async (name: string) => (await view().rows()).findIndex((row) => row.name === name);

  it("take a star back that the service refuses, and say so", async () => {
    const before = await placeOf(PLAIN);
    const release = holdAnswers(server(), ({ path }) => path.endsWith("/star"), refusal);
    await view().clickRowAction(PLAIN, "Star");
    await view().waitForRow(PLAIN, ({ label }) => label.includes("starred project"), "the star at once");
    assert.ok((await placeOf(PLAIN)) < before, "it stands with the starred ones");
    release();
    await window().notifications.waitFor(`Could not star ${PLAIN}:`);
    await view().waitForRow(PLAIN, ({ label }) => !label.includes("starred"), "the star to go");
    assert.equal(await placeOf(PLAIN), before);
    await window().moveMouseAway();
    await window().screenshot("star-failed");
    await window().notifications.close("Could not star");
  });

  it("star a project, which goes to the top without a reload", async () => {
    server().clearRequests();
    await view().clickRowAction(PLAIN, "Star");
    await view().waitForRow(PLAIN, ({ label }) => label.includes("starred project"), "the star");
    await waitUntil(() => changes().length > 0, "the request");
    assert.deepEqual(asked(server()), changes());
    await window().runCommand("ML Artifacts: Refresh");
    await view().waitForRow(PLAIN, ({ label }) => label.includes("starred project"), "the star after a refresh");
    await window().moveMouseAway();
    await view().clickRowAction(PLAIN, "Unstar");
    await view().waitForRow(PLAIN, ({ label }) => !label.includes("starred"), "the star to go");
  });

  it("pin a run, which goes to the top and stays open", async () => {
    await view().expand(PROJECT);
    await view().expand([PROJECT, "vanilla"]);
    server().clearRequests();
    await view().clickRowAction([PROJECT, "vanilla"], "Pin");
    await view().waitForRow([PROJECT, "vanilla"], ({ description }) => description.includes("pinned"), "the pin");
    const rows = await view().rows();
    const at = rows.findIndex(({ name }) => name === "vanilla");
    assert.equal(rows[at - 1]?.name, PROJECT);
    assert.equal(rows[at]?.isExpanded, true);
    await waitUntil(() => changes().length > 0, "the request");
    assert.deepEqual(asked(server()), changes());
    await window().screenshot("pinned");
    await view().clickRowAction([PROJECT, "vanilla"], "Unpin");
    await view().waitForRow([PROJECT, "vanilla"], ({ description }) => !description.includes("pinned"), "no pin");
    await view().collapse([PROJECT, "vanilla"]);
  });

  it("delete a run after a question that names it and its project", async () => {
    server().clearRequests();
    await view().chooseFromMenu([PROJECT, "dry-run"], "Delete…");
    assert.match(await window().dialog.text(), new RegExp(`Delete run "dry-run" of project "${PROJECT}"\\?`));
    await window().screenshot("delete-modal");
    await window().dialog.choose("Cancel");
    assert.deepEqual(changes(), []);
    await view().waitForRowActions([PROJECT, "dry-run"], /,Pin,Compare \(Ctrl\+Enter\)$/);
    await window().screenshot("compare-button");
    await view().click([PROJECT, "dry-run"]);
    await window().page.keyboard.press("Delete");
    await window().dialog.choose("Delete");
    await view().waitForRows((rows) => rows.every(({ name }) => name !== "dry-run"), "the run to go");
    // The click opens the run, too, which lists what is in it.
    const [change = "", ...others] = changes();
    assert.match(change, /^DELETE \/runs\/\d+$/);
    assert.deepEqual(others, []);
  });

  it("delete several after one question, and say which stayed", async () => {
    const id = await idOf("fsdp-cpu-offload");
    server().respondWith(({ method, path }) =>
      method === "DELETE" && path.endsWith(`/runs/${id}`) ? refusal : undefined,
    );
    await view().click([PROJECT, "packing-8k"], { modifiers: ["ControlOrMeta"] });
    await view().click([PROJECT, "fsdp-cpu-offload"], { modifiers: ["ControlOrMeta"] });
    await view().chooseFromMenu([PROJECT, "packing-8k"], "Delete…");
    const text = await window().dialog.text();
    assert.match(text, /Delete these 2\?/);
    assert.match(text, /run "packing-8k" of project/);
    await window().screenshot("delete-several");
    await window().dialog.choose("Delete");
    await window().notifications.waitFor(/^Could not delete 1 of 2 \(fsdp-cpu-offload\): .*read-only/);
    await view().waitForRows((rows) => rows.every(({ name }) => name !== "packing-8k"), "the run to go");
    await view().row([PROJECT, "fsdp-cpu-offload"]);
    await window().screenshot("delete-partly");
  });

  it("take a run away that someone else has deleted, and say so in the status bar", async () => {
    server().reset();
    const gone = { status: 404, body: { errors: [{ title: "Generic Error", detail: "run not found" }] } };
    server().respondWith(({ method }) => (method === "DELETE" ? gone : undefined));
    await view().click([PROJECT, "fsdp-cpu-offload"]);
    await view().chooseFromMenu([PROJECT, "fsdp-cpu-offload"], "Delete…");
    await window().dialog.choose("Delete");
    await view().waitForRows((rows) => rows.every(({ name }) => name !== "fsdp-cpu-offload"), "the run to go");
    await window().statusBar.item(/fsdp-cpu-offload was deleted already/);
    await window().screenshot("delete-gone");
    server().reset();
  });

  async function idOf(name: string): Promise<string> {
    // Another ID may still be there, as windows of one browser share it.
    await window().page.evaluate("navigator.clipboard.writeText('')");
    await view().chooseFromMenu([PROJECT, name], "Copy ID");
    return await window().waitForClipboard(/^\d+$/);
  }
});
