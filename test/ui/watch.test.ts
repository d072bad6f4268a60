import assert from "node:assert/strict";
import { startSampleServer } from "../../src/sample/sampleServer";
import type { SampleServer } from "../../src/sample/sampleServer";
import { customSite, signIn } from "./support/modelLabWindow";
import { useWindow } from "./support/windowSuite";

const PROJECT = "qwen36-27b-qlora-fsdp";
/** Ends five minutes after the start of the sample. */
const ENDING = "qlora-r16-lr2e-4";
const RUNNING = "qlora-r8-lr1e-4";
const MINUTE = 60_000;

describe("A watched run", () => {
  let server: SampleServer;
  /** Its clock is behind until the test has moved it. */
  let skipped = -6 * MINUTE;
  const window = useWindow(async () => {
    server = await startSampleServer({ now: () => Date.now() + skipped });
    const { machineSettings } = customSite(server.origin);
    return { machineSettings: { ...machineSettings, "mlArtifacts.live.interval": 5 } };
  });
  after("stop the server", () => server.close());
  before(() => signIn(window(), server));

  it("is chosen in its menu, with a metric's line if one likes, and stands in the status bar", async () => {
    const view = window().view();
    await view.expand(PROJECT);
    const menu = await view.openContextMenu("vanilla");
    assert.ok(!(await menu.labels()).includes("Watch Run…"), "it has ended");
    await menu.close();

    await view.chooseFromMenu(ENDING, "Watch Run…");
    await window().quickInput.waitFor(/Watch qlora-r16-lr2e-4/);
    await window().screenshot("watch-metrics");
    await window().quickInput.choose("eval_loss crosses a threshold…");
    await window().quickInput.accept();
    await window().quickInput.waitFor(/eval_loss is below or above a value/);
    await window().quickInput.type("0.5");
    await window().quickInput.waitFor(/comparison and a number/);
    await window().quickInput.type("< 100");
    await window().quickInput.waitFor(/It is below 100 already/);
    await window().screenshot("watch-line");
    await window().quickInput.answer("");
    await window().quickInput.waitFor(/Write a comparison and a number/);
    await window().quickInput.answer("< 0.01");
    const item = await window().statusBar.item(/^qlora-r16-lr2e-4 · \d+ (min|h) · eval_loss [\d.]+$/);
    assert.match(item.label, /running \d+ (min|h) · eval_loss [\d.]+ · threshold eval_loss < 0.01/);
    await window().screenshot("watch-status-bar");
  });

  it("shows with the others how it is, and what can be done", async () => {
    await window().view().chooseFromMenu(RUNNING, "Watch Run…");
    await window().quickInput.waitFor(/When should you be notified/);
    await window().quickInput.choose("A metric becomes NaN or infinite");
    await window().quickInput.accept();
    await window().statusBar.item(/^2 runs watched$/);
    await window().statusBar.click(/^2 runs watched$/);
    await window().quickInput.waitFor(/Watched Runs/);
    await window().screenshot("watch-list");
    await window().quickInput.choose(RUNNING);
    await window().quickInput.waitFor(/watched/);
    await window().screenshot("watch-actions");
    await window().quickInput.choose(/Stop Watching/);
    await window().statusBar.item(/^qlora-r16-lr2e-4 · /);
  });

  it("is watched on after a reload, while the view is hidden, and its end is told with a way to it", async () => {
    await window().runCommand("View: Show Explorer");
    await window().reload();
    await window().statusBar.item(/qlora-r16-lr2e-4/);
    server.clearRequests();
    skipped += 6 * MINUTE;
    const text = /Run qlora-r16-lr2e-4 completed after 59 min, with eval_loss [\d.]+\./;
    const note = await waitForNotification(text);
    assert.equal(note.severity, "info");
    assert.deepEqual(note.buttons, ["Show in Tree"]);
    const lists = server.requests.flatMap(({ query }) => query["filter[id]"] ?? []);
    assert.ok(lists.length > 0 && lists.every((list) => !list.includes(",")), "the watched run alone is asked for");
    await window().screenshot("watch-ended");
    await window().notifications.clickButton(text, "Show in Tree");
    const row = await window()
      .view()
      .waitForRow([PROJECT, ENDING], ({ isSelected }) => isSelected, "the run to be shown");
    assert.match(row.label, /completed run/);
    assert.ok(!(await window().statusBar.items()).some((item) => item.text.includes(ENDING)));
  });

  it("can be chosen from the palette, without a row", async () => {
    await window().runCommand("ML Artifacts: Watch Run…");
    await window().quickInput.waitFor(/Watch Run/);
    const names = (await window().quickInput.items()).map(({ name }) => name);
    assert.ok(names.includes(RUNNING) && !names.includes("vanilla"), names.join());
    await window().quickInput.choose(RUNNING);
    await window().quickInput.waitFor(/Watch qlora-r8-lr1e-4/);
    await window().quickInput.choose("eval_loss crosses a threshold…");
    await window().quickInput.accept();
    await window().quickInput.waitFor(/eval_loss is below or above a value/);
    await window().quickInput.answer("> 0.5");
    await window().quickInput.waitFor(/already/);
    await window().quickInput.cancel();
  });

  /** A watched run is asked for every half minute while no one looks. */
  function waitForNotification(text: RegExp) {
    return window().notifications.waitFor(text, 120_000);
  }
});
