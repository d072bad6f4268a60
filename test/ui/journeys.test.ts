import assert from "node:assert/strict";
import { CountedActions } from "./support/countedActions";
import { signIn, useWindowOnServer } from "./support/modelLabWindow";
import { waitUntil } from "./support/waitUntil";

const GRID = "sweeps/qwen3-4b-lora-grid";
const NARROW_PX = 48 + 250;

describe("What a user comes for, in few actions", () => {
  const { window, server } = useWindowOnServer();
  const view = () => window().view();
  const quick = () => window().quickInput;
  const item = (wanted: string) =>
    waitUntil(
      async () => (await quick().items()).some(({ name }) => name === wanted),
      async () => `${wanted} among: ${(await quick().items()).map(({ name }) => name).join(" | ")}`,
    );
  /** The ranking's rows once the first of them, whose value is first in it, is selected. */
  const bestIsSelected = () =>
    view().waitForRows(
      (rows) =>
        rows.some(
          ({ level, isSelected, description }) => level === 2 && isSelected && /^eval_loss [\d.]+ · /.test(description),
        ),
      "the best run to be selected",
    );

  before(() => signIn(window(), server()));

  it("the run with the lowest eval_loss of 1,200, with the mouse", async () => {
    const actions = new CountedActions();
    await actions.act("right-click the project, Best Runs by Metric…", () =>
      view().chooseFromMenu(GRID, "Best Runs by Metric…"),
    );
    await actions.act("(the menu's item)", () => item("eval_loss"));
    await window().screenshot("best-runs-metrics");
    await actions.act("click the metric", () => quick().choose("eval_loss"));
    const rows = await bestIsSelected();
    assert.equal(rows[0]?.name, "Best eval_loss");
    await window().moveMouseAway();
    await window().screenshot("best-runs");
    actions.atMost(6);
    await window().widenSidebar(NARROW_PX);
    await window().screenshot("best-runs-narrow");
    await view().expand("qwen36-27b-qlora-fsdp");
    await window().moveMouseAway();
    await window().screenshot("rows-narrow");
    await view().clickRowAction("Best eval_loss", "Turn Ranking Around");
    await view().waitForRows(
      (found) => found[0]?.description.startsWith("highest first") === true,
      "the other way around",
    );
    await window().screenshot("best-runs-turned");
    await view().clickRowAction("Best eval_loss", "Clear Best Runs");
    await view().waitForRows((found) => found[0]?.name !== "Best eval_loss", "the ranking to go");
  });
});
