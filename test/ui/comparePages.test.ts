import assert from "node:assert/strict";
import { asked, signIn, useWindowOnServer } from "./support/modelLabWindow";
import { reloadWindow } from "./support/reloadWindow";
import { switchTheme } from "./support/themes";
import { waitUntil } from "./support/waitUntil";

const PROJECT = "qwen36-27b-qlora-fsdp";
const RUNS = ["qlora-r8-lr1e-4", "qlora-r16-lr2e-4", "vanilla", "bf16-a100", "qlora-r8-lr2e-4"];

describe("A comparison of runs in the real window", () => {
  const { window, server } = useWindowOnServer();
  const page = () => window().webview();
  const heads = async () =>
    (await page().locator("table.params thead th .name").allInnerTexts()).map((text) => text.trim());

  async function select(names: readonly string[]): Promise<void> {
    for (const [index, name] of names.entries()) {
      await window()
        .view()
        .click([PROJECT, name], index === 0 ? {} : { modifiers: ["ControlOrMeta"] });
    }
  }

  before(async () => {
    await signIn(window(), server());
    await window().view().expand(PROJECT);
  });

  it("of five runs takes one request", async () => {
    await select(RUNS);
    server().clearRequests();
    await window().view().chooseFromMenu([PROJECT, "vanilla"], "Compare");
    await page().locator("table.params").waitFor();
    assert.deepEqual(asked(server()), ["GET /runs"]);
    assert.deepEqual((await heads()).toSorted(), RUNS.toSorted());
  });

  for (const theme of ["dark", "light", "hc"] as const) {
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
    await page()
      .getByRole("button", { name: /that (is|are) the same/ })
      .click();
    await waitUntil(async () => (await rows.count()) > different, "the parameters that are the same");
  });

  it("is copied as Markdown and as CSV", async () => {
    await page().getByRole("button", { name: "Copy as Markdown" }).click();
    await window().waitForClipboard(/^\| Parameter \|/);
    await page().getByRole("button", { name: "Copy as CSV" }).click();
    assert.match(await window().waitForClipboard(/^kind,name,/), /\r\nmetric latest,/);
  });

  it("stands as a table, too", async () => {
    await page().getByRole("button", { name: "Show as Table" }).click();
    await page().getByRole("region", { name: "Metrics as a table" }).waitFor();
    await page().getByRole("region", { name: "Metrics as a table" }).scrollIntoViewIfNeeded();
    await window().screenshot("compare-table");
    await page().getByRole("button", { name: "Show as Charts" }).click();
  });

  it("is saved as a picture", async () => {
    await page().getByRole("button", { name: "Save Picture…" }).click();
    await window().quickInput.waitFor(/Save Picture/);
    await window().screenshot("compare-save");
    await window().quickInput.cancel();
  });

  it("takes another first run, and lets one go, without a request", async () => {
    server().clearRequests();
    await page().getByRole("button", { name: "Compare with vanilla: make it the first" }).click();
    await waitUntil(async () => (await heads())[0] === "vanilla", "vanilla to be the first");
    await page().getByRole("button", { name: "Remove bf16-a100" }).click();
    await waitUntil(async () => (await heads()).length === 4, "a column less");
    assert.deepEqual(asked(server()), []);
  });

  it("of ten runs with 100 parameters and 25 metrics opens at once", async function () {
    const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);
    const restore = server().respondWith(({ path, query }) => {
      const ids = query.get("filter[id]")?.split(",");
      if (!path.endsWith("/runs") || ids === undefined) return undefined;
      const data = ids.map((id, run) => ({ id, type: "runs", attributes: largeRun(run, numbers) }));
      return { status: 200, body: { data, meta: { page: { total: ids.length } } } };
    });
    const names = (await window().view().rows()).filter(({ level }) => level === 2).slice(0, 11);
    await select(
      names
        .map(({ name }) => name)
        .filter((name) => name !== "Project artifacts")
        .slice(0, 10),
    );
    const row = names.find(({ name }) => name !== "Project artifacts")!;
    const menu = await window().view().openContextMenu([PROJECT, row.name]);
    const start = performance.now();
    await menu.choose("Compare");
    const card = page().locator("article", { hasText: "metric-24" });
    await waitUntil(async () => (await heads()).length === 10 && (await card.count()) > 0, "ten runs side by side");
    console.log(`      ten runs were there ${Math.round(performance.now() - start)} ms after the click`);
    await window().screenshot("compare-ten");
    restore();
  });

  it("refuses more than ten, and what has no page", async () => {
    const names = (await window().view().rows()).filter(({ level }) => level === 2).map(({ name }) => name);
    await select(["Project artifacts", names.find((name) => name !== "Project artifacts")!]);
    await window().runCommand("ML Artifacts: Compare");
    const { text } = await window().notifications.waitFor(/has no page/);
    assert.match(text, /Could not compare: "Project artifacts" has no page/);
  });

  it("survives a reload of the window as it was arranged", async () => {
    await window().page.locator(".part.editor .tab", { hasText: "Compare 4" }).click();
    await waitUntil(async () => (await heads()).length === 4, "the comparison from before");
    await reloadWindow(window());
    await page().locator("table.params").waitFor();
    const after = await heads();
    assert.equal(after[0], "vanilla");
    assert.equal(after.length, 4);
  });
});

function largeRun(run: number, numbers: (count: number) => readonly number[]): object {
  return {
    name: `large-${run}`,
    description: "",
    project_id: 2387,
    status: "completed",
    started_at: "2026-01-01T00:00:00Z",
    created_at: "2026-01-01T00:00:00Z",
    updated_at: "2026-01-01T00:00:00Z",
    has_children: false,
    is_pinned: false,
    descendant_match: false,
    mlflow_artifact_location: "",
    tags: [],
    params: numbers(100).map((index) => ({ key: `param-${index}`, value: String(index % 3 === 0 ? run : index) })),
    metric_summaries: numbers(25).map((index) => ({
      key: `loss/metric-${index}`,
      count: 100,
      min: run,
      max: run + index + 2,
      mean: run + 1,
      latest: run + 0.5,
    })),
  };
}
