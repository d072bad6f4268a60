import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { SAMPLE } from "./support/modelLabWindow";
import { matches, waitUntil } from "./support/waitUntil";
import { useWindow } from "./support/windowSuite";

const PROJECT = "qwen36-27b-qlora-fsdp";
const RUN = "qlora-r8-lr2e-4";
const FILE = [PROJECT, RUN, "adapter_config.json"];
const CELLS = [{ cell_type: "code", execution_count: null, metadata: {}, outputs: [], source: ["x = 1"] }];
const NOTEBOOK = { cells: CELLS, metadata: { language_info: { name: "python" } }, nbformat: 4, nbformat_minor: 5 };

describe("Load snippets in the real window", () => {
  const window = useWindow(SAMPLE);
  const text = (wanted: RegExp) =>
    waitUntil(
      async () => matches(await window().editorText(), wanted) && { text: await window().editorText() },
      async () => `${String(wanted)} in the editor; it has: ${await window().editorText()}`,
    );

  before(async () => {
    await window().openContainer();
    await window().widenSidebar(420);
    await window().view().expandPath([PROJECT, RUN]);
  });

  it("say that there is no editor to go into, before anything is chosen", async () => {
    await window().view().chooseFromMenu(FILE, "Insert Load Snippet…");
    await window().notifications.waitFor(/Could not insert the snippet: no editor is open/);
    await window().notifications.close(/Could not insert/);
  });

  it("are chosen by what they need, and copied", async () => {
    await window().view().chooseFromMenu(FILE, "Copy Load Snippet…");
    await window().quickInput.waitFor(/Copy Load Snippet: adapter_config\.json/);
    const names = (await window().quickInput.items()).map(({ name }) => name);
    assert.deepEqual(names, ["Python, with requests", "Python, with MLflow", "curl"]);
    await window().screenshot("snippet-choice");
    await window().quickInput.choose("Python, with MLflow");
    await window().waitForClipboard(/artifact_uri="mlflow-artifacts:\/\/\/2387\/\d+\/artifacts\/adapter_config\.json"/);
  });

  it("of a run have one way alone, which is not asked for", async () => {
    await window().view().chooseFromMenu([PROJECT, RUN], "Copy Load Snippet…");
    await window().waitForClipboard(/artifact_uri="mlflow-artifacts:\/\/\/2387\/\d+\/artifacts",/);
  });

  it("go in at the cursor, indented as its line is", async () => {
    await window().runCommand("File: New Untitled Text File");
    await text(/^/);
    await window().page.keyboard.type("    ");
    await window().view().chooseFromMenu(FILE, "Insert Load Snippet…");
    await window().quickInput.choose("Python, with requests");
    const { text: shown } = await text(/^ {4}import os\n/);
    assert.match(shown, /\n {8}"https?:\/\/[^"]*\/artifacts\/content",\n/);
    await window().screenshot("snippet-inserted");
    await window().runCommand("View: Revert and Close Editor");
  });

  it("do not go into a file that can only be read", async () => {
    await window().view().click([PROJECT, RUN, "README.md"]);
    await text(/qwen/);
    await window().view().chooseFromMenu(FILE, "Insert Load Snippet…");
    await window().notifications.waitFor(/Could not insert the snippet: README\.md can only be read/);
    await window().screenshot("snippet-read-only");
    await window().notifications.close(/Could not insert/);
  });

  it("go into the cell of a notebook", async () => {
    writeFileSync(join(window().profile.workspace, "load.ipynb"), JSON.stringify(NOTEBOOK));
    await window().openWorkspaceFile("load.ipynb");
    const cell = window().page.locator(".notebookOverlay .cell-editor-part").first();
    await cell.click();
    await window().page.keyboard.press("ControlOrMeta+End");
    await window().view().chooseFromMenu(FILE, "Insert Load Snippet…");
    await window().quickInput.choose("Python, with MLflow");
    await waitUntil(
      async () => /import\smlflow/.test(await cell.innerText()),
      () => cell.innerText(),
    );
    await window().screenshot("snippet-notebook");
  });
});
