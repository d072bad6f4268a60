import assert from "node:assert/strict";
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { violationsIn, violationsInPage } from "./support/accessibility";
import { ComparePage } from "./support/comparePage";
import { cutOff } from "./support/cutOff";
import { CountedActions } from "./support/countedActions";
import { RunTablePage } from "./support/runTablePage";
import { switchTheme } from "./support/themes";
import { waitUntil } from "./support/waitUntil";
import { useWindow } from "./support/windowSuite";

const SETTINGS = {
  "mlArtifacts.modelLab.site": "sample",
  "mlArtifacts.trueFoundry.baseURL": "sample",
  "mlArtifacts.registry.baseURL": "sample",
  // Shows the view of what agents ask.
  "mlArtifacts.agents.server": true,
};
const PROJECT = "qwen36-27b-qlora-fsdp";
const GRID = "sweeps/qwen3-4b-lora-grid";
const TRUE_FOUNDRY = "TrueFoundry";
const NARROW_PX = 48 + 250;
/** Runs of the project, the newest first. */
const [NEWEST, BEFORE] = ["qlora-r8-lr1e-4", "qlora-r16-lr2e-4"];
const RUN_ID = "70158";
const ALIAS = "model:acme/support-assistant/qwen36-support-lora:production";
const SMALL_RUN = "vanilla";

