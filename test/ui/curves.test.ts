import assert from "node:assert/strict";
import { asked, signIn, useWindowOnServer } from "./support/modelLabWindow";
import { reloadWindow } from "./support/reloadWindow";
import { switchTheme } from "./support/themes";
import { waitUntil } from "./support/waitUntil";

const PROJECT = "qwen36-27b-qlora-fsdp";
const RUN = "vanilla";

describe("Curves in the real window", () => {
  const { window, server } = useWindowOnServer();
  const page = () => window().webview();
  const chart = (metric: string) => page().getByRole("slider", { name: new RegExp(`^${metric}\\b`) });
  const openSection = async () => {
    await page()
      .getByRole("heading", { level: 2, name: /^Curves/ })
      .click();
    await page().locator("curve-chart canvas").first().waitFor();
  };
  /** The page of a section scrolls it to its top. */
  const showSection = () =>
    page()
      .getByRole("heading", { level: 2, name: /^Curves/ })
      .evaluate((element: { scrollIntoView(): void }) => element.scrollIntoView());

  before(async () => {
    await signIn(window(), server());
    await window().widenSidebar(280);
    await window().view().expand(PROJECT);
  });

  it("are asked for when their section is opened, and not before", async () => {
    await window().view().chooseFromMenu([PROJECT, RUN], "Open Page");
    await page().getByRole("heading", { level: 2, name: "Curves" }).waitFor();
    await page()
      .getByRole("button", { name: /README\.md/ })
      .waitFor();
    assert.deepEqual(
      asked(server()).filter((request) => /trainer_state|metrics\.csv|download|content/.test(request)),
      [],
    );
    assert.equal(await page().locator("curve-chart").count(), 0);
    await openSection();
    await page()
      .getByText(/^All from |· from /)
      .first()
      .waitFor();
  });

  it("are read with the arrow keys, point by point, and zoomed with plus", async () => {
    const loss = chart("train/loss").or(chart("loss")).first();
    await loss.focus();
    const words = async () => (await loss.getAttribute("aria-valuetext")) ?? "";
    await waitUntil(async () => /^step [\d,]+: [\d.]+/.test(await words()), "the value at the last step");
    const last = await words();
    await window().page.keyboard.press("ArrowLeft");
    await waitUntil(async () => (await words()) !== last, "the value before it");
    await window().page.keyboard.press("+");
    await page().getByRole("button", { name: "Reset Zoom" }).waitFor();
    const [from] = await Promise.all([loss.getAttribute("aria-valuemin")]);
    for (const other of await page().locator("curve-chart").all()) {
      assert.equal(await other.getAttribute("aria-valuemin"), from, "all charts show the same part");
    }
  });

  it("have their points in a table", async () => {
    await page().locator(".curve-card").first().hover();
    await page().getByRole("button", { name: "Show Points as Table" }).first().click();
    const table = page().getByRole("region", { name: /^Points of / });
    await table.waitFor();
    assert.ok((await table.locator("tbody tr").count()) > 2);
    await page().getByRole("button", { name: "Copy as CSV" }).first().click();
    await window().waitForClipboard(/^run,metric,step,.*value\r\nvanilla,/);
    await page().getByRole("button", { name: "Hide Points" }).click();
  });

  it("stay open, zoomed and on their axis when the window is loaded again", async () => {
    await page().getByRole("combobox", { name: "X axis" }).selectOption("Epoch");
    const loss = chart("train/loss").or(chart("loss")).first();
    await loss.focus();
    await window().page.keyboard.press("+");
    await page().getByRole("button", { name: "Reset Zoom" }).waitFor();
    const zoomed = await loss.getAttribute("aria-valuemin");
    await reloadWindow(window());
    await page().locator("curve-chart").first().waitFor();
    await showSection();
    await page().locator("curve-chart canvas").first().waitFor();
    assert.equal(await loss.getAttribute("aria-valuemin"), zoomed);
    await page().getByRole("button", { name: "Reset Zoom" }).click();
    await page().getByRole("button", { name: "Reset Zoom" }).waitFor({ state: "detached" });
    await page().getByRole("combobox", { name: "X axis" }).selectOption("Step");
    await showSection();
    await window().screenshot("curves-run");
  });

  for (const theme of ["light", "hc", "dark"] as const) {
    it(`follow the theme: ${theme}`, async () => {
      await switchTheme(window(), theme);
      await showSection();
      await page().locator("curve-chart canvas").first().waitFor();
      await page()
        .locator("curve-chart")
        .first()
        .hover({ position: { x: 140, y: 60 } });
      await page().locator(".curve-tip-row").first().waitFor();
      await window().screenshot(`curves-compare-${theme}`);
    });
  }
});
