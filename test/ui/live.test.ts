import assert from "node:assert/strict";
import { startSampleServer } from "../../src/sample/sampleServer";
import type { SampleServer } from "../../src/sample/sampleServer";
import { customSite, signIn } from "./support/modelLabWindow";
import { waitUntil } from "./support/waitUntil";
import { useWindow } from "./support/windowSuite";

const PROJECT = "qwen36-27b-qlora-fsdp";
/** Ends five minutes after the start of the sample. */
const ENDING = "qlora-r16-lr2e-4";
const RUNNING = "qlora-r8-lr1e-4";
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** The shortest that the setting allows. */
const INTERVAL_MS = 5_000;
/** A poll comes an interval after the answer to the one before. */
const SILENCE_MS = 1.4 * INTERVAL_MS;
/** After a failure the questions come at longer and longer intervals. */
const FAILING_MS = 120_000;
const LIVE_SETTING = "mlArtifacts.live.enabled";

describe("Live runs", () => {
  let server: SampleServer;
  /** Its clock is behind until the test has moved it. */
  let skipped = -6 * MINUTE;
  const window = useWindow(async () => {
    server = await startSampleServer({ now: () => Date.now() + skipped });
    const { machineSettings } = customSite(server.origin);
    return { machineSettings: { ...machineSettings, "mlArtifacts.live.interval": INTERVAL_MS / 1000 } };
  });
  after("stop the server", () => server.close());
  before(() => signIn(window(), server));

  /** The requests for live runs, each as how many runs it asked for. */
  const polls = () =>
    server.requests.flatMap(({ query }) => {
      const list = query["filter[id]"];
      return list === undefined ? [] : [list.split(",").length];
    });

  async function waitForPoll(): Promise<void> {
    server.clearRequests();
    await waitUntil(() => polls().length > 0, "a question for the live runs");
  }

  /** Waits until no question has come for longer than a poll takes to come: the extension hears of a change a moment later. */
  async function waitForSilence(why: string): Promise<void> {
    let [count, since] = [-1, 0];
    await waitUntil(() => {
      if (polls().length !== count) [count, since] = [polls().length, Date.now()];
      return Date.now() - since > SILENCE_MS;
    }, `the questions to end: ${why}`);
    server.clearRequests();
  }

  it("are asked for together while one looks on", async () => {
    const view = window().view();
    await view.expandPath([PROJECT, ENDING]);
    await view.expand([PROJECT, RUNNING]);
    await view.expand([PROJECT, ENDING, /^checkpoint-/]);
    await view.row([PROJECT, ENDING, /^checkpoint-/, "adapter_config.json"]);
    await waitForPoll();
    // A slow machine may see the next poll as well: each asks for all in one request.
    assert.ok(
      polls().every((count) => count >= 3),
      polls().join(),
    );
    // What the open runs have written is listed again as they go on.
    const isOfOpenRun = (path: string) => /\/runs\/\d+\/artifacts$/.test(path);
    assert.deepEqual(
      server.requests.filter(({ query, path }) => !("filter[id]" in query) && !isOfOpenRun(path)),
      [],
      "nothing else is asked",
    );
    await window().moveMouseAway();
    await window().screenshot("live-running");
  });

  it("change in place when one ends: what is open and what is selected stay", async () => {
    const view = window().view();
    await view.click([PROJECT, ENDING, /^checkpoint-/, "adapter_config.json"]);
    const isTop = (name: string) => name === PROJECT || name === ENDING || name === RUNNING;
    const before = (await view.allRows()).filter(({ name }) => isTop(name)).map(({ name }) => name);
    await view.waitForRow(ENDING, ({ label }) => label.includes("running run"), "the run to run");
    skipped += 6 * MINUTE;
    await view.waitForRow(ENDING, ({ label }) => label.includes("completed run"), "the run to end");
    const row = await view.row(ENDING);
    assert.match(row.description, /^[\d.]+ eval_loss · 59 min · /);
    assert.equal(row.isExpanded, true);
    const file = await view.row([PROJECT, ENDING, /^checkpoint-/, "adapter_config.json"]);
    assert.ok(file.isSelected, "the selection stays");
    const after = (await view.allRows()).filter(({ name }) => isTop(name)).map(({ name }) => name);
    assert.deepEqual(after, before);
    await view.waitForRow([PROJECT, RUNNING, "seed-3"], ({ label }) => label.includes("completed"), "the child run");
    assert.deepEqual(await window().notifications.list(), []);
    await window().moveMouseAway();
    await window().screenshot("live-finished");
  });

  it("are not asked for while the view is hidden or folded, and are again when it is back", async () => {
    await window().runCommand("View: Show Explorer");
    await waitForSilence("hidden");
    await window().openContainer();
    await waitUntil(() => polls().length > 0, "a question");
    await window().view().fold();
    await waitForSilence("folded");
    await window().view().unfold();
    await waitUntil(() => polls().length > 0, "a question");
  });

  it("are not asked for while the window has lost the focus", async () => {
    // A browser without a screen keeps the focus whatever one does, so the page is told that it lost it.
    const setFocus = (isFocused: boolean) =>
      window().page.evaluate(
        `document.hasFocus = () => ${String(isFocused)}; dispatchEvent(new Event("${isFocused ? "focus" : "blur"}"));`,
      );
    await setFocus(false);
    await waitForSilence("unfocused");
    await setFocus(true);
    await waitForPoll();
  });

  it("are not asked for while the setting is off", async () => {
    window().profile.changeMachineSetting(LIVE_SETTING, false);
    await waitForSilence("off");
    window().profile.changeMachineSetting(LIVE_SETTING, true);
    await waitForPoll();
  });

  it("that can't be asked for are said to be out of date, quietly, and recover", async () => {
    server.respondWith(({ query }) => (query.has("filter[id]") ? { status: 500 } : undefined));
    const description = () => window().view().description();
    await waitUntil(async () => /runs as of \d\d:\d\d$/.test(await description()), "the note", FAILING_MS);
    assert.deepEqual(await window().notifications.list(), []);
    await window().screenshot("live-out-of-date");
    server.reset();
    await waitUntil(async () => !(await description()).includes("as of"), "the note to go", FAILING_MS);
  });

  it("show in an open file what was written meanwhile", async () => {
    await window().view().click([PROJECT, RUNNING, "train.log"]);
    await waitUntil(async () => (await window().editorText()).includes("Running training"), "the text of train.log");
    await window().page.locator(".part.editor .view-line").first().click();
    // An editor at the end of its file stays there while the file grows.
    await window().page.keyboard.press("ControlOrMeta+End");
    // Each line starts with its time, which the server's clock is never behind.
    const before = Date.now();
    skipped += HOUR;
    await waitUntil(async () => {
      const times = (await window().editorText()).match(/\d{4}-\d\d-\d\dT[\d:.]+Z/g) ?? [];
      return times.some((time) => Date.parse(time) > before);
    }, "what was written meanwhile");
    await window().screenshot("running-file");
    assert.deepEqual(await window().notifications.list(), []);
  });
});
