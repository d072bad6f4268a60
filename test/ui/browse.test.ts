import assert from "node:assert/strict";
import { matches, type Text, waitUntil } from "./support/waitUntil";
import { useWindow } from "./support/windowSuite";

const PROJECT = "qwen36-27b-qlora-fsdp";
const SWEEP = "sweeps/qwen3-4b-lora-grid";
const FINISHED_RUN = "qlora-r8-lr2e-4";

describe("A newcomer in the real window", () => {
  // Runs stand still: what VS Code draws again at that moment has no row for the command of a menu.
  const window = useWindow({ machineSettings: { "mlArtifacts.live.enabled": false } });

  /** The extension host hears of a selection a moment after it shows. */
  const pressCopy = (wanted: Text) =>
    waitUntil(
      async () => {
        await window().page.keyboard.press("ControlOrMeta+C");
        const isCopied = async () => matches(await window().clipboard(), wanted);
        return waitUntil(isCopied, "the copy", 2000).catch(() => false);
      },
      `${String(wanted)} to be copied`,
    );

  it("is offered keys, sites and sample data, and opens the sample data with a click", async () => {
    await window().openContainer();
    await window().widenSidebar(480);
    const view = window().view();
    const welcome = await view.waitForWelcome(/API key and an application key/);
    assert.deepEqual(welcome.buttons.slice(0, 3), ["Set Keys", "Switch Site", "Explore Sample Data"]);
    await window().screenshot("state-signed-out");

    await view.clickWelcome("Explore Sample Data");
    const project = await view.row(PROJECT);
    assert.match(project.description, /^updated .* ago$/);
    assert.match(project.label, /starred project/);
    await window().statusBar.item(/^Model Lab:.*Sample data/);
  });

  it("opens a project, a run, a directory, down to its files", async () => {
    const view = window().view();
    await view.expandPath([PROJECT, "qlora-r8-lr1e-4", "checkpoint-204"]);
    const file = await view.row([PROJECT, "qlora-r8-lr1e-4", "checkpoint-204", "adapter_model.safetensors"]);
    assert.equal(file.description, "4.4 MB");
    assert.ok(file.isFile);
    const running = await view.row("qlora-r8-lr1e-4");
    assert.match(running.description, /^[\d.]+ eval_loss · running \d+ min$/);
    assert.match(running.label, /running run/);
    assert.match((await view.row("bf16-a100")).description, /^1\.65 eval_loss · failed after \d+ min · /);
    await window().screenshot("tree");
  });

  it("sees a run's facts, metrics and parameters on hover", async () => {
    const text = await window().view().tooltip("vanilla");
    assert.match(text, /Status\s+completed/);
    assert.match(text, /Metrics \(\d+\)[^]*eval_loss\s+3\.21/);
    assert.match(text, /Parameters \(\d+\)[^]*and \d+ more/);
  });

  it("opens a run's page in the browser", async () => {
    const url = await window().captureOpened(() => window().view().chooseFromMenu("vanilla", "Open in Browser"));
    assert.match(url, /^https:\/\/mlflow.*\/#\/.*runs\//);
  });

  it("copies what a file is called, and reads it back from the clipboard", async () => {
    const view = window().view();
    const file = [PROJECT, "qlora-r8-lr1e-4", "checkpoint-204", "adapter_config.json"];
    await view.chooseFromMenu(file, "Copy Path");
    await window().waitForClipboard("checkpoint-204/adapter_config.json");
    await view.chooseFromMenu(file, "Copy Path in Project");
    await window().waitForClipboard(/^[0-9a-f]{32}\/artifacts\/checkpoint-204\/adapter_config\.json$/);
    await view.chooseFromMenu(file, "Copy URI");
    await window().waitForClipboard("mlflow-artifacts:///2387/70158/artifacts/checkpoint-204/adapter_config.json");
    await view.chooseFromMenu(file, "Copy as curl");
    const curl = await window().waitForClipboard(/^curl /);
    assert.match(curl, /"DD-API-KEY: \$DD_API_KEY" .*artifacts\/content\?project_id=2387/);
    await view.chooseFromMenu("vanilla", "Copy ID");
    await window().waitForClipboard(/^\d+$/);
  });

  it("copies the paths of several rows, one a line", async () => {
    const view = window().view();
    const folder = [PROJECT, "qlora-r8-lr1e-4", "checkpoint-204"];
    await view.click([...folder, "adapter_config.json"]);
    await view.click([...folder, "README.md"], { modifiers: ["ControlOrMeta"] });
    await view.chooseFromMenu([...folder, "README.md"], "Copy Path");
    await window().waitForClipboard("checkpoint-204/adapter_config.json\ncheckpoint-204/README.md");
  });

  it("runs a row's command from the palette, on the row that is selected", async () => {
    await window().view().click("vanilla");
    await window().runCommand("ML Artifacts: Copy URI");
    await window().waitForClipboard(/^mlflow-artifacts:\/\/\/2387\/\d+\/artifacts$/);
  });

  it("copies the selected row with the copy key: a run's id", async () => {
    await window().view().click("vanilla");
    await pressCopy(/^\d+$/);
  });

  it("goes through the tree with keys alone", async () => {
    const view = window().view();
    await view.click(FINISHED_RUN);
    await view.collapse("qlora-r8-lr1e-4");
    await view.click(FINISHED_RUN);
    if ((await view.row(FINISHED_RUN)).isExpanded === false) {
      await window().page.keyboard.press("ArrowRight");
    }
    await view.row([PROJECT, FINISHED_RUN, "README.md"]);
    await window().page.keyboard.press("ArrowDown");
    await view.waitForRows(
      (rows) => rows.some((row) => row.isFocused && row.level === 3),
      "focus on the run's first row",
    );
    await window().page.keyboard.press("ArrowLeft");
    await view.waitForRow(FINISHED_RUN, (row) => row.isFocused, "the run to be focused by ArrowLeft");
    await window().page.keyboard.press("ArrowLeft");
    await view.waitForRow(FINISHED_RUN, (row) => row.isExpanded === false, "the run to be closed by ArrowLeft");
  });

  it("loads more runs in place, and keeps what is selected", async () => {
    const view = window().view();
    await view.collapse(PROJECT);
    await view.expand(SWEEP);
    const more = await view.row(/^Load More \(100 of 1,200 loaded\)$/);
    await view.click(more.name);
    await view.row(/^Load More \(200 of 1,200 loaded\)$/);
    const runs = (await view.allRows()).filter(({ level }) => level === 2);
    assert.equal(runs.length, 202);
    await view.waitForRow(/^Load More \(200/, (row) => row.isSelected, "the selection to stay");
    await window().screenshot("load-more");
  });

  it("leaves the sample data, and is back at the start", async () => {
    await window().runCommand("ML Artifacts: Leave Sample Data");
    await window()
      .view()
      .waitForWelcome(/API key and an application key/);
    await window().statusBar.item(/^Model Lab:.*US1 \(no keys\)/);
  });

  it("chooses a row for a palette command when nothing is selected", async () => {
    await window().view().clickWelcome("Explore Sample Data");
    await window().view().row(PROJECT);
    await window().runCommand("ML Artifacts: Copy ID");
    await window().quickInput.waitFor(/Copy ID/);
    await window().quickInput.choose(PROJECT);
    await window().waitForClipboard("2387");
  });
});
