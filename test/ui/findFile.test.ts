import assert from "node:assert/strict";
import { signIn, useWindowOnServer } from "./support/modelLabWindow";
import { waitUntil } from "./support/waitUntil";

const PROJECT = "qwen36-27b-qlora-fsdp";
const RUN = "qlora-r8-lr1e-4";

describe("Go to File", () => {
  const { window, server } = useWindowOnServer();

  before(async () => {
    await signIn(window(), server());
    await window().view().expand(PROJECT);
  });

  it("finds a file of a run by parts of its path, and opens it", async () => {
    const { quickInput } = window();
    await window().view().chooseFromMenu([PROJECT, RUN], "Go to File…");
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
    await window().view().chooseFromMenu([PROJECT, RUN], "Go to File…");
    await quickInput.waitFor(/among/);
    await quickInput.type("no such");
    await waitUntil(
      async () => (await quickInput.items())[0]?.name === "No path has “no such” in it",
      "the note that there is none",
    );
    await quickInput.cancel();
  });
});