/** From the view in sight, its projects closed. */
describe("What a user comes for, in few actions", () => {
  const window = useWindow({ machineSettings: SETTINGS });
  const view = () => window().view();
  const quick = () => window().quickInput;
  const press = (key: string) => window().page.keyboard.press(key);
  const type = (text: string) => window().page.keyboard.type(text);
  let actions: CountedActions;

  const focused = (name: string) =>
    view().waitForRows((rows) => rows.some((row) => row.name === name && row.isFocused), `the focus on ${name}`);
  const item = (wanted: RegExp) =>
    waitUntil(
      async () => (await quick().items()).some(({ name, isFocused }) => isFocused && wanted.test(name)),
      async () => `${String(wanted)} first of: ${(await quick().items()).map(({ name }) => name).join(" | ")}`,
    );
  const taken = (wanted: RegExp, how: () => Promise<unknown>) => item(wanted).then(how);
  /** The tree has the focus, nothing is selected and all projects are closed, as when it was opened by a key. */
  const begin = async () => {
    const click = (name: string) => view().click(name, { modifiers: ["ControlOrMeta"] });
    await click(PROJECT);
    await press("ControlOrMeta+ArrowLeft");
    await view().waitForRows((rows) => rows.every(({ isExpanded }) => isExpanded !== true), "all rows to close");
    for (const { name } of (await view().rows()).filter(({ isSelected }) => isSelected)) await click(name);
    await press("Home");
    await window().moveMouseAway();
    actions = new CountedActions();
  };
  const toRow = (name: string, typed: string) =>
    actions.act(`type ${typed}`, async () => {
      await type(typed);
      await focused(name);
    });
  const bestIsSelected = () =>
    view().waitForRows(
      (rows) => rows.some((row) => row.level === 2 && row.isSelected && /^[\d.]+ · /.test(row.description)),
      "the best run to be selected",
    );
  const clearRanking = async () => {
    await view().clickRowAction("Best eval_loss", "Clear Best Runs");
    await view().waitForRows((rows) => rows[0]?.name !== "Best eval_loss", "the ranking to go");
  };
  const compared = async () => {
    await new ComparePage(window()).waitForHeads(2);
    assert.deepEqual([...(await new ComparePage(window()).heads())].sort(), [NEWEST, BEFORE].sort());
    await window().runCommand("View: Close All Editors");
  };
  const folderTaken = () => quick().acceptUntilClosed("the folder to be taken");
  const downloaded = async () => {
    await window().notifications.waitFor(new RegExp(`^Downloaded ${SMALL_RUN} \\(`));
    assert.ok(existsSync(join(window().profile.workspace, SMALL_RUN, "config.json")));
    await window().notifications.close(/^Downloaded/);
  };

  before(async () => {
    await window().openContainer();
    await window().view(TRUE_FOUNDRY).fold();
    await view().row(GRID);
  });

  describe("counted", () => {
    beforeEach(begin);

    it("the run with the lowest eval_loss of 1,200: at most 6, by mouse", async () => {
      await window().widenSidebar(NARROW_PX);
      await actions.act("right-click the project", () => Promise.resolve());
      await actions.act("choose from its menu", () => view().chooseFromMenu(GRID, "Best Runs by Metric…"));
      await actions.act("click the metric", () => quick().choose("eval_loss"));
      assert.equal((await bestIsSelected())[0]?.name, "Best eval_loss");
      actions.atMost(6);
      await window().screenshot("best-runs-narrow");
      await clearRanking();
    });

    it("the run with the lowest eval_loss of 1,200: at most 6, by keyboard", async () => {
      await actions.act("F1", async () => {
        await press("F1");
        await waitUntil(() => quick().isOpen(), "the palette");
      });
      await actions.act("type the command", () => type("best runs"));
      await actions.act("Enter", () => taken(/Best Runs by Metric/, () => press("Enter")));
      await quick().waitFor(/^Best Runs by Metric/);
      await actions.act("type the project", () => type("sweeps"));
      await actions.act("Enter", () => taken(/^sweeps/, () => press("Enter")));
      await quick().waitFor(/^Best Runs of/);
      await actions.act("Enter on the first metric", () => taken(/^eval_loss$/, () => press("Enter")));
      await bestIsSelected();
      actions.atMost(6);
      await clearRanking();
    });

    it("the newest run's arguments beside those of the run before: at most 5, by mouse", async () => {
      await actions.act("click the project", () => view().click(PROJECT));
      await actions.act("click the newest run", () => view().click(NEWEST));
      await actions.act("Ctrl+click the one before", () => view().click(BEFORE, { modifiers: ["ControlOrMeta"] }));
      await window().moveMouseAway();
      assert.deepEqual(await cutOff(window().page), []);
      await window().screenshot("rows-narrow");
      await actions.act("click Compare", () => view().clickRowAction(BEFORE, "Compare"));
      await compared();
      actions.atMost(5);
    });

    it("the newest run's arguments beside those of the run before: at most 5, by keyboard", async () => {
      await actions.act("→", () => press("ArrowRight"));
      await view().row(NEWEST);
      for (const name of [NEWEST, BEFORE]) {
        await actions.act("Shift+↓", () => press("Shift+ArrowDown"));
        await focused(name);
      }
      await actions.act("Ctrl+Enter", () => press("ControlOrMeta+Enter"));
      await compared();
      actions.atMost(5);
    });

    it("a run's files on the disk: at most 4, by mouse", async () => {
      await actions.act("click the project", () => view().click(PROJECT));
      await actions.act("click Download", () => view().clickRowAction(SMALL_RUN, "Download"));
      await quick().waitFor(/Download to a Folder on/);
      await actions.act("click OK", () => folderTaken());
      await downloaded();
      actions.atMost(4);
    });

    it("a run's files on the disk: at most 4, by keyboard", async () => {
      rmSync(join(window().profile.workspace, SMALL_RUN), { recursive: true });
      await actions.act("→", () => press("ArrowRight"));
      await view().row(SMALL_RUN);
      await toRow(SMALL_RUN, "vanilla");
      await actions.act("Ctrl+D", () => press("ControlOrMeta+d"));
      await quick().waitFor(/Download to a Folder on/);
      await actions.act("Enter", () => folderTaken());
      await downloaded();
      actions.atMost(4);
    });

    for (const [what, text, found, of, label] of [
      ["ID", RUN_ID, NEWEST, "Model Lab", NEWEST],
      ["alias", ALIAS, "v61", TRUE_FOUNDRY, ALIAS],
    ] as const) {
      const arrived = () =>
        window()
          .view(of)
          .waitForRows((rows) => rows.some(({ isSelected, name }) => isSelected && name === found), what);

      it(`what has an ${what}: at most 3, by mouse`, async () => {
        await actions.act("click Go To", () => view().clickTitleAction("Go to Project"));
        await quick().waitFor(/^Go to/);
        await actions.act("paste", () => quick().type(text));
        await actions.act("click it", () => quick().choose(label));
        await arrived();
        actions.atMost(3);
      });

      it(`what has an ${what}: at most 3, by keyboard`, async () => {
        await actions.act("the key of Go To", () => press("Shift+Alt+G"));
        await quick().waitFor(/^Go to/);
        await actions.act("type", () => quick().type(text));
        await item(new RegExp(`^${label}$`));
        await actions.act("Enter", () => press("Enter"));
        await arrived();
        actions.atMost(3);
      });
    }
  });

  describe("reads well to everyone, in each theme", () => {
    const PAGES = 4;
    const shownText = () =>
      window()
        .webview()
        .locator("body")
        .innerText()
        .catch(() => "");
    before(async () => {
      await begin();
      await window().widenSidebar(480);
      await window().view("Agents").unfold();
      await view().expandPath([PROJECT, NEWEST, "checkpoint-204"]);
      await view().doubleClick([PROJECT, NEWEST, "checkpoint-204", "adapter_model.safetensors"]);
      await window().webview().getByRole("grid").waitFor();
      await view().chooseFromMenu([PROJECT, SMALL_RUN], "Open Page");
      await window().webview().getByRole("heading", { level: 1, name: SMALL_RUN }).waitFor();
      // Pages of runs that go on change while they are looked at.
      await new ComparePage(window()).open(PROJECT, [SMALL_RUN, "bf16-a100"]);
      await new ComparePage(window()).waitForHeads(2);
      await view().chooseFromMenu(GRID, "Open Runs as Table");
      await new RunTablePage(window()).waitForCount("1,200 runs");
    });

    for (const theme of ["light", "dark", "hc", "hcLight"] as const) {
      it(theme, async () => {
        await switchTheme(window(), theme);
        await window().moveMouseAway();
        const found = [await violationsInPage(window().page)];
        const tabs = window().page.locator(".part.editor .tab");
        let seen = await shownText();
        for (let tab = 0; tab < (await tabs.count()); tab++) {
          await tabs.nth(tab).click();
          seen = await waitUntil(
            async () => {
              const text = await shownText();
              return text !== "" && text !== seen && text;
            },
            `the page of tab ${tab + 1}`,
          );
          found.push(await violationsIn(window().webview()));
          await window().screenshot(`axe-${theme}-${tab + 1}`);
        }
        assert.equal(found.length, 1 + PAGES);
        assert.deepEqual([...new Set(found.flat())], []);
      });
    }
  });
});
