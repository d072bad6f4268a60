import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { answerManyRuns } from "./support/answerRuns";
import { asked, signIn, useWindowOnServer } from "./support/modelLabWindow";
import { reloadWindow } from "./support/reloadWindow";
import { RunTablePage } from "./support/runTablePage";
import { switchTheme } from "./support/themes";
import { waitUntil } from "./support/waitUntil";

const PROJECT = "sweeps/qwen3-4b-lora-grid";

describe("A table of runs in the real window", () => {
  const { window, server } = useWindowOnServer();
  const table = () => new RunTablePage(window());

  before(async () => {
    await signIn(window(), server());
    await window().widenSidebar(280);
  });

  it("shows all runs of a project, with a request a page", async () => {
    server().clearRequests();
    await window().view().chooseFromMenu([PROJECT], "Open Runs as Table");
    await table().waitForCount("1,200 runs");
    assert.deepEqual(asked(server()), Array(12).fill("GET /runs"));
    assert.ok((await table().lines().count()) < 100, "rows out of sight are not in the document");
    await window().screenshot("run-table-dark");
  });

  it("takes columns from a list that says how many runs have each", async () => {
    await table().chooseColumns(["Status", "eval_loss min", "lora_r"]);
    const { quickInput } = window();
    await quickInput.type("loss");
    await waitUntil(async () => (await quickInput.items()).length > 4, "the columns with loss in their names");
    assert.match((await quickInput.items())[0]?.description ?? "", /^(all|[\d,]+) of 1,200 runs$/);
    await window().screenshot("run-table-columns");
    await quickInput.accept();
    await table().title("eval_loss min").waitFor();
  });

  it("sorts by a column and by several, without a request", async () => {
    server().clearRequests();
    await table().title("eval_loss min").click();
    await waitUntil(async () => isAscending(await table().cells("eval_loss min")), "the least loss on top");
    await table().title("Status").click();
    await table()
      .title("eval_loss min")
      .click({ modifiers: ["Shift"] });
    await waitUntil(
      async () => (await table().title("eval_loss min").innerText()).includes("2"),
      "the second place of the loss",
    );
    assert.deepEqual(asked(server()), []);
  });

  it("groups by a parameter, with the best of each group", async () => {
    await table().button("Group By…").click();
    const { quickInput } = window();
    await quickInput.waitFor(/Group Runs By/);
    await quickInput.type("lora_r");
    await quickInput.choose(/^Parameter lora_r/);
    await table()
      .frame.getByText(/groups by lora_r/)
      .click();
    await waitUntil(async () => (await table().lines("group").count()) >= 3, "the heads of all groups");
    await table().lines("group").first().click();
    await table().lines("run").first().waitFor();
    await window().screenshot("run-table-grouped-dark");
  });

  for (const theme of ["light", "hc"] as const) {
    it(`follows the theme: ${theme}`, async () => {
      await table().lines("run").first().click();
      await table()
        .lines("run")
        .nth(2)
        .click({ modifiers: ["Shift"] });
      await table().button("Compare").waitFor();
      await switchTheme(window(), theme);
      await window().moveMouseAway();
      await window().screenshot(`run-table-grouped-${theme}`);
    });
  }

  it("is walked through with the keyboard", async () => {
    const { keyboard } = window().page;
    await table().lines("run").nth(1).click();
    await keyboard.press("Shift+ArrowDown");
    await table().frame.getByText("2 selected").waitFor();
    await keyboard.press("ArrowRight");
    await window().screenshot("run-table-keyboard");
    await keyboard.press("ControlOrMeta+c");
    assert.match(await window().waitForClipboard(/^name\tstatus/), /\n.*\tcompleted|failed|killed/);
    await keyboard.press("Escape");
    await table().button("Clear Selection").waitFor({ state: "detached" });
  });

  it("is exported as it is shown", async () => {
    const file = join(window().profile.workspace, "runs.csv");
    await table().button("Export…").click();
    const { quickInput } = window();
    await quickInput.waitFor(/Export Runs/);
    await quickInput.choose(/^CSV/);
    await quickInput.waitFor(/Export Runs/);
    await quickInput.type(file);
    await waitUntil(async () => {
      if (existsSync(file)) return true;
      if (await quickInput.isOpen()) await quickInput.accept().catch(() => undefined);
      return window()
        .page.waitForTimeout(300)
        .then(() => false);
    }, `the file ${file}`);
    const lines = await waitUntil(() => {
      const all = readFileSync(file, "utf8").trimEnd().split("\r\n");
      return all.length === 1_201 && all;
    }, "1,200 lines and their heads");
    assert.match(lines[0] ?? "", /^name,status,.*metrics\.eval_loss\.min$/);
  });

  it("comes back after a reload with its columns, order and groups", async () => {
    await reloadWindow(window());
    await table().waitForCount("1,200 runs");
    await table().title("eval_loss min").waitFor();
    await table()
      .frame.getByText(/groups by lora_r/)
      .waitFor();
    assert.equal(await table().title("Status").getAttribute("aria-sort"), "ascending");
  });

  it("scrolls through 10,000 runs of 100 parameters and 22 metrics", async () => {
    const restore = answerManyRuns(server(), { runs: 10_000, params: 100, metrics: 22 });
    await table().button("Refresh").click();
    await table().waitForCount("10,000 runs");
    restore();
    await table()
      .frame.getByText(/groups? by lora_r/)
      .click();
    const { longest, frames } = await table().scroll();
    console.log(`      the longest of ${frames} frames took ${longest} ms`);
    assert.ok(frames > 20);
  });
});

function isAscending(texts: readonly string[]): boolean {
  const numbers = texts.map(Number);
  return numbers.length > 5 && numbers.every((number, index) => index === 0 || number >= (numbers[index - 1] ?? 0));
}
