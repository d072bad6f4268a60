import assert from "node:assert/strict";
import { SAMPLE } from "./support/modelLabWindow";
import { waitUntil } from "./support/waitUntil";
import { useWindow } from "./support/windowSuite";

const PROJECT = "qwen36-27b-qlora-fsdp";
const RUN = "qlora-r8-lr2e-4";

describe("Files in the real window", () => {
  const window = useWindow(SAMPLE);
  const tab = (wanted: RegExp) =>
    waitUntil(
      async () => (await window().editorTabs()).find((name) => wanted.test(name)),
      async () => `a tab ${String(wanted)}; there are: ${(await window().editorTabs()).join(", ")}`,
    );

  before(async () => {
    await window().openContainer();
    await window().widenSidebar(420);
    await window().view().expandPath([PROJECT, RUN]);
  });

  it("open with a click: Markdown, JSON, an image", async () => {
    const view = window().view();
    await view.click([PROJECT, RUN, "README.md"]);
    await tab(/^README\.md$/);
    await waitUntil(async () => (await window().editorText()).includes("qwen"), "the text of README.md");
    await window().screenshot("file-markdown");
    await view.click([PROJECT, RUN, "adapter_config.json"]);
    await tab(/^adapter_config\.json$/);
    await waitUntil(async () => (await window().editorText()).includes('"lora_alpha"'), "the text of the JSON");
    await window().screenshot("file-json");
    await view.click([PROJECT, RUN, "loss.png"]);
    await tab(/^loss\.png$/);
    await window().screenshot("file-image");
    assert.equal((await window().editorTabs()).length, 1, "previews take each other's place");
  });

  it("open to the side", async () => {
    await window().view().chooseFromMenu([PROJECT, RUN, "metrics.csv"], "Open to the Side");
    await tab(/^metrics\.csv$/);
    assert.equal((await window().editorTabs()).length, 2);
  });

  it("of two runs are compared in VS Code's diff editor", async () => {
    const view = window().view();
    await view.chooseFromMenu([PROJECT, RUN, "config.json"], "Select for Compare");
    await view.expand("vanilla");
    await view.chooseFromMenu([PROJECT, "vanilla", "config.json"], "Compare with Selected");
    await tab(/^config\.json \(qlora-r8-lr2e-4\) ↔ config\.json \(vanilla\)$/);
    await window().screenshot("diff");
  });

  it("that are large are offered for download, or their first 1 MB", async () => {
    const view = window().view();
    await view.collapse(PROJECT);
    await view.expandPath(["llm-release/llama-3.2-1b-support", "merged-bf16"]);
    await view.click("model.safetensors");
    const { text, buttons } = await window().notifications.waitFor(/model\.safetensors is 2\.\d GB/);
    assert.match(text, /20 MB/);
    assert.deepEqual(buttons, ["Download…", "Open the First 1 MB"]);
    await window().screenshot("size-gate");
    await window().notifications.close(/model\.safetensors/);
  });

  it("of a run are mounted: the folder is in the workspace that VS Code then opens", async () => {
    const view = window().view();
    await view.collapse("llm-release/llama-3.2-1b-support");
    await view.expand(PROJECT);
    await view.chooseFromMenu([PROJECT, RUN], "Mount as Workspace Folder");
    await window().page.waitForURL(/workspace=/, { timeout: 30_000 });
    const folder = /"uri": "mlartifact:\/modelLab\/sample\/project\/2387\/run\/\d+"/;
    await waitUntil(() => folder.test(window().server.readState()), "the run among the folders of the workspace");
  });
});
