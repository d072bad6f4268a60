import assert from "node:assert/strict";
import { isCalled } from "./support/treeRows";
import { signInToTrueFoundry, useVendorWindow } from "./support/vendorWindow";
import { waitUntil } from "./support/waitUntil";

const RUNS = ["support-assistant", "Runs"] as const;
const DIVERGED = "qwen36-support-r64-lr1e-3";
const GOING_ON = "qwen36-support-r16-longctx";

describe("TrueFoundry's runs in the real window", () => {
  const { window, server } = useVendorWindow();
  const view = () => window().view("TrueFoundry");
  const asked = () => server().requests.map(({ method, path }) => `${method} ${path.replace("/api/ml/v1", "")}`);
  const inSight = async () => (await view().rows()).filter(({ level }) => level === 3);
  const picture = async (name: string) => {
    await window().moveMouseAway();
    await window().screenshot(name);
  };

  it("stand in their repo, tell how they go, and hold what was logged with them", async () => {
    await window().openContainer();
    await window().widenSidebar(560);
    await window().view().fold();
    await view().unfold();
    await signInToTrueFoundry(window(), server());
    await view().expandPath(RUNS);
    assert.match((await view().row([...RUNS, GOING_ON])).description, /1\.\d+ eval\/loss · running 4\d min$/);
    assert.match((await view().row([...RUNS, DIVERGED])).description, /failed after 38 min/);
    await view().expand([...RUNS, GOING_ON]);
    await picture("truefoundry-runs");
  });

  it("are narrowed by what is typed in the service's language", async () => {
    await view().chooseFromMenu(RUNS, "Filter…");
    await window().quickInput.waitFor(/^Filter Runs/);
    server().clearRequests();
    await window().quickInput.answer('params.lora_r = "64" and metrics.train/epoch > 0.1');
    await waitUntil(
      async () => (await inSight()).map((row) => isCalled(row, DIVERGED)).join() === "true",
      async () => `the one run that matches; there are: ${(await inSight()).map(({ name }) => name).join(" | ")}`,
    );
    // Runs that go on are asked for by a search, too.
    const posted = asked().filter((request) => request.startsWith("POST"));
    assert.deepEqual([...new Set(posted)], ["POST /runs/search"]);
    await picture("truefoundry-runs-filtered");
  });

  it("have a page with their metrics, NaN as it was logged", async () => {
    await view().chooseFromMenu([...RUNS, DIVERGED], "Open Page");
    await window().webview().getByRole("heading", { level: 1, name: DIVERGED }).waitFor();
    await window().webview().getByText("train/grad_norm").first().waitFor();
    await picture("truefoundry-run-page");
  });

  it("are archived after a question, and come back", async () => {
    await view().chooseFromMenu([...RUNS, DIVERGED], "Archive…");
    assert.match(
      await window().dialog.text(),
      new RegExp(`Archive run "${DIVERGED}" of ML repo "support-assistant"\\?`),
    );
    await window().dialog.choose("Archive");
    await waitUntil(
      async () => !(await inSight()).some((row) => isCalled(row, DIVERGED)),
      "the archived run's row to go",
    );
    await window().notifications.clickButton(/^Archived/, "Restore");
    await view().row([...RUNS, DIVERGED]);
  });
});
