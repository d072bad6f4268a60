import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { asked, signIn, useWindowOnServer } from "./support/modelLabWindow";
import { RunTablePage } from "./support/runTablePage";
import { switchTheme } from "./support/themes";
import { waitUntil } from "./support/waitUntil";

const PROJECT = "sweeps/qwen3-4b-lora-grid";

describe("A table of runs in the real window @smoke", () => {
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
    await window().screenshot("run-table");
  });

  it("has the columns that are chosen from a list that is searched", async () => {
    const { quickInput } = window();
    await table().button("Columns…").click();
    await quickInput.waitFor(/Columns/);
    await quickInput.type("loss");
    await quickInput.choose("loss min");
    await quickInput.type("lora_r");
    await quickInput.choose("lora_r");
    await quickInput.accept();
    await waitUntil(async () => (await table().titles()).includes("lora_r"), "the chosen columns");
    assert.ok((await table().titles()).includes("loss min"));
  });

  it("is sorted by a column, and by another one with Shift", async () => {
    server().clearRequests();
    await table().title("lora_r").click();
    await waitUntil(async () => (await table().order("lora_r")) === "ascending", "the order by lora_r");
    await table()
      .title("loss min")
      .click({ modifiers: ["Shift"] });
    await waitUntil(async () => (await table().order("loss min")) === "ascending", "the order by loss min, too");
    assert.equal(await table().order("lora_r"), "ascending");
    const ranks = (await table().cells("lora_r")).map(Number);
    assert.ok(ranks.length > 10);
    assert.deepEqual(
      ranks,
      ranks.toSorted((one, other) => one - other),
    );
    assert.deepEqual(asked(server()), [], "what is loaded is sorted here");
  });

  it("is narrowed by what the filter of the tree takes", async () => {
    await table().filter("status:failed");
    await table().waitForCount("132 runs");
    await table().filter("statu:failed");
    await table().frame.getByText("No runs match param:statu:failed.").waitFor();
    await table().filter("");
    await table().waitForCount("1,200 runs");
  });

  it("is grouped by a parameter, with the count and the best of each group", async () => {
    const { quickInput } = window();
    await table().button("Group By…").click();
    await quickInput.waitFor(/Group Runs By/);
    await quickInput.type("lora_r");
    await quickInput.choose(/lora_r$/);
    await table().lines("group").first().waitFor();
    await table()
      .frame.getByRole("button", { name: /groups by .*: open or close all/ })
      .click();
    await waitUntil(async () => (await table().lines().count()) === 0, "all groups to close");
    const counts = await table().lines("group").locator(".count").allInnerTexts();
    const sum = counts.map((text) => Number(text.replace(",", ""))).reduce((all, one) => all + one, 0);
    assert.equal(sum, 1_200);
    await table().lines("group").first().locator(".name").click();
    await table().lines().first().waitFor();
  });

  for (const theme of ["light", "hc", "dark"] as const) {
    it(`follows the theme: ${theme}`, async () => {
      await switchTheme(window(), theme);
      await window().moveMouseAway();
      await window().screenshot(`run-table-grouped-${theme}`);
    });
  }

  it("takes many selected rows, and says what can be done with them", async () => {
    await table().lines().nth(0).locator(".name").click();
    await table()
      .lines()
      .nth(3)
      .locator(".name")
      .click({ modifiers: ["Shift"] });
    const bar = table().frame.getByRole("toolbar", { name: "Selected runs" });
    await bar.getByText("4 selected").waitFor();
    await window().screenshot("run-table-selected");
    await bar.getByText("Clear Selection").click();
    await bar.waitFor({ state: "detached" });
  });

  it("is exported as it is shown", async () => {
    const { quickInput, profile } = window();
    await table().button("Export…").click();
    await quickInput.waitFor(/Export Runs/);
    await quickInput.choose("CSV");
    const offered = () => quickInput.value().catch(() => "");
    await waitUntil(async () => (await offered()).endsWith(".csv"), "the box that asks for the file");
    const file = await offered();
    assert.ok(file.startsWith(profile.workspace), file);
    await quickInput.acceptUntilClosed("the file to be taken");
    await window().notifications.waitFor(/Exported [\d,]+ runs/);
    const [head = ""] = readFileSync(file, "utf8").split(/\r?\n/);
    assert.match(head, /^name,.*lora_r/);
  });
});
