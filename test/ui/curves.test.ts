import assert from "node:assert/strict";
import { join } from "node:path";
import type { SampleServer } from "../../src/sample/sampleServer";
import { startSampleServer } from "../../src/sample/sampleServer";
import { ComparePage } from "./support/comparePage";
import { asked, customSite, signIn } from "./support/modelLabWindow";
import { labelsOf, type PageElement } from "./support/pageElement";
import { reloadWindow } from "./support/reloadWindow";
import { switchTheme } from "./support/themes";
import { signInToTrueFoundry } from "./support/vendorWindow";
import { tryUntilDone, waitUntil } from "./support/waitUntil";
import { useWindow } from "./support/windowSuite";

const PROJECT = "qwen36-27b-qlora-fsdp";
const RUN = "vanilla";
const TUNED = "qlora-r8-lr2e-4";
const MODEL_LAB_RUNS = [RUN, "qlora-r16-lr2e-4", TUNED];
const REPO = ["support-assistant", "Runs"] as const;
const DIVERGED = "qwen36-support-r64-lr1e-3";
const TRUE_FOUNDRY_RUNS = ["qwen36-support-r16-longctx", DIVERGED];
const RUNS = [...MODEL_LAB_RUNS, ...TRUE_FOUNDRY_RUNS];

const TIP_MS = 3000;

interface Sized {
  readonly offsetWidth: number;
}

