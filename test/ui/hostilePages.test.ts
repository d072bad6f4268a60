import assert from "node:assert/strict";
import { policyViolations, signInToTrueFoundry, useVendorWindow } from "./support/vendorWindow";
import { waitUntil } from "./support/waitUntil";

const MODEL = "acme/support-intent-int8";
const MODEL_ID = "12367";
const VERSION = ["support-assistant", "Models", "qwen36-support-lora", "v64"] as const;
const FQN = "model:acme/support-assistant/qwen36-support-lora:64";

const MARKUP = `<img src=x onerror="document.title='owned'"><script>document.title='owned'</script>`;
const LINK = "[click](command:workbench.action.quit)";
const LONG = "x".repeat(100_000);
const LONG_NAME = `${"long-name-".repeat(10_000)}end`;

const LONERS = [MODEL, "a", "b", "c", "d", "e"].map((name, index) => ({
  artifact_id: index === 0 ? MODEL_ID : `loner-${index}`,
  name,
  type: "model",
}));

/** Of so many artifacts in a row, of which the page's own is the first, the edges that are wanted. */
function edges(count: number, isWanted: (from: number, to: number) => boolean): readonly object[] {
  const ids = Array.from({ length: count }, (_, index) => (index === 0 ? MODEL_ID : `artifact-${index}`));
  return ids.flatMap((from, index) =>
    ids.flatMap((to, other) =>
      isWanted(index, other) ? [{ from_node_artifact_id: from, to_node_artifact_id: to, relationship: "base" }] : [],
    ),
  );
}

