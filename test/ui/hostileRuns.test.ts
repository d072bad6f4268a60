import assert from "node:assert/strict";
import { join } from "node:path";
import { answerRuns, largeRun } from "./support/answerRuns";
import { ComparePage } from "./support/comparePage";
import { signIn, useWindowOnServer } from "./support/modelLabWindow";
import { labelsOf } from "./support/pageElement";
import { waitUntil } from "./support/waitUntil";

const PROJECT = "qwen36-27b-qlora-fsdp";
const RUNS = ["qlora-r8-lr1e-4", "qlora-r16-lr2e-4", "vanilla", "bf16-a100"];

const MARKUP = `<img src=x onerror="document.title='owned'"><script>document.title='owned'</script>`;
const LINK = "[click](command:workbench.action.quit)";
const LONG = "x".repeat(100_000);

describe("What is hostile or large in the real window", () => {
  const { window, server } = useWindowOnServer();
  const page = () => window().webview();
  const comparison = () => new ComparePage(window());
  const closeAll = () => window().runCommand("View: Close All Editors");

  const heading = (name: string | RegExp) => page().getByRole("heading", { level: 1, name });

  /** Answers for any run that is asked for alone. */
  function respondWithRun(attributes: object): () => void {
    const known = {
      project_id: 2387,
      started_at: "2026-01-01T00:00:00Z",
      created_at: "2026-01-01T00:00:00Z",
      updated_at: "2026-01-01T00:00:00Z",
      has_children: false,
      is_pinned: false,
      descendant_match: false,
    };
    return server().respondWith(({ path, query }) => {
      const id = query.get("filter[id]");
      const data = [{ id, type: "runs", attributes: { ...known, ...attributes } }];
      return path.endsWith("/runs") && id !== null
        ? { status: 200, body: { data, meta: { page: { total: 1 } } } }
        : undefined;
    });
  }

  before(async () => {
    await signIn(window(), server());
    await window().view().expand(PROJECT);
  });

  it("in a comparison is shown as text, and leaves room for the rest beside long ones", async () => {
    const names = [MARKUP, LONG, `${LONG}2`, LINK];
    const restore = answerRuns(server(), (index) => ({
      name: names[index],
      status: index === 0 ? MARKUP : "completed",
      params: [
        { key: MARKUP, value: LINK },
        { key: LONG, value: LONG + String(index) },
        { key: "lr", value: String(index) },
      ],
      metric_summaries: [
        { key: `${LONG}_loss`, count: 1, min: 0, max: 2, mean: 1, latest: index / 10 },
        { key: MARKUP, count: 1, min: 0, max: 2, mean: 1, latest: index / 10 },
      ],
    }));
    await window().widenSidebar(280);
    await comparison().open(PROJECT, RUNS);
    await comparison().waitForHeads(4);
    const isMarkup = async () => (await comparison().heads())[0]?.startsWith("<img src=x") === true;
    await waitUntil(isMarkup, "the name that is markup, as text");
    const whole = await page().locator("table.params thead th .name").first().getAttribute("title");
    assert.equal(whole, `Open the page of ${MARKUP}`);
    await page().getByText("lr", { exact: true }).waitFor();
    assert.equal(await page().locator("main :is(img, script, a)").count(), 0, "nothing of it became an element");
    const title = await page()
      .locator("body")
      .evaluate((body: { ownerDocument: { title: string } }) => body.ownerDocument.title);
    assert.notEqual(title, "owned");
    const head = await page().locator("table.params thead").boundingBox();
    assert.ok(head !== null && head.height < 200, `a head of ${head?.height} pixels`);
    const [tab] = await window().editorTabs();
    assert.equal(tab, "Compare 4");
    await window().moveMouseAway();
    await window().screenshot("compare-hostile");
    await page()
      .getByRole("heading", { name: /^Metrics/ })
      .scrollIntoViewIfNeeded();
    await page().locator("range-chart canvas").first().waitFor();
    const words = await page().locator("range-chart").evaluateAll(labelsOf);
    assert.ok(words.every((text) => text.length < 1_000));
    for (const card of await page().locator("article").all()) {
      const box = await card.boundingBox();
      assert.ok(box !== null && box.height < 400, `a chart of ${box?.height} pixels`);
    }
    await page().locator("article").last().scrollIntoViewIfNeeded();
    await window().screenshot("compare-hostile-metrics");
    await page().getByRole("button", { name: "Show as Table" }).click();
    const table = page().getByRole("region", { name: "Metrics as a table" });
    await table.scrollIntoViewIfNeeded();
    await window().screenshot("compare-hostile-table");
    restore();
  });

  it("as two long names keeps both on the tab", async () => {
    await closeAll();
    const restore = answerRuns(server(), (index) => ({ name: `${LONG}${index}` }));
    await comparison().open(PROJECT, RUNS.slice(0, 2));
    await comparison().waitForHeads(2);
    const [tab] = await waitUntil(async () => {
      const tabs = await window().editorTabs();
      return tabs[0]?.includes("↔") === true && tabs;
    }, "both names on the tab");
    assert.match(tab ?? "", /^x+…x+0 ↔ x+…x+1$/);
    restore();
  });

  it("as hundreds of metrics is saved as a picture, and as thousands says why not", async () => {
    await closeAll();
    const restore = answerRuns(server(), (run) => largeRun(run, { params: 3, metrics: 230 }));
    await comparison().open(PROJECT, RUNS);
    await page().locator("article", { hasText: "metric-229" }).waitFor({ state: "attached" });
    const { width, height } = await comparison().savePicture(join(window().profile.folder, "many.png"));
    assert.ok(width > 4_000 && height > 4_000, `${width} × ${height}`);
    restore();
    const restoreMore = answerRuns(server(), (run) => largeRun(run, { params: 3, metrics: 2_000 }));
    await page().getByRole("button", { name: "Refresh" }).click();
    await page().locator("article", { hasText: "metric-1999" }).waitFor({ state: "attached" });
    await page().getByRole("button", { name: "Save Picture…" }).click();
    await window().notifications.waitFor(/^Could not save the picture: 1,999 metrics do not fit on one\./);
    restoreMore();
  });

  it("as a run's page shows hostile names and values as text", async () => {
    await closeAll();
    const pairs = [
      { key: MARKUP, value: LINK },
      { key: "long", value: LONG },
    ];
    const restore = respondWithRun({
      name: MARKUP,
      description: LINK,
      status: MARKUP,
      external_url: "javascript:alert(1)",
      mlflow_artifact_location: MARKUP,
      tags: [...pairs, { key: "team", value: "nlp" }],
      params: pairs,
      metric_summaries: [{ key: MARKUP, count: 1, min: 1, max: 2, mean: 1.5, latest: 1.2 }],
    });
    await window().view().chooseFromMenu([PROJECT, "vanilla"], "Open Page");
    await heading(MARKUP).waitFor();
    assert.equal(await page().locator("main :is(img, script, a)").count(), 0, "nothing of it became an element");
    const titleOf = (body: { ownerDocument: { title: string } }) => body.ownerDocument.title;
    assert.notEqual(await page().locator("body").evaluate(titleOf), "owned");
    await page().getByText(LINK).first().waitFor();
    await page().getByRole("button", { name: "Page of the tracking server" }).first().click();
    await window().notifications.waitFor(/only http and https addresses are opened/);
    await window().screenshot("run-page-hostile");
    restore();
  });

  it("as a run's page lets a long tag be read", async () => {
    assert.equal(await page().locator(".long-tag .tag-key").innerText(), "long");
    await page().locator(".long-tag summary").click();
    const text = page().locator(".long-tag pre");
    assert.match(await text.innerText(), /^x{20000}\n… 80000 more characters: copy to get all$/);
    await text.scrollIntoViewIfNeeded();
    await window().screenshot("run-page-long-tag");
  });

  it("as a run's page cuts a name and a status of 100 kB, which can be opened", async () => {
    const restore = respondWithRun({ name: `${LONG}end`, status: `${LONG} status`, tags: [], params: [] });
    await page().getByRole("button", { name: "Refresh" }).click();
    const whole = page().locator(".whole-name");
    await waitUntil(async () => (await whole.count()) === 1, "the long name");
    assert.match(await page().locator("h1").innerText(), /^x{50,200}…x*end$/);
    assert.ok((await page().locator(".summary summary").innerText()).length < 200);
    const [tab = ""] = await window().editorTabs();
    assert.ok(tab.length <= 60, tab);
    await window().screenshot("run-page-long-name");
    await whole.locator("summary").click();
    await page().locator(".summary summary").click();
    assert.match(await whole.locator("pre").innerText(), /^x{20000}\n…/);
    assert.match(await page().locator(".summary pre").innerText(), /^x{20000}\n…/);
    await window().screenshot("run-page-long-name-open");
    restore();
  });
});