describe("Curves in the real window", () => {
  let server: SampleServer;
  const window = useWindow(async () => {
    server = await startSampleServer();
    const { machineSettings } = customSite(server.origin);
    const url = server.systems.trueFoundry.baseUrl;
    return {
      machineSettings: {
        ...machineSettings,
        "mlArtifacts.live.enabled": false,
        "mlArtifacts.trueFoundry.baseURL": url,
      },
    };
  });
  after("stop the server", () => server.close());
  const page = () => window().webview();
  const chart = (metric: string) => page().getByRole("slider", { name: new RegExp(`^${metric}\\b`) });
  /** Charts with runs of both systems. */
  const shared = () => page().getByRole("slider", { name: new RegExp(`${TUNED}.*${DIVERGED}|${DIVERGED}.*${TUNED}`) });
  const openSection = async () => {
    await page()
      .getByRole("heading", { level: 2, name: /^Curves/ })
      .click();
    await page().locator("curve-chart").first().waitFor();
    // Charts are drawn when they come near what is in sight.
    await showSection();
    await page().locator("curve-chart canvas").first().waitFor();
  };
  /** The page of a section scrolls it to its top. */
  const showSection = () =>
    page()
      .getByRole("heading", { level: 2, name: /^Curves/ })
      .evaluate((element: { scrollIntoView(): void }) => element.scrollIntoView());

  before(async () => {
    await signIn(window(), server);
    await window().view("TrueFoundry").unfold();
    await signInToTrueFoundry(window(), server);
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
      asked(server).filter((request) => /trainer_state|metrics\.csv|download|content/.test(request)),
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

  it("are saved as a picture", async () => {
    await page().locator(".curve-card").first().hover();
    const file = join(window().profile.workspace, "curve.png");
    const { width, height } = await new ComparePage(window()).savePicture(file, "Save as PNG…");
    assert.ok(width >= 900 && height >= 450, `${width} × ${height}`);
  });

  it("are zoomed by a drag, all of them alike, and whole again by a double click", async () => {
    const place = chart("train/loss").or(chart("loss")).first().locator(".u-over");
    await place.scrollIntoViewIfNeeded();
    const box = (await place.boundingBox())!;
    const { mouse } = window().page;
    await mouse.move(box.x + box.width * 0.3, box.y + 40);
    await mouse.down();
    await mouse.move(box.x + box.width * 0.7, box.y + 40, { steps: 4 });
    await mouse.up();
    const reset = page().getByRole("button", { name: "Reset Zoom" });
    await reset.waitFor();
    const starts = await page().locator("curve-chart").evaluateAll(startsOf);
    assert.equal(new Set(starts).size, 1, "all charts show the same part");
    assert.notEqual(starts[0], "0");
    await place.dblclick();
    await reset.waitFor({ state: "detached" });
  });

  it("stay open, zoomed, smoothed and on their axis when the window is loaded again", async () => {
    await page().getByRole("combobox", { name: "X axis" }).selectOption("Epoch");
    const loss = chart("train/loss").or(chart("loss")).first();
    await loss.focus();
    await window().page.keyboard.press("+");
    await page().getByRole("button", { name: "Reset Zoom" }).waitFor();
    const zoomed = await loss.getAttribute("aria-valuemin");
    const smoothing = page().getByRole("slider", { name: "Smoothing" });
    await smoothing.fill("0.6");
    await page().getByRole("checkbox", { name: "Logarithmic" }).check();
    await reloadWindow(window());
    await page().locator("curve-chart").first().waitFor();
    await showSection();
    await page().locator("curve-chart canvas").first().waitFor();
    assert.equal(await loss.getAttribute("aria-valuemin"), zoomed);
    assert.equal(await smoothing.inputValue(), "0.6");
    await smoothing.fill("0");
    await page().getByRole("checkbox", { name: "Logarithmic", checked: true }).uncheck();
    await page().getByRole("button", { name: "Reset Zoom" }).click();
    await page().getByRole("button", { name: "Reset Zoom" }).waitFor({ state: "detached" });
    await page().getByRole("combobox", { name: "X axis" }).selectOption("Step");
    await showSection();
    await window().screenshot("curves-run");
  });

  it("of runs of two systems stand in one chart a metric, with the values below the mouse from the top down", async () => {
    await window().view().expand(PROJECT);
    await window().view("TrueFoundry").expandPath(REPO);
    await window().runCommand("ML Artifacts: Compare");
    await window().quickInput.waitFor(/Compare/);
    for (const name of RUNS) await window().quickInput.choose(name);
    await window().quickInput.accept();
    await new ComparePage(window()).waitForHeads(RUNS.length);
    await openSection();
    await waitUntil(async () => (await page().locator(".curves-progress").count()) === 0, "all runs to be read");
    const loss = shared().first();
    await loss.waitFor();
    await loss.scrollIntoViewIfNeeded();
    await loss.hover({ position: { x: 150, y: 60 } });
    await loss.locator(".curve-tip-row").nth(1).waitFor();
    const values = (await loss.locator(".curve-tip-value").allInnerTexts()).map(Number).filter(Number.isFinite);
    assert.deepEqual(
      values,
      values.toSorted((one, two) => two - one),
    );
    const colors = (elements: Iterable<PageElement>) =>
      [...elements].map(({ className }) => /run-color-\d/.exec(className)?.[0]);
    const heads = await page().locator("thead .name .swatch").evaluateAll(colors);
    assert.deepEqual(await page().locator(".run-chip .swatch").evaluateAll(colors), heads);
    assert.equal(new Set(heads).size, RUNS.length);
  });

  for (const theme of ["light", "hc", "dark"] as const) {
    it(`follow the theme: ${theme}`, async () => {
      await switchTheme(window(), theme);
      await showSection();
      await page().locator("curve-chart canvas").first().waitFor();
      await shared().first().scrollIntoViewIfNeeded();
      // A chart that is drawn again in the new colors has no tip until the mouse moves.
      await tryUntilDone(
        async () => {
          await shared()
            .first()
            .hover({ position: { x: 140, y: 60 }, timeout: TIP_MS });
          await page().locator(".curve-tip-row").first().waitFor({ timeout: TIP_MS });
        },
        () => "the values below the mouse",
      );
      const selected = await shared()
        .first()
        .locator(".u-select")
        .evaluate(({ offsetWidth }: Sized) => offsetWidth);
      assert.equal(selected, 0, "nothing is selected, and drawn as such");
      await window().screenshot(`curves-compare-${theme}`);
    });
  }

  it("of a run are hidden by a click on its name, also after the window was loaded again", async () => {
    const chip = (pressed: boolean) => page().getByRole("button", { name: RUN, exact: true, pressed });
    const isDrawn = async () =>
      (await page().locator("curve-chart").evaluateAll(labelsOf)).some((label) => label.includes(RUN));
    await chip(true).click();
    await chip(false).waitFor();
    await waitUntil(async () => !(await isDrawn()), "its curves to go from all charts");
    await reloadWindow(window());
    await chip(false).waitFor();
    await showSection();
    await page().locator("curve-chart canvas").first().waitFor();
    assert.equal(await isDrawn(), false);
    await window().screenshot("curves-compare-hidden");
    await chip(false).click();
    await waitUntil(isDrawn, "its curves");
  });
});

function startsOf(elements: Iterable<{ getAttribute(name: string): string | null }>): (string | null)[] {
  return [...elements].map((element) => element.getAttribute("aria-valuemin"));
}
