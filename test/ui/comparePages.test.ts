import assert from "node:assert/strict";
import { join } from "node:path";
import { answerRuns, largeRun } from "./support/answerRuns";
import { ComparePage } from "./support/comparePage";
import { asked, signIn, useWindowOnServer } from "./support/modelLabWindow";
import { paintOf, watchClicks } from "./support/paintWatch";
import { reloadWindow } from "./support/reloadWindow";
import { switchTheme } from "./support/themes";
import { waitUntil } from "./support/waitUntil";

const PROJECT = "qwen36-27b-qlora-fsdp";
const RUNS = ["qlora-r8-lr1e-4", "qlora-r16-lr2e-4", "vanilla", "bf16-a100", "qlora-r8-lr2e-4"];

describe("A comparison of runs in the real window", () => {
  const { window, server } = useWindowOnServer();
  const page = () => window().webview();
  const comparison = () => new ComparePage(window());
  const runNames = async () =>
    (await window().view().rows())
      .filter(({ level, name }) => level === 2 && name !== "Project artifacts")
      .map(({ name }) => name);

  before(async () => {
    await signIn(window(), server());
    await window().view().expand(PROJECT);
  });

  /** Ten runs of 100 parameters and 25 metrics, from the one at `start`; what it prints is a measurement. */
  const openTen = async (start: number, time: string) => {
    const restore = answerRuns(server(), (run) => largeRun(run, { params: 100, metrics: 25 }));
    const names = (await runNames()).slice(start, start + 10);
    await watchClicks(window());
    await comparison().open(PROJECT, names);
    await comparison().waitForHeads(10);
    const { all, own } = await paintOf(window());
    console.log(`      the ${time} of the window: seen ${all} ms after the click, ${own} ms of it the page's own`);
    assert.equal(await page().locator("table.params tbody tr").count(), 34);
    assert.match(await page().locator("#metrics-heading").innerText(), /24 of 25 differ/);
    restore();
  };

  it("of ten runs with 100 parameters and 25 metrics opens at once", async () => {
    await openTen(0, "first");
    await window().screenshot("compare-ten");
    const canvases = page().locator("range-chart canvas");
    await comparison().metrics.getByRole("button", { name: "Show 1 that is the same" }).click();
    await waitUntil(async () => (await page().locator("article").count()) === 25, "the metric that is the same");
    assert.ok((await canvases.count()) < 25, "charts that are far from what is in sight are not drawn");
    for (const article of await page().locator("article").all()) await article.scrollIntoViewIfNeeded();
    await waitUntil(async () => (await canvases.count()) === 25, "the charts of all metrics");
  });

  it("of five runs takes one request", async () => {
    await comparison().select(PROJECT, RUNS);
    server().clearRequests();
    await window().view().chooseFromMenu([PROJECT, "vanilla"], "Compare");
    await comparison().waitForHeads(RUNS.length);
    assert.deepEqual(asked(server()), ["GET /runs"]);
    assert.deepEqual((await comparison().heads()).toSorted(), RUNS.toSorted());
  });

  for (const theme of ["dark", "light", "hcLight", "hc"] as const) {
    it(`follows the theme: ${theme}`, async () => {
      await window().widenSidebar(280);
      await switchTheme(window(), theme);
      await window().moveMouseAway();
      await window().screenshot(`compare-${theme}`);
      await page().locator("article").first().scrollIntoViewIfNeeded();
      await page()
        .getByRole("heading", { name: /^Metrics/ })
        .evaluate((element: { scrollIntoView(): void }) => element.scrollIntoView());
      await page().locator("range-chart canvas").first().waitFor();
      await window().screenshot(`compare-metrics-${theme}`);
      await page().getByRole("heading", { level: 1 }).scrollIntoViewIfNeeded();
    });
  }

  it("shows what differs, and the rest when asked to", async () => {
    const rows = page().locator("table.params tbody tr");
    const different = await rows.count();
    assert.ok(different > 0);
    assert.equal(await page().locator("table.params tbody tr.different").count(), different);
    await comparison()
      .params.getByRole("button", { name: /that (is|are) the same/ })
      .click();
    await waitUntil(async () => (await rows.count()) > different, "the parameters that are the same");
  });

  it("is copied as Markdown and as CSV", async () => {
    await page().getByRole("button", { name: "Copy as Markdown" }).click();
    await window().waitForClipboard(/^\| Parameter \|/);
    await page().getByRole("button", { name: "Copy as CSV" }).click();
    assert.match(await window().waitForClipboard(/^kind,name,/), /\r\nmetric mean,/);
  });

  it("stands as a table, too", async () => {
    await page().getByRole("button", { name: "Show as Table" }).click();
    await page().getByRole("region", { name: "Metrics as a table" }).waitFor();
    await page().getByRole("region", { name: "Metrics as a table" }).scrollIntoViewIfNeeded();
    await window().screenshot("compare-table");
    await page().getByRole("button", { name: "Show as Charts" }).click();
  });

  it("is saved as a picture, in the workspace unless another place is chosen", async () => {
    const metrics = await page().locator("article").count();
    const { width, height } = await comparison().savePicture(join(window().profile.workspace, "comparison.png"));
    assert.ok(metrics > 2 && width > 1_000 && height > 1_000, `${metrics} metrics on ${width} × ${height}`);
  });

  it("is walked through with the keyboard", async () => {
    const { keyboard } = window().page;
    const rows = page().locator("table.params tbody tr");
    await page().getByRole("heading", { level: 1 }).click();
    await comparison().tabTo(/^Filter parameters and metrics$/);
    await keyboard.type("lora");
    await waitUntil(async () => (await rows.count()) < 20, "the parameters with lora in their names");
    const all = await rows.count();
    await comparison().tabTo(/^Differences only$/);
    await keyboard.press("Space");
    await waitUntil(async () => (await rows.count()) < all, "those of them that differ");
    await comparison().tabTo(/^Parameters side by side$/);
    await comparison().tabTo(/^Make|^Compare with .*: make it the first$/);
    await window().screenshot("compare-keyboard");
    await keyboard.press("ControlOrMeta+f");
    await keyboard.press("ControlOrMeta+a");
    await keyboard.press("Delete");
    await comparison().tabTo(/^Show as Table$/);
    await keyboard.press("Enter");
    await comparison().tabTo(/^Metrics as a table$/);
    await page().getByRole("button", { name: "Show as Charts" }).click();
  });

  it("takes another first run, and lets one go, without a request", async () => {
    server().clearRequests();
    await page().getByRole("button", { name: "Compare with vanilla: make it the first" }).click();
    await waitUntil(async () => (await comparison().heads())[0] === "vanilla", "vanilla to be the first");
    await page().getByRole("button", { name: "Remove bf16-a100" }).click();
    await comparison().waitForHeads(4);
    assert.deepEqual(asked(server()), []);
  });

  it("is found again by what it shows now, and not by what it was opened with", async () => {
    await comparison().open(PROJECT, RUNS);
    await comparison().waitForHeads(5);
    assert.deepEqual(await window().editorTabs(), ["Compare 10", "Compare 4", "Compare 5"]);
    await comparison().open(
      PROJECT,
      RUNS.filter((name) => name !== "bf16-a100"),
    );
    await comparison().waitForHeads(4);
    assert.equal((await comparison().heads())[0], "vanilla");
    assert.deepEqual(await window().editorTabs(), ["Compare 10", "Compare 4", "Compare 5"]);
  });

  it("stays beside the failure of a refresh, and beside the word that a run is gone", async () => {
    const restore = server().respondWith(({ path }) =>
      path.endsWith("/runs") ? { status: 403, body: { errors: ["Forbidden"] } } : undefined,
    );
    await page().getByRole("button", { name: "Refresh" }).click();
    await page().getByRole("alert").waitFor();
    assert.match(await page().getByRole("alert").innerText(), /^Could not load what is compared: /);
    assert.equal((await comparison().heads())[0], "vanilla");
    assert.ok((await page().locator("article").count()) > 0);
    await page().getByRole("button", { name: "Copy as CSV" }).click();
    await window().waitForClipboard(/^kind,name,vanilla,/);
    await window().screenshot("compare-failed");
    restore();
    const leave = server().respondWith(({ path, query }) =>
      path.endsWith("/runs") && query.has("filter[id]")
        ? { status: 200, body: { data: [], meta: { page: { total: 0 } } } }
        : undefined,
    );
    await page().getByRole("button", { name: "Try Again" }).click();
    await page()
      .getByText(/no longer exist\.$/)
      .waitFor();
    assert.equal(await page().getByRole("alert").count(), 0);
    assert.equal((await comparison().heads())[0], "vanilla");
    leave();
    await page().getByRole("button", { name: "Refresh" }).click();
    await page()
      .getByText(/no longer exist\.$/)
      .waitFor({ state: "detached" });
  });

  it("opens at once beside others", async () => {
    await openTen(1, "fourth");
  });

  it("from the palette is of the rows that are selected", async () => {
    await comparison().select(PROJECT, ["Project artifacts", (await runNames())[0]!]);
    await window().runCommand("ML Artifacts: Compare");
    await window().notifications.waitFor(/"Project artifacts" has no page/);
  });

  it("survives a reload of the window as it was arranged", async () => {
    await window().page.locator(".part.editor .tab", { hasText: "Compare 4" }).click();
    await comparison().waitForHeads(4);
    await reloadWindow(window());
    await page().locator("table.params").waitFor();
    const after = await comparison().heads();
    assert.equal(after[0], "vanilla");
    assert.equal(after.length, 4);
  });
});
