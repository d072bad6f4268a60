import assert from "node:assert/strict";
import { signIn, useWindowOnServer } from "./support/modelLabWindow";
import { reloadWindow } from "./support/reloadWindow";
import { waitUntil } from "./support/waitUntil";

const PROJECT = "qwen36-27b-qlora-fsdp";
const RUN = "qlora-r8-lr2e-4";

describe("A file that can't be read", () => {
  const { window, server } = useWindowOnServer();
  const config = [PROJECT, RUN, "config.json"];

  before(async () => {
    await signIn(window(), server());
    await window().view().expandPath([PROJECT, RUN]);
  });
  afterEach(() => server().reset());

  const failFiles = (status: number, detail: string) =>
    server().respondWith(({ path }) =>
      path.includes("config.json") || path.includes("/artifacts/")
        ? { status, body: { errors: [{ detail }] } }
        : undefined,
    );
  const placeholder = () =>
    waitUntil(async () => (await window().visibleText()).includes("could not be opened"), "VS Code's word of it");
  const said = async () => (await window().notifications.list()).map(({ text }) => text);

  it("has a message that says why, once", async () => {
    failFiles(500, "storage is asleep");
    await window().view().click(config);
    await placeholder();
    const { text, severity, buttons } = await window().notifications.waitFor(/config\.json/);
    assert.equal(text, "Could not read config.json: storage is asleep (status 500).");
    assert.equal(severity, "error");
    assert.deepEqual(buttons, ["Show Log"]);
    await window().moveMouseAway();
    await window().screenshot("read-failed");
    assert.deepEqual(await said(), [text]);
    await window().notifications.close(/config\.json/);
  });

  it("is read when it is clicked again and can be", async () => {
    await window().view().click(config);
    await waitUntil(async () => (await window().editorText()).includes("model_type"), "the text of config.json");
    assert.deepEqual(await said(), []);
    await window().runCommand("View: Close All Editors");
  });

  it("for its size has a message that names the limit, also as one side of a comparison", async () => {
    window().profile.changeMachineSetting("mlArtifacts.files.maxSize", 0.02);
    const view = window().view();
    await view.chooseFromMenu([PROJECT, RUN, "README.md"], "Select for Compare");
    await view.chooseFromMenu([PROJECT, RUN, "train.log"], "Compare with Selected");
    const sentence = "Could not read train.log: the file is larger than 20 kB (setting mlArtifacts.files.maxSize).";
    const { buttons } = await window().notifications.waitFor(sentence);
    assert.deepEqual(buttons, ["Download…", "Open the First 1 MB", "Show Log"]);
    await window().screenshot("read-failed-too-large");
    assert.equal((await window().notifications.list()).length, 1);
    await window().notifications.clickButton(sentence, "Open the First 1 MB");
    await waitUntil(async () => (await window().editorText()).includes("Running training"), "the start of train.log");
    await window().screenshot("read-failed-first-bytes");
    window().profile.changeMachineSetting("mlArtifacts.files.maxSize", undefined);
    await window().runCommand("View: Close All Editors");
  });

  it("offers the keys when they are what is wrong, also of a tab that a restart opens again", async () => {
    failFiles(403, "no access to this run");
    const metrics = [PROJECT, RUN, "metrics.csv"];
    await window().view().doubleClick(metrics);
    const { text, buttons } = await window().notifications.waitFor(/metrics\.csv/);
    assert.match(text, /^Could not read metrics\.csv: no access to this run/);
    assert.deepEqual(buttons, ["Set Keys…", "Show Log"]);
    await window().screenshot("read-failed-keys");
    await window().notifications.close(/metrics\.csv/);
    await window().runCommand("ML Artifacts: Remove Keys…");
    await window().quickInput.choose("Datadog Model Lab");
    await window().quickInput.waitFor(/Which site/);
    await window().quickInput.choose(new URL(server().origin).host);
    await window().dialog.choose("Remove Keys");
    await window()
      .view()
      .waitForWelcome(/API key/);
    await reloadWindow(window());
    await window().notifications.waitFor(/Could not read metrics\.csv: there are no keys for/);
    await window().screenshot("read-failed-no-keys");
  });
});
