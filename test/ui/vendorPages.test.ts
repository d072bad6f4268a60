import assert from "node:assert/strict";
import { switchTheme } from "./support/themes";
import { policyViolations, signInToTrueFoundry, useVendorWindow } from "./support/vendorWindow";
import { waitUntil } from "./support/waitUntil";

const MODEL = "acme/support-intent-int8";
const PARENT = "acme/support-intent-distilled";
const GRANDPARENT = "acme/support-intent";
const VERSIONS = ["support-assistant", "Models", "qwen36-support-lora"] as const;

describe("Pages of the registry and of TrueFoundry in the real window", () => {
  const { window, server } = useVendorWindow();
  let violations: readonly string[] = [];
  const registry = () => window().view("Artifact Registry");
  const trueFoundry = () => window().view("TrueFoundry");
  const page = () => window().webview();
  const heading = (name: string | RegExp) => page().getByRole("heading", { level: 1, name });
  const section = (name: string) =>
    page()
      .locator("section")
      .filter({ has: page().getByRole("heading", { level: 2, name }) });
  const node = (name: string) => page().locator(".lineage-node", { has: page().getByText(name, { exact: true }) });
  const asked = () => server().requests.map(({ method, path }) => `${method} ${path}`);
  const closeAll = () => window().runCommand("View: Close All Editors");
  const toTop = (name: string) =>
    page()
      .getByRole("heading", { level: 2, name })
      .evaluate((element: { scrollIntoView(): void }) => element.scrollIntoView());
  const picture = async (name: string) => {
    await window().moveMouseAway();
    await window().screenshot(name);
  };
  const texts = (selector: string) => page().locator(selector).allInnerTexts();
  const reloadUntil = async (isThere: () => boolean | Promise<boolean>, what: string) => {
    await page().getByRole("button", { name: "Refresh" }).click();
    await waitUntil(isThere, what);
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
    it("opens from the tree with a request for each part, and loads what draws a lineage by itself", async () => {
      server().clearRequests();
      await registry().chooseFromMenu(["Models", MODEL], "Open Page");
      await heading(MODEL).waitFor();
      await node(MODEL).waitFor();
      // Tooltips of rows below the mouse ask for artifacts, too.
      const reports = asked().filter((request) => request.includes("/artifact/"));
      assert.deepEqual(
        reports.map((request) => request.split("/artifact/")[1]).toSorted(),
        ["cost", "lineage", "rate"].map((part) => `model/12367/${part}`),
      );
      assert.ok(asked().some((request) => request.endsWith("/artifacts/model/12367")));
      assert.deepEqual(await window().editorTabs(), [MODEL]);
      await picture("registry-page");
    });

    it("says each thing once", async () => {
      const headings = await texts("h2");
      const names = headings.map((text) => text.replace(/\s*\d+$/, ""));
      assert.deepEqual(names, [...new Set(names)], "no heading twice");
      assert.ok(!names.some((name) => /Metrics|Parameters|Metadata/.test(name)), names.join());
      const source = page().getByText("s3://acme-models/support-intent-int8", { exact: true });
      assert.equal(await source.count(), 1);
      assert.equal(await section("Files").count(), 0, "the registry has no package of it, as the details say");
      const rows = await section("Scores").locator("tbody tr").allInnerTexts();
      assert.match(rows[0] ?? "", /^Net score\s+0\.\d+/);
      assert.equal(await section("Size score by device").locator("tbody bar-chart canvas").count(), 4);
      await toTop("Cost");
      await picture("registry-page-below");
    });

    for (const [theme, name] of [
      ["light", "lineage-light"],
      ["hc", "lineage-hc"],
      ["dark", "lineage"],
    ] as const) {
      it(`draws its lineage in the theme: ${theme}`, async () => {
        await switchTheme(window(), theme);
        await toTop("Lineage");
        await picture(name);
      });
    }

    it("is walked by arrow keys, and Enter shows the row", async () => {
      await node(MODEL).focus();
      for (const name of [PARENT, GRANDPARENT]) {
        await window().page.keyboard.press("ArrowUp");
        await waitUntil(
          () => node(name).evaluate((element: { matches(selector: string): boolean }) => element.matches(":focus")),
          `the focus on ${name}`,
        );
      }
      await window().page.keyboard.press("Enter");
      await registry().waitForRow(["Models", GRANDPARENT], (row) => row.isSelected, "the row of what it was made from");
    });

    it("is zoomed by its buttons, and stays so when it is refreshed", async () => {
      const width = async () => (await node(MODEL).boundingBox())?.width ?? 0;
      const fitted = await width();
      await page().getByRole("button", { name: "Zoom In" }).click();
      await waitUntil(async () => (await width()) > fitted, "a larger picture");
      const zoomed = await width();
      server().clearRequests();
      await reloadUntil(() => asked().length >= 4, "a load of the page");
      await page().locator("main[aria-busy=false]").waitFor();
      assert.equal(await width(), zoomed);
      await page().getByRole("button", { name: "Zoom Out" }).click();
      await page().getByRole("button", { name: "Fit to Width" }).click();
      await waitUntil(async () => (await width()) === fitted, "the picture as it was");
    });

    it("stands without its lineage, and says why it is not there", async () => {
      const restore = server().respondWith(({ path }) =>
        path.endsWith("/lineage") ? { status: 500, body: { detail: "the graph is being rebuilt" } } : undefined,
      );
      const notice = page().getByText(/^Could not load the lineage: .*the graph is being rebuilt/);
      await reloadUntil(async () => (await notice.count()) === 1, "the sentence");
      assert.equal(await section("Lineage").count(), 0);
      assert.equal(await section("Scores").count(), 1);
      await toTop("Details");
      await picture("registry-page-failed");
      restore();
      await reloadUntil(async () => (await section("Lineage").count()) === 1, "the lineage again");
      assert.equal(await notice.count(), 0);
    });
  });

  describe("A comparison of registry models", () => {
    before(closeAll);

    it("has the names, what differs, and the scores with the best of those that are known", async () => {
      await registry().click(["Models", GRANDPARENT]);
      await registry().click(["Models", MODEL], { modifiers: ["ControlOrMeta"] });
      server().clearRequests();
      await registry().chooseFromMenu(["Models", MODEL], "Compare");
      const net = page().locator("article", { hasText: "net_score" });
      await net.locator(".best strong").waitFor();
      assert.match(await net.innerText(), /higher is better/);
      assert.equal(
        asked().filter((request) => request.includes("/artifact/")).length,
        2 * 2,
        "no lineage, which is not compared",
      );
      assert.deepEqual((await texts("table.params thead th .name")).toSorted(), [GRANDPARENT, MODEL].toSorted());
      await picture("compare-models");
      await page().getByRole("button", { name: "Show as Table" }).click();
      await page().getByRole("region", { name: "Metrics as a table" }).waitFor();
      await toTop("Metrics");
      await picture("compare-models-table");
    });
  });

  describe("A TrueFoundry version's page", () => {
    before(async () => {
      await closeAll();
      await registry().fold();
      await trueFoundry().unfold();
      await signInToTrueFoundry(window(), server());
      await trueFoundry().expandPath(VERSIONS);
    });

    it("opens with a request for the version and one for its files, and says which model it is of", async () => {
      server().clearRequests();
      await trueFoundry().chooseFromMenu([...VERSIONS, "v64"], "Open Page");
      await heading("qwen36-support-lora v64").waitFor();
      await page()
        .getByRole("button", { name: /adapter_config\.json/ })
        .waitFor();
      assert.equal(asked().length, 2, asked().join());
      assert.deepEqual(await window().editorTabs(), ["qwen36-support-lora v64"]);
      await picture("trueFoundry-page");
    });

    it("has tags, metrics, metadata and the manifest", async () => {
      const [tag] = await texts(".tag");
      assert.equal(tag?.trim(), "candidate");
      assert.ok((await texts("table.params tbody th")).includes("base_model"));
      assert.match(await section("Manifest").locator("pre").innerText(), /"version": 64/);
      assert.ok((await texts("h2")).some((text) => text.startsWith("Metrics")));
      await toTop("Usage");
      await picture("trueFoundry-page-below");
    });

    it("gives its usage snippet to the clipboard", async () => {
      await page().getByRole("button", { name: "Copy Usage" }).click();
      assert.match(await window().waitForClipboard(/get_model_version_by_fqn/), /qwen36-support-lora:64/);
    });

    it("stands beside another", async () => {
      await closeAll();
      await trueFoundry().click([...VERSIONS, "v64"]);
      await trueFoundry().click([...VERSIONS, "v61"], { modifiers: ["ControlOrMeta"] });
      server().clearRequests();
      await trueFoundry().chooseFromMenu([...VERSIONS, "v61"], "Compare");
      await page().locator("table.params tbody tr").first().waitFor();
      assert.equal(asked().length, 2, asked().join());
      assert.deepEqual((await texts("table.params thead th .name")).map((text) => text.trim()).toSorted(), [
        "qwen36-support-lora v61",
        "qwen36-support-lora v64",
      ]);
      assert.ok((await texts("h2")).some((text) => text.startsWith("Metrics")));
      await picture("compare-versions");
    });
  });

  describe("All of these pages", () => {
    it("did nothing that their policy forbids, which would have been seen", async () => {
      assert.deepEqual(violations, []);
      await page()
        .locator("body")
        .evaluate((body: { setAttribute(name: string, value: string): void }) => {
          body.setAttribute("style", "color: red");
        });
      await waitUntil(() => violations.length > 0, "the console's word on a style that is not allowed");
    });
  });
});
