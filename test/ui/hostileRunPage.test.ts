import assert from "node:assert/strict";
import { signIn, useWindowOnServer } from "./support/modelLabWindow";
import { waitUntil } from "./support/waitUntil";

const PROJECT = "qwen36-27b-qlora-fsdp";
const MARKUP = `<img src=x onerror="document.title='owned'"><script>document.title='owned'</script>`;
const LINK = "[click](command:workbench.action.quit)";
const LONG = "x".repeat(100_000);

describe("A run's page, given what is hostile or long", () => {
  const { window, server } = useWindowOnServer();
  const page = () => window().webview();
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

  it("shows hostile names and values as text", async () => {
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

  it("lets a long tag be read", async () => {
    assert.equal(await page().locator(".long-tag .tag-key").innerText(), "long");
    await page().locator(".long-tag summary").click();
    const text = page().locator(".long-tag pre");
    assert.match(await text.innerText(), /^x{20000}\n… 80000 more characters: copy to get all$/);
    await text.scrollIntoViewIfNeeded();
    await window().screenshot("run-page-long-tag");
  });

  it("cuts a name and a status of 100 kB, which can be opened", async () => {
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
