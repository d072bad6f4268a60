import assert from "node:assert/strict";
import { ComparePage } from "./support/comparePage";
import { asked, signIn, useWindowOnServer } from "./support/modelLabWindow";
import { reloadWindow } from "./support/reloadWindow";
import { switchTheme } from "./support/themes";
import { waitUntil } from "./support/waitUntil";

const PROJECT = "qwen36-27b-qlora-fsdp";
const RUN = "qlora-r8-lr2e-4";

describe("A run's page in the real window", () => {
  const { window, server } = useWindowOnServer();
  const page = () => window().webview();
  const heading = (name: string | RegExp) => page().getByRole("heading", { level: 1, name });
  const open = (path: readonly string[]) => window().view().chooseFromMenu(path, "Open Page");

  before(async () => {
    await signIn(window(), server());
    await window().view().expand(PROJECT);
  });

  it("opens from the tree with one request for the run and one for its files", async () => {
    server().clearRequests();
    await open([PROJECT, RUN]);
    await heading(RUN).waitFor();
    await page()
      .getByRole("button", { name: /adapter_config\.json/ })
      .waitFor();
    assert.equal(asked(server()).length, 2, asked(server()).join());
    assert.match(asked(server())[0] ?? "", /^GET \/runs$/);
    assert.match(asked(server())[1] ?? "", /^GET \/runs\/\d+\/artifacts$/);
    assert.deepEqual(await window().editorTabs(), [RUN]);
    // The tab says what the run is of, as two projects may have runs of one name.
    assert.equal(await window().page.locator(".part.editor .tab .label-name").innerText(), `${RUN} · ${PROJECT}`);
  });

  it("offers what its row does: copying, comparing, pinning, downloading", async () => {
    const buttons = page().getByRole("toolbar", { name: "Run actions" }).locator("vscode-button");
    assert.deepEqual(
      (await buttons.allInnerTexts()).map((text) => text.trim()),
      ["Download…", "Compare with…", "Copy…", "Pin", "Delete…", "Show in Tree", "Refresh"],
    );
    await buttons.filter({ hasText: "Copy…" }).click();
    await window().quickInput.choose(/^Copy ID/);
    await window().waitForClipboard(/^\d+$/);
    await buttons.filter({ hasText: "Compare with…" }).click();
    await window().quickInput.waitFor(/Select loaded rows/);
    await window().screenshot("run-page-compare-with");
    await window().quickInput.cancel();
    await buttons.filter({ hasText: /^\s*Pin\s*$/ }).click();
    await buttons.filter({ hasText: "Unpin" }).waitFor();
    await buttons.filter({ hasText: "Unpin" }).click();
    await buttons.filter({ hasText: /^\s*Pin\s*$/ }).waitFor();
    const order = await page().locator("section > .section-line h2, section > h2").allInnerTexts();
    const place = (name: string) => order.findIndex((heading) => heading.startsWith(name));
    assert.ok(place("Metrics") < place("Artifacts") && place("Artifacts") < place("Parameters"), order.join());
  });

  for (const theme of ["dark", "light", "hc"] as const) {
    it(`follows the theme: ${theme}`, async () => {
      await switchTheme(window(), theme);
      await page().locator("range-chart canvas").first().waitFor();
      await window().moveMouseAway();
      await window().screenshot(`run-page-${theme}`);
    });
  }

  it("has a legend in which each mark stands beside its words", async () => {
    const legend = await page().locator(".legend").boundingBox();
    const mark = await page().locator(".legend .mark.bar").boundingBox();
    assert.ok(legend !== null && mark !== null && mark.x >= legend.x);
    assert.ok(mark.y >= legend.y && mark.y + mark.height <= legend.y + legend.height, JSON.stringify({ legend, mark }));
  });

  it("shows parameters and files further below", async () => {
    await switchTheme(window(), "dark");
    await page()
      .getByRole("heading", { name: /Artifacts/ })
      .scrollIntoViewIfNeeded();
    await window().screenshot("run-page-below");
  });

  it("sorts metrics, and tells each picture's numbers to a screen reader", async () => {
    await page().getByRole("button", { name: "Metric", exact: true }).click();
    const heads = page().locator("table.metrics tbody th");
    await waitUntil(
      async () => (await heads.first().innerText()) === "epoch",
      "the metrics in the order of their names",
    );
    const names = await heads.allInnerTexts();
    assert.deepEqual(
      names,
      names.toSorted((one, other) => one.localeCompare(other, "en", { numeric: true })),
    );
    const picture = page().locator("range-chart").first();
    assert.match((await picture.getAttribute("aria-label")) ?? "", /^min [\d.e-]+, mean .*, latest .*, max /);
  });

  it("finds parameters by Ctrl+F, and says how many there are", async () => {
    await heading(RUN).click();
    await window().page.keyboard.press("ControlOrMeta+f");
    await window().page.keyboard.type("lora");
    const count = page().locator("#params-heading .count");
    await waitUntil(async () => (await count.innerText()).includes(" of "), "the count of what was found");
    const names = await page().locator("table.params tbody th").allInnerTexts();
    assert.ok(names.length > 0 && names.every((name) => name.toLowerCase().includes("lora")), names.join());
  });

  it("is revealed, not opened twice, and asks nothing again", async () => {
    server().clearRequests();
    await open([PROJECT, RUN]);
    await heading(RUN).waitFor();
    assert.deepEqual(await window().editorTabs(), [RUN]);
    assert.deepEqual(asked(server()), []);
  });

  it("is opened with many others only after a question", async () => {
    const names = (await window().view().rows()).filter(({ level }) => level === 2).map(({ name }) => name);
    await new ComparePage(window()).select(PROJECT, names.slice(1, 7));
    await window().view().chooseFromMenu([PROJECT, names[1]!], "Open Page");
    assert.match(await window().dialog.text(), /^Open 6 pages, each in a tab\?$/m);
    await window().dialog.choose("Cancel");
    assert.deepEqual(await window().editorTabs(), [RUN]);
  });

  it("survives a reload of the window with its search", async () => {
    await reloadWindow(window());
    await heading(RUN).waitFor();
    await waitUntil(
      async () => (await page().locator("#params-heading .count").innerText()).includes(" of "),
      "what was searched for before",
    );
  });

  it("shows its row in the tree, and opens a file", async () => {
    await page().getByRole("button", { name: "Show in Tree" }).first().click();
    await window()
      .view()
      .waitForRow([PROJECT, RUN], (row) => row.isSelected, "the run to be selected");
    await page()
      .getByRole("button", { name: /adapter_config\.json/ })
      .click();
    await waitUntil(async () => (await window().editorTabs()).includes("adapter_config.json"), "the file's tab");
  });

  it("asks before it opens a file that an editor takes badly, and opens a model's file by its header", async () => {
    await window().page.locator(".part.editor .tab", { hasText: RUN }).first().click();
    const files = ["optimizer.pt", "adapter_model.safetensors"].map((path) => ({
      path,
      is_dir: false,
      file_size: 500_000_000,
    }));
    const restore = server().respondWith(({ path }) =>
      /\/runs\/\d+\/artifacts$/.test(path)
        ? { status: 200, body: { data: { attributes: { path_in_project: "run", files } } } }
        : undefined,
    );
    await page().getByRole("button", { name: "Refresh" }).click();
    await page()
      .getByRole("button", { name: /optimizer\.pt/ })
      .click();
    const { buttons } = await window().notifications.waitFor(/^optimizer\.pt is 500 MB, above the limit/);
    assert.deepEqual(buttons, ["Download…", "Open the First 1 MB"]);
    await window().screenshot("run-page-large-file");
    await window().notifications.close(/optimizer\.pt/);
    assert.ok(!(await window().editorTabs()).some((name) => name.startsWith("optimizer.pt")));
    await page()
      .getByRole("button", { name: /adapter_model\.safetensors/ })
      .click();
    const isOpen = async () => (await window().editorTabs()).includes("adapter_model.safetensors");
    await waitUntil(isOpen, "the model file's tab");
    restore();
  });

  it("says that a run is gone, and that a refresh failed beside what it had", async () => {
    await window().page.locator(".part.editor .tab", { hasText: RUN }).first().click();
    await heading(RUN).waitFor();
    const restore = server().respondWith(({ path }) =>
      path.endsWith("/runs") ? { status: 403, body: { errors: ["Forbidden"] } } : undefined,
    );
    await page().getByRole("button", { name: "Refresh" }).click();
    await page().getByRole("alert").waitFor();
    assert.match(await page().getByRole("alert").innerText(), /Could not load the page: /);
    await page().getByRole("button", { name: "Set Keys…" }).waitFor();
    assert.equal(await heading(RUN).count(), 1);
    await window().screenshot("run-page-failed");
    restore();
    const leave = server().respondWith(({ path }) =>
      path.endsWith("/runs") ? { status: 200, body: { data: [], meta: { page: { total: 0 } } } } : undefined,
    );
    await page().getByRole("button", { name: "Try Again" }).click();
    await page().getByText("This run no longer exists.").waitFor();
    assert.equal(await page().getByRole("alert").count(), 0);
    leave();
  });

  it("asks before it shows its row at the site that it is from, when the tree shows another", async () => {
    await page().getByRole("button", { name: "Refresh" }).click();
    await page().getByText("This run no longer exists.").waitFor({ state: "detached" });
    await window().statusBar.click(/^Model Lab:/);
    await window().quickInput.choose(/Sample data/);
    await window().statusBar.item(/Sample data/);
    await page().getByRole("button", { name: "Show in Tree" }).first().click();
    const host = new URL(server().origin).host;
    const isAsked = async () =>
      (await window().dialog.isOpen()) &&
      (await window().dialog.text()).includes(`Switch Datadog Model Lab to ${host}?`);
    await waitUntil(isAsked, "the question");
    await window().screenshot("run-page-other-site");
    await window().dialog.choose("Switch");
    await window()
      .view()
      .waitForRow([PROJECT, RUN], (row) => row.isSelected, "the run to be selected");
    await waitUntil(async () => (await window().view().description()).includes(host), "the page's own site");
  });
});
