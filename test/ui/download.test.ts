import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { chooseDownload } from "./support/downloadDialog";
import { SAMPLE } from "./support/modelLabWindow";
import { useWindow } from "./support/windowSuite";

const PROJECT = "qwen36-27b-qlora-fsdp";

describe("Downloads in the real window", () => {
  const window = useWindow(SAMPLE);
  /** The folder that the dialog offers first. */
  const folder = () => window().profile.workspace;

  before(async () => {
    await window().openContainer();
    await window().view().expand(PROJECT);
  });

  it("say how much it is, and bring a whole run", async () => {
    await chooseDownload(window(), [PROJECT, "vanilla"]);
    const question = await window().dialog.text();
    assert.match(question, /Download \d+ files \([\d.]+ kB\) to .*workspace/);
    await window().screenshot("download-question");
    await window().dialog.choose("Download");
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

  it("skip what is there and identical, and say before that they replace what differs", async () => {
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
