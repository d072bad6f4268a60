import assert from "node:assert/strict";
import { holdAnswers } from "./support/holdAnswers";
import { asked, signIn, useWindowOnServer } from "./support/modelLabWindow";
import { waitUntil } from "./support/waitUntil";

const PROJECT = "qwen36-27b-qlora-fsdp";
const SWEEP = "sweeps/qwen3-4b-lora-grid";
const ME = "6f9619ff-8b86-4011-b42d-00cf4fc964ff";

describe("Filters and orders of Model Lab @smoke", () => {
  const { window, server } = useWindowOnServer();
  const view = () => window().view();
  const press = (key: string) => window().page.keyboard.press(key);
  const typeKeys = (text: string) => window().page.keyboard.type(text);
  const takeAsked = () => {
    const all = asked(server());
    server().clearRequests();
    return all;
  };
  const queries = () =>
    server()
      .requests.filter(({ path }) => path.endsWith("/runs"))
      .map(({ query }) => query);

  const waitForMessage = (wanted: RegExp | "") =>
    waitUntil(
      async () => {
        const text = await view().message();
        return wanted === "" ? text === "" : wanted.test(text);
      },
      async () => `the message ${String(wanted)}; it is: ${await view().message()}`,
    );
  const waitForItem = (wanted: RegExp) =>
    waitUntil(
      async () => (await window().quickInput.items()).find(({ name }) => wanted.test(name)),
      async () => `${String(wanted)} among: ${(await window().quickInput.items()).map(({ name }) => name).join(" | ")}`,
    );
  /** Types until one entry is left, and takes it. */
  const take = async (text: string, wanted: RegExp) => {
    await typeKeys(text);
    await waitForItem(wanted);
    await press("Enter");
  };
  const down = async (name: RegExp) => {
    await waitForItem(name);
    await waitUntil(
      async () => {
        const focused = (await window().quickInput.items()).find(({ isFocused }) => isFocused);
        if (focused !== undefined && name.test(focused.name)) return true;
        await press("ArrowDown");
        return false;
      },
      `${String(name)} to have the focus`,
    );
  };
  /** With no tooltip of where the mouse was. */
  const screenshot = async (name: string) => {
    await window().moveMouseAway();
    // A tooltip that stays spoils the picture alone.
    const tooltip = window().page.locator(".workbench-hover-container .monaco-hover").first();
    await tooltip.waitFor({ state: "hidden", timeout: 5_000 }).catch(() => undefined);
    await window().screenshot(name);
  };
  const openFilter = async (title: RegExp) => {
    const openPalette = () => window().quickInput.openPalette("ML Artifacts: Filter…");
    await waitUntil(openPalette, "the palette to open");
    await waitForItem(/^ML Artifacts: Filter…$/);
    await press("Enter");
    await window().quickInput.waitFor(title);
  };

  const openRowFilter = async (action: string) => {
    await view().clickRowAction(SWEEP, action);
    await window().quickInput.waitFor(/Filter Runs/);
  };

  it("builds a filter from what the service offers, with the keyboard alone", async () => {
    await signIn(window(), server());
    await view().expand(SWEEP);
    await view().click(SWEEP, { modifiers: ["ControlOrMeta"] });
    takeAsked();
    await openFilter(/Filter Runs of sweeps/);
    await waitForItem(/^Status$/);
    await waitUntil(() => server().requests.length > 0, "the keys to be asked for");
    assert.deepEqual(takeAsked(), ["GET /facet-keys"]);
    await screenshot("filter-picker");

    await down(/^Status$/);
    await press("Enter");
    await window().quickInput.waitFor(/: Status/);
    await down(/^Failed$/);
    await press("Space");
    await down(/^Killed$/);
    await press("Space");
    await screenshot("filter-statuses");
    await press("Enter");
    await waitForItem(/status:failed,killed/);

    await down(/^Parameter$/);
    await press("Enter");
    await window().quickInput.waitFor(/: Parameter/);
    await take("learning_ra", /^learning_rate$/);
    await window().quickInput.waitFor(/learning_rate · A value from/);
    await screenshot("filter-values");
    await typeKeys(">1e");
    await waitForItem(/Write a number after >/);
    await press("Backspace");
    await press("Backspace");
    await take("0.0002", /learning_rate:>0\.0002/);
    await waitForItem(/param learning_rate:>0\.0002/);
    await screenshot("filter-so-far");
    assert.deepEqual(takeAsked(), ["GET /facet-values"]);

    await down(/^Show runs that match/);
    await press("Enter");
    await waitForMessage(/^sweeps\S+: status:failed,killed · param learning_rate:>0\.0002 — \d+ of 1,200$/);
    const sent = queries();
    assert.deepEqual(sent.map((query) => new URLSearchParams(query).get("filter[status]")).sort(), [
      "failed",
      "killed",
    ]);
    assert.equal(new URLSearchParams(sent[0]).get("filter[params]"), "learning_rate:>0.0002");
    const row = await view().row(SWEEP);
    assert.match(row.description, /^filtered by status:failed,killed · param/);
    await screenshot("filter-on");
  });

  it("leaves the filter as it is when the picker is left", async () => {
    await view().clickRowAction(SWEEP, "Change Filter");
    await window().quickInput.waitFor(/Filter Runs/);
    await typeKeys("vanilla");
    await waitForItem(/Show runs that match "vanilla"/);
    const names = (await window().quickInput.items()).map(({ name }) => name);
    assert.deepEqual(names, ['Show runs that match "vanilla"', 'Add "vanilla"']);
    await window().quickInput.cancel();
    await waitForMessage(/status:failed,killed/);
  });

  it("saves the filter under a name", async () => {
    await view().clickRowAction(SWEEP, "Change Filter");
    await down(/^Save This Filter/);
    await press("Enter");
    await window().quickInput.waitFor(/Save Filter/);
    await take("fast losers", /Save as "fast losers"/);
    await waitForItem(/^fast losers$/);
    await screenshot("filter-saved");
    await window().quickInput.cancel();
  });

  it("says what nothing matches, and clears it with a click", async () => {
    await view().clickRowAction(SWEEP, "Change Filter");
    await window().quickInput.waitFor(/Filter Runs/);
    await typeKeys("status:faild");
    await waitForItem(/"faild" is no status/);
    await screenshot("filter-typed-wrong");
    await window().quickInput.type("status:pending nothing-like-this");
    await waitForItem(/Show runs that match/);
    await press("Enter");
    const note = await view().row([SWEEP, ""]);
    assert.match(note.description, /^No runs match "nothing-like-this" · status:.*pending/);
    await screenshot("filter-empty");
    await view().click([SWEEP, "Clear Filter"]);
    await waitForMessage("");
    await view().waitForRow(SWEEP, ({ description }) => !description.includes("filtered"), "no filter on the row");
  });

  it("applies a saved filter again, and remembers it when the window is loaded again", async () => {
    assert.ok(!(await view().rowActions(SWEEP)).some((label) => label.startsWith("Clear Filter")));
    await view().clickRowAction(SWEEP, "Filter");
    await down(/^fast losers$/);
    await press("Enter");
    await waitForMessage(/status:failed,killed .* of 1,200$/);
    takeAsked();
    await window().reload();
    await window().openContainer();
    await view().waitForRow(SWEEP, ({ description }) => description.startsWith("filtered by"), "the filter on the row");
    await view().expand(SWEEP);
    await waitForMessage(/^sweeps\S+: status:failed,killed .* — \d+ of 1,200$/);
    await screenshot("filter-reloaded");
    const counts = queries().filter((query) => new URLSearchParams(query).get("page[size]") === "1");
    assert.equal(counts.length, 1, "the number without the filter is asked for once");
    assert.deepEqual(
      takeAsked().filter((request) => request.includes("facet")),
      [],
    );
  });

  it("marks the row that is narrowed, with the way back beside it", async () => {
    await view().waitForRowActions(SWEEP, /^Change Filter…,Clear Filter,/);
    await view().clickRowAction(SWEEP, "Clear Filter");
    await waitForMessage("");
  });

  it("keeps the focus where it is when the keys arrive, and does not guess before what a key is of", async () => {
    const release = holdAnswers(server(), ({ path }) => path.endsWith("/facet-keys"));
    await openRowFilter("Filter");
    await typeKeys("gpu:4xh100");
    await waitForItem(/^Asking the service: is gpu a tag or parameter\?$/);
    await screenshot("filter-waiting");
    await press("Enter");
    await window().quickInput.type("");
    await down(/^Parameter$/);
    release();
    const progress = window().page.locator(".quick-input-widget .quick-input-progress.active");
    await progress.waitFor({ state: "detached" });
    const focused = (await window().quickInput.items()).filter(({ isFocused }) => isFocused);
    assert.deepEqual(
      focused.map(({ name }) => name),
      ["Parameter"],
    );
    await typeKeys("gpu:4xh100");
    await waitForItem(/^Show runs that match tag gpu:4xh100$/);
    await window().quickInput.cancel();
  });

  it("offers no value that the service can't look for, and says why", async () => {
    await openRowFilter("Filter");
    await down(/^Parameter$/);
    await press("Enter");
    await window().quickInput.waitFor(/: Parameter/);
    await take("lora_target", /^lora_target_modules$/);
    await window().quickInput.waitFor(/lora_target_modules/);
    const { description } = await waitForItem(/^\['q_proj', 'v_proj'/);
    assert.equal(description, "The service can't look for a comma");
    takeAsked();
    await press("Enter");
    await screenshot("filter-value-unusable");
    assert.match(await window().quickInput.title(), /: Parameter › lora_target_modules/);
    await window().quickInput.cancel();
    assert.deepEqual(takeAsked(), []);
  });

  it("takes who the user is from an ID that is typed", async () => {
    await openRowFilter("Filter");
    await down(/^Owner$/);
    await press("Enter");
    await window().quickInput.waitFor(/: Owner/);
    await typeKeys(ME);
    await waitForItem(new RegExp(`^${ME}$`));
    await window().quickInput.clickButton("This Is Me", ME);
    const mine = await waitForItem(/^Mine$/);
    assert.equal(mine.description, ME);
    await screenshot("filter-mine");
    await press("Enter");
    await waitForItem(/^owner:mine$/);
    await down(/^Save This Filter/);
    await press("Enter");
    await window().quickInput.waitFor(/Save Filter/);
    await take("my runs", /Save as "my runs"/);
    await down(/^Show runs that match/);
    await press("Enter");
    await waitForMessage(/owner:mine — 0 of 1,200$/);
    assert.equal(new URLSearchParams(queries().at(-1)).get("filter[owner_id]"), ME);
  });

  it("takes no filter of what is mine from someone who is no one any more", async () => {
    await openRowFilter("Change Filter");
    await down(/^Owner$/);
    await press("Enter");
    await waitForItem(/^Mine$/);
    await window().quickInput.clickButton("This Is Not Me", "Mine");
    await waitUntil(
      async () => (await window().quickInput.items()).every(({ name }) => name !== "Mine"),
      "no one to be me",
    );
    await window().quickInput.clickButton("Back");
    const problem = await waitForItem(/^Choose Owner, .* mark there which one is you$/);
    const saved = await waitForItem(/^my runs$/);
    assert.match(saved.detail, /^Not now: Choose Owner/);
    await screenshot("filter-mine-unknown");
    assert.equal(problem.index, 0);
    await down(/^my runs$/);
    await press("Enter");
    assert.ok(await window().quickInput.isOpen());
    await window().quickInput.cancel();
    await waitForMessage("");
  });

  it("sorts runs by how long they took", async () => {
    await view().chooseFromMenu(PROJECT, "Sort By…");
    await window().quickInput.waitFor(/Sort Runs of/);
    await screenshot("sort-picker");
    await window().quickInput.choose("Longest first");
    await view().waitForRows(
      (rows) =>
        rows.findIndex(({ name }) => name === "lr-sweep") < rows.findIndex(({ name }) => name === "qlora-r8-lr2e-4"),
      "the longest run first",
    );
    assert.equal(new URLSearchParams(queries().at(-1)).get("sort"), "-duration");
    await view().collapse(PROJECT);
  });

  it("narrows projects from the view's title, and widens them again", async () => {
    await view().clickTitleAction("Filter Projects");
    await window().quickInput.waitFor(/^Filter Projects/);
    await waitForItem(/^Starred Only$/);
    await screenshot("filter-projects");
    await typeKeys("tag:team:nlp");
    await waitForItem(/Show projects that match tag team:nlp/);
    await press("Enter");
    await waitForMessage(/^tag team:nlp — 15 of 60/);
    await screenshot("filter-top-on");
    await view().clickTitleAction("Clear Filter of Projects");
    await waitForMessage("");
  });

  it("forgets with the keys who the user is", async () => {
    const openOwners = async () => {
      await view().clickTitleAction("Filter Projects");
      await down(/^Owner$/);
      await press("Enter");
      await window().quickInput.waitFor(/: Owner/);
    };
    await openOwners();
    await typeKeys(ME);
    await waitForItem(new RegExp(`^${ME}$`));
    await window().quickInput.clickButton("This Is Me", ME);
    await waitForItem(/^Mine$/);
    await window().quickInput.cancel();
    await window().runCommand("ML Artifacts: Remove Keys…");
    await window().quickInput.choose("Datadog Model Lab");
    await window().quickInput.waitFor(/Which site/);
    await window().quickInput.choose(new URL(server().origin).host);
    await window().dialog.choose("Remove Keys");
    await view().waitForWelcome(/API key/);
    await signIn(window(), server());
    await openOwners();
    await waitForItem(/-/);
    assert.ok((await window().quickInput.items()).every(({ name }) => name !== "Mine"));
    await window().quickInput.cancel();
  });
});