describe("Pages of the registry and of TrueFoundry, given what is hostile or large", () => {
  const { window, server } = useVendorWindow();
  let violations: readonly string[] = [];
  const page = () => window().webview();
  const heading = (name: string | RegExp) => page().getByRole("heading", { level: 1, name });
  const registry = () => window().view("Artifact Registry");
  const trueFoundry = () => window().view("TrueFoundry");
  const picture = async (name: string) => {
    await window().moveMouseAway();
    // A tooltip that stays spoils the picture alone.
    const tooltip = window().page.locator(".workbench-hover-container .monaco-hover").first();
    await tooltip.waitFor({ state: "hidden", timeout: 5_000 }).catch(() => undefined);
    await window().screenshot(name);
  };
  const toTop = (name: string) =>
    page()
      .getByRole("heading", { level: 2, name })
      .evaluate((element: { scrollIntoView(): void }) => element.scrollIntoView());
  const respond = (bodies: Readonly<Record<string, unknown>>) =>
    server().respondWith(({ path }) => {
      const body = Object.entries(bodies).find(([end]) => path.endsWith(end))?.[1];
      return body === undefined ? undefined : { status: 200, body };
    });
  const reloadUntil = async (isThere: () => Promise<boolean>, what: string) => {
    await page().getByRole("button", { name: "Refresh" }).click();
    await waitUntil(isThere, what);
  };
  const assertNothingRan = async () => {
    assert.equal(await page().locator("main :is(img, script, a, iframe, object, form)").count(), 0);
    const titleOf = (body: { ownerDocument: { title: string } }) => body.ownerDocument.title;
    assert.notEqual(await page().locator("body").evaluate(titleOf), "owned");
    assert.deepEqual(violations, []);
  };
  /** The heading and the tab are short, and the whole name is a click away. */
  const assertNameIsCut = async () => {
    const full = page().locator(".whole-name");
    await full.locator("summary").click();
    assert.match(await full.locator("pre").innerText(), /long-name-.*more characters: copy to get all$/s);
    assert.ok((await page().locator("h1").innerText()).length < 200);
    const [tab = ""] = await window().editorTabs();
    assert.ok(tab.length <= 60, tab);
    await full.getByRole("button", { name: "Copy Name" }).click();
    assert.ok((await window().waitForClipboard(/end/)).length >= LONG_NAME.length);
  };

  before(async () => {
    violations = policyViolations(window());
    await window().openContainer();
    await window().widenSidebar(360);
    await window().view().fold();
    await registry().unfold();
    await registry().expand("Models");
  });

  describe("A registry model's page", () => {
    const artifact = (name: string) => ({ metadata: { id: MODEL_ID, name, type: "model" }, data: { url: LINK } });

    it("shows hostile names and values as text", async () => {
      const restore = respond({
        [`/artifacts/model/${MODEL_ID}`]: artifact(MARKUP),
        "/rate": {
          name: MARKUP,
          category: LINK,
          net_score: 0.5,
          [MARKUP]: 0.75,
          [LONG]: 0.25,
          size_score: { [LINK]: 1 },
        },
        "/lineage": {
          nodes: [
            { artifact_id: MODEL_ID, name: MARKUP, type: MARKUP },
            { artifact_id: "1", name: LINK, source: MARKUP, type: LONG },
            { artifact_id: "__proto__", name: LONG, source: LONG, type: "dataset" },
          ],
          edges: [
            { from_node_artifact_id: "1", to_node_artifact_id: MODEL_ID, relationship: MARKUP },
            { from_node_artifact_id: "__proto__", to_node_artifact_id: MODEL_ID, relationship: LONG },
          ],
        },
        "/cost": { [MODEL_ID]: { total_cost: 3 }, "1": { total_cost: 2 }, [MARKUP]: { total_cost: 1 } },
      });
      await registry().chooseFromMenu(["Models", MODEL], "Open Page");
      await heading(MARKUP).waitFor();
      await page().locator("tbody bar-chart canvas").first().waitFor();
      await waitUntil(async () => (await page().locator(".lineage-node").count()) === 3, "the lineage");
      await page().getByText(LINK, { exact: true }).first().waitFor();
      await picture("registry-page-hostile");
      await toTop("Lineage");
      await picture("registry-page-hostile-below");
      await assertNothingRan();
      restore();
    });

    it("cuts a name of 100 kB, which can be opened and copied", async () => {
      const restore = respond({ [`/artifacts/model/${MODEL_ID}`]: artifact(LONG_NAME) });
      await reloadUntil(async () => (await page().locator(".whole-name").count()) === 1, "the long name");
      await assertNameIsCut();
      await picture("registry-page-long-name");
      restore();
      await reloadUntil(async () => (await page().locator(".whole-name").count()) === 0, "the name as it was");
    });

    it("draws a lineage that says nothing of what was made from what", async () => {
      const restore = respond({ "/lineage": { nodes: LONERS, edges: [] } });
      await reloadUntil(async () => (await page().locator(".lineage-node").count()) === LONERS.length, "the nodes");
      await toTop("Lineage");
      await picture("lineage-loners");
      restore();
    });

    it("shows the nearest of a large lineage, and a list of what is too tangled to draw", async () => {
      const restoreChain = respond({ "/lineage": { nodes: [], edges: edges(300, (from, to) => to === from + 1) } });
      const note = page().getByText("This shows the nearest 150 of 300 artifacts and 149 of 299 arrows.");
      await reloadUntil(async () => (await note.count()) === 1, "the sentence");
      await toTop("Lineage");
      await picture("lineage-long");
      restoreChain();
      const isFar = (from: number, to: number) => to === from + 1 || to > from + 100;
      const restoreTangle = respond({ "/lineage": { nodes: [], edges: edges(120, isFar) } });
      const list = page().locator(".lineage-list[open] li");
      await reloadUntil(async () => (await list.count()) === 120, "the list");
      assert.equal(
        await page()
          .getByText(/^Could not draw a picture of this/)
          .count(),
        1,
      );
      await toTop("Lineage");
      await picture("lineage-tangled");
      restoreTangle();
    });
  });

  describe("A TrueFoundry version's page", () => {
    let version: Readonly<Record<string, unknown>>;
    const respondWithVersion = (manifest: object, others: object = {}) =>
      respond({
        [`/model-versions/${String(version["id"])}`]: {
          data: { ...version, ...others, manifest: { ...(version["manifest"] as object), ...manifest } },
        },
      });

    before(async () => {
      await window().runCommand("View: Close All Editors");
      await registry().fold();
      await trueFoundry().unfold();
      await signInToTrueFoundry(window(), server());
      await trueFoundry().expandPath(VERSION.slice(0, -1));
      const { baseUrl, keys } = server().systems.trueFoundry;
      const url = `${baseUrl}/api/ml/v1/model-versions?fqn=${encodeURIComponent(FQN)}`;
      const answer = await fetch(url, { headers: { authorization: `Bearer ${keys["token"] ?? ""}` } });
      const { data } = (await answer.json()) as { data: (typeof version)[] };
      version = data[0]!;
    });

    it("shows hostile names and values as text", async () => {
      const restore = respondWithVersion(
        {
          name: MARKUP,
          ml_repo: LINK,
          description: MARKUP,
          version_alias: LINK,
          metadata: { [MARKUP]: LINK, [LONG]: MARKUP, long: LONG, nested: { [MARKUP]: [LINK] } },
        },
        { tags: [MARKUP, LINK, LONG], usage_code_snippet: MARKUP },
      );
      await trueFoundry().chooseFromMenu(VERSION, "Open Page");
      await heading(`${MARKUP} v64`).waitFor();
      await page().getByText(LINK, { exact: true }).first().waitFor();
      await picture("trueFoundry-page-hostile");
      await toTop("Metadata");
      await picture("trueFoundry-page-hostile-below");
      await assertNothingRan();
      restore();
    });

    it("cuts a name of 100 kB, which can be opened and copied", async () => {
      const restore = respondWithVersion({ name: LONG_NAME });
      await reloadUntil(async () => (await page().locator(".whole-name").count()) === 1, "the long name");
      assert.match(await page().locator("h1").innerText(), /v64$/);
      await assertNameIsCut();
      await picture("trueFoundry-page-long-name");
      restore();
    });
  });
});
