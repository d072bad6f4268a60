import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ContextMenu } from "./support/contextMenu";
import { chooseDownload, downloadAtOnce } from "./support/downloadDialog";
import { SAMPLE } from "./support/modelLabWindow";
import { waitUntil } from "./support/waitUntil";
import { useWindow } from "./support/windowSuite";

const PROJECT = "qwen36-27b-qlora-fsdp";
const RUN = "qlora-r8-lr2e-4";

describe("Files in the real window", () => {
  const window = useWindow({ machineSettings: { ...SAMPLE.machineSettings, "mlArtifacts.files.maxSize": 5 } });
  const tab = (wanted: RegExp) =>
    waitUntil(
      async () => (await window().editorTabs()).find((name) => wanted.test(name)),
      async () => `a tab ${String(wanted)}; there are: ${(await window().editorTabs()).join(", ")}`,
    );

  /** The folder that the download dialog offers first. */
  const folder = () => window().profile.workspace;

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
    const picture = window().webview("vscode.media-preview").locator("img");
    const isDrawn = () => picture.evaluate((image: { naturalWidth: number }) => image.naturalWidth === 640);
    await waitUntil(isDrawn, "the picture to be drawn");
    await window().screenshot("file-image");
    assert.equal((await window().editorTabs()).length, 1, "previews take each other's place");
  });

  it("keep their tabs after a double click, and are where the keyboard is", async () => {
    const view = window().view();
    await view.doubleClick([PROJECT, RUN, "training_args.yaml"]);
    await tab(/^training_args\.yaml$/);
    const preview = window().page.locator(".part.editor .tab .italic");
    await waitUntil(async () => (await preview.count()) === 0, "the tab to be one that stays");
    const editor = window().page.locator(".part.editor .editor-instance .monaco-editor.focused");
    await waitUntil(async () => (await editor.count()) === 1, "the editor to have the keyboard");
    await window().screenshot("file-double-click");
    await view.click([PROJECT, RUN, "README.md"]);
    await tab(/^README\.md$/);
    assert.equal(await preview.count(), 1, "a click opens a preview");
    assert.deepEqual(await window().editorTabs(), ["training_args.yaml", "README.md"]);
    await window().runCommand("View: Close All Editors");
    await view.click([PROJECT, RUN, "README.md"]);
    await tab(/^README\.md$/);
  });

  it("open to the side", async () => {
    await window().view().chooseFromMenu([PROJECT, RUN, "metrics.csv"], "Open to the Side");
    await tab(/^metrics\.csv$/);
    assert.equal((await window().editorTabs()).length, 2);
  });

  it("show a table's text, and a preview of Markdown with the picture beside it", async () => {
    await waitUntil(async () => (await window().visibleText()).includes("step,"), "the text of metrics.csv");
    await window().screenshot("file-csv");
    await window().runCommand("View: Close All Editors");
    const view = window().view();
    await view.click([PROJECT, RUN, "README.md"]);
    await tab(/^README\.md$/);
    await waitUntil(async () => (await window().editorText()).includes("qwen"), "the text of README.md");
    await window().runCommand("Markdown: Open Preview");
    await tab(/^Preview README\.md/);
    const picture = window().webview("vscode.markdown-language-features").locator("img").first();
    const isDrawn = () => picture.evaluate((image: { naturalWidth: number }) => image.naturalWidth === 640);
    await waitUntil(isDrawn, "the picture of the preview");
    await window().screenshot("file-markdown-preview");
    await window().runCommand("View: Close All Editors");
  });

  it("say why they can't be changed when someone types", async () => {
    await window().view().click([PROJECT, RUN, "adapter_config.json"]);
    await waitUntil(async () => (await window().editorText()).includes('"lora_alpha"'), "the text of the JSON");
    await window().page.locator(".part.editor .view-line").first().click();
    await window().page.keyboard.type("x");
    const why = window().page.locator(".monaco-editor-overlaymessage");
    const says = async () => (await why.isVisible()) && (await why.innerText());
    assert.match(await waitUntil(says, "a message at the cursor"), /nothing can be changed\. Download it to edit it/);
    await window().screenshot("file-read-only");
    await window().page.locator(".part.editor .tab").first().click({ button: "right" });
    const menu = await ContextMenu.whenOpen(window().page);
    assert.ok((await menu.labels()).includes("Download…"), "the way to what the message says");
    await window().screenshot("file-tab-menu");
    await menu.close();
    await window().runCommand("View: Close All Editors");
  });

  it("give their address to be copied, directories, too", async () => {
    await window().view().chooseFromMenu([PROJECT, RUN, "config.json"], "Copy Address");
    await window().waitForClipboard(/^mlartifact:\/modelLab\/sample\/project\/2387\/run\/\d+\/config\.json$/);
    await window().view().chooseFromMenu([PROJECT, RUN, "eval"], "Copy Address");
    await window().waitForClipboard(/^mlartifact:\/modelLab\/sample\/project\/2387\/run\/\d+\/eval$/);
  });

  it("open when they are dragged to an editor, and give their address with Shift", async () => {
    const { page } = window();
    await window().runCommand("File: New Untitled Text File");
    await tab(/^Untitled-1$/);
    const box = await page.locator(".part.editor .view-lines").first().boundingBox();
    assert.ok(box !== null);
    const at = { x: box.x + 200, y: 240 };
    const shown = (text: RegExp) =>
      waitUntil(
        async () => text.test(await window().editorText()),
        async () => `${String(text)} in the editor; it has: ${await window().editorText()}`,
      );
    const uri = String.raw`mlartifact:/modelLab/sample/project/2387/run/\d+`;
    await window().view().dragTo([PROJECT, RUN, "config.json"], at, true);
    await shown(new RegExp(`${uri}/config\\.json`));
    await page.keyboard.press("End");
    await page.keyboard.press("Enter");
    await window().view().dragTo([PROJECT, RUN, "eval"], at, true);
    await shown(new RegExp(`${uri}/eval`));
    await window().screenshot("drag-shift");
    await window().view().dragTo([PROJECT, RUN, "config.json"], at);
    await tab(/^config\.json$/);
    await window().screenshot("drag-open");
    await window().runCommand("View: Revert and Close Editor");
    await window().page.keyboard.press("Escape");
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
    const optimizer = [PROJECT, RUN, /^checkpoint-/, "optimizer.pt"];
    await window().view().expandPath(optimizer.slice(0, -1));
    await window().view().click(optimizer);
    const { text, buttons } = await window().notifications.waitFor(/optimizer\.pt is \d+(\.\d)? MB/);
    assert.match(text, /\(5 MB\)/);
    assert.deepEqual(buttons, ["Download…", "Open the First 1 MB"]);
    await window().screenshot("size-gate");
    await window().notifications.close(/optimizer\.pt/);
  });

  it("of a whole project are downloaded after a question that says how much it is", async () => {
    await chooseDownload(window(), [PROJECT, "Project artifacts"]);
    assert.match(await window().dialog.text(), /Download \d+ files \([\d.]+ MB\) to .*workspace/);
    await window().screenshot("download-question");
    await window().dialog.choose("Cancel");
    assert.ok(!existsSync(join(folder(), "Project artifacts")));
  });

  it("of a small run are downloaded at once", async () => {
    await downloadAtOnce(window(), [PROJECT, "vanilla"]);
    const { text, buttons } = await window().notifications.waitFor(
      /^Downloaded vanilla \(\d+ files, .*\) to .*workspace on /,
    );
    assert.deepEqual(buttons, ["Reveal"]);
    await window().screenshot("download-summary");
    const files = readdirSync(join(folder(), "vanilla"));
    assert.deepEqual(files.sort(), ["README.md", "config.json", "metrics.csv", "train.log"]);
    assert.ok(text.includes(`${files.length} files`), text);
    JSON.parse(readFileSync(join(folder(), "vanilla/config.json"), "utf8"));
    await window().notifications.close(/^Downloaded/);
  });

  it("that are there and identical are skipped, and those that differ replaced after a word of it", async () => {
    const edited = join(folder(), "vanilla/README.md");
    const original = readFileSync(edited, "utf8");
    writeFileSync(edited, original.toUpperCase());
    const before = statSync(join(folder(), "vanilla/config.json")).mtimeMs;
    await chooseDownload(window(), [PROJECT, "vanilla"]);
    assert.match(await window().dialog.text(), /^All of them are there already\.$/m);
    assert.match(await window().dialog.text(), /replaces files that differ, including your own changes/);
    await window().screenshot("download-existing");
    await window().dialog.choose("Skip Identical");
    await window().notifications.waitFor(/^Downloaded vanilla \(1 file, .*skipped 3 identical files/);
    assert.equal(readFileSync(edited, "utf8"), original);
    assert.equal(statSync(join(folder(), "vanilla/config.json")).mtimeMs, before);
  });
});
