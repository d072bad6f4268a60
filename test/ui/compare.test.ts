import assert from "node:assert/strict";
import { holdAnswers } from "./support/holdAnswers";
import { signIn, useWindowOnServer } from "./support/modelLabWindow";
import { reloadWindow } from "./support/reloadWindow";
import { matches, waitUntil } from "./support/waitUntil";

const PROJECT = "qwen36-27b-qlora-fsdp";
const RUN = "qlora-r8-lr2e-4";

describe("Comparing in the real window", () => {
  const { window, server } = useWindowOnServer();
  const tab = (wanted: RegExp | string) =>
    waitUntil(
      async () => (await window().editorTabs()).find((name) => matches(name, wanted)),
      async () => `a tab ${String(wanted)}; there are: ${(await window().editorTabs()).join(", ")}`,
    );
  const items = (isWanted: (names: readonly string[]) => boolean, what: string) =>
    waitUntil(
      async () => {
        const names = (await window().quickInput.items()).map(({ name }) => name);
        return isWanted(names) && names;
      },
      async () => `${what}; there are: ${(await window().quickInput.items()).map(({ name }) => name).join(" | ")}`,
    );

  const drawn = (text: string) => {
    const lines = window().page.locator(".part.editor .monaco-diff-editor .view-lines").last();
    return waitUntil(async () => (await lines.innerText()).includes(text), `${text} in the comparison`);
  };

  before(async () => {
    await signIn(window(), server());
    await window().view().expandPath([PROJECT, RUN]);
  });

  it("with the same file in another run lists the newest, searches at the service, and says what lacks the file", async () => {
    const { quickInput } = window();
    await window().view().chooseFromMenu([PROJECT, RUN, "adapter_config.json"], "Compare with Same File in…");
    await quickInput.waitFor(/Compare adapter_config\.json \(qlora-r8-lr2e-4\) with the Same File in…/);
    const names = await items((found) => found.length > 5, "the newest runs");
    assert.ok(names.includes("qlora-r8-lr1e-4"), names.join(", "));
    assert.ok(!names.includes(RUN));
    await window().screenshot("same-file-runs");
    const all = await quickInput.allItems();
    assert.match(all.at(-1)?.name ?? "", /Load More/);
    await quickInput.choose(/Load More/);
    await waitUntil(async () => (await quickInput.allItems()).length > all.length, "a second page");
    await quickInput.type("vanilla");
    await items((found) => found.length > 0 && found.every((name) => name.startsWith("vanilla")), "the runs called so");
    await quickInput.choose("vanilla");
    const refused = () => window().page.locator(".quick-input-list").innerText();
    await waitUntil(async () => (await refused()).includes("vanilla has no adapter_config.json"), refused);
    await window().screenshot("same-file-lacking");
    await quickInput.type("qlora-r4-lr5e-5");
    await items((found) => found[0] === "qlora-r4-lr5e-5", "the run called so");
    await quickInput.accept();
    await quickInput.waitForClose();
    await tab("adapter_config.json (qlora-r4-lr5e-5) ↔ adapter_config.json (qlora-r8-lr2e-4)");
    await drawn("lora_alpha");
    await window().screenshot("same-file-diff");
    await window().page.locator('.editor-actions .action-label[aria-label^="Swap Sides of Comparison"]').click();
    await tab("adapter_config.json (qlora-r8-lr2e-4) ↔ adapter_config.json (qlora-r4-lr5e-5)");
    const isSwapped = async () => (await window().editorTabs()).length === 1;
    await waitUntil(isSwapped, "the tab of the comparison before to go");
    assert.deepEqual(await window().notifications.list(), []);
  });

  it("says so when nothing matches, and when the list fails, and tries again", async () => {
    const { quickInput } = window();
    await window().view().chooseFromMenu([PROJECT, RUN, "config.json"], "Compare with Same File in…");
    await items((found) => found.length > 5, "the newest runs");
    await quickInput.type("no such run");
    await items((found) => found[0] === 'No other run matches "no such run"', "that there is none");
    await window().screenshot("same-file-none");
    await quickInput.cancel();
  });

  it("takes no run of the list before for Enter that comes ahead of the answer", async () => {
    const { quickInput } = window();
    const open = async () => {
      await window().view().chooseFromMenu([PROJECT, RUN, "config.json"], "Compare with Same File in…");
      await items((found) => found.length > 5, "the newest runs");
    };
    await open();
    const first = (await quickInput.allItems()).map(({ name }) => name);
    await quickInput.choose(/Load More/);
    const all = () => quickInput.allItems();
    await waitUntil(async () => (await all()).length > first.length, "a second page");
    const later = (await all()).map(({ name }) => name).find((name) => !first.some((other) => other.startsWith(name)));
    await quickInput.cancel();
    await open();
    const release = holdAnswers(server(), ({ query }) => query.get("filter") === later);
    // At once: after a pause in typing the service is asked, and then lists the run.
    await quickInput.fill(later!);
    await quickInput.accept();
    release();
    await items((found) => found[0] === later, "the run called so");
    const tabs = await window().editorTabs();
    assert.ok(!tabs.some((name) => name.startsWith("config.json (")), tabs.join());
    await quickInput.cancel();
  });

  it("sorts the keys of what is compared, and takes that back", async () => {
    const view = window().view();
    await view.chooseFromMenu([PROJECT, RUN, "adapter_config.json"], "Select for Compare");
    await view.expand("qlora-r4-lr5e-5");
    await view.chooseFromMenu(
      [PROJECT, "qlora-r4-lr5e-5", "adapter_config.json"],
      "Compare with Selected (Sorted Keys)",
    );
    const plain = "adapter_config.json (qlora-r8-lr2e-4) ↔ adapter_config.json (qlora-r4-lr5e-5)";
    await tab(`${plain}, keys sorted`);
    await drawn("lora_alpha");
    await window().screenshot("sorted-diff");
    await window().page.locator('.editor-actions .action-label[aria-label^="Compare without Sorting Keys"]').click();
    await tab(plain);
    await window().page.locator('.editor-actions .action-label[aria-label^="Compare with Sorted Keys"]').click();
    await tab(`${plain}, keys sorted`);
  });

  it("keeps a sorted comparison over a reload", async () => {
    await reloadWindow(window());
    await drawn("lora_alpha");
    await window().screenshot("sorted-diff-reloaded");
  });

  it("offers no sorting for what has no keys", async () => {
    await window().openContainer();
    await window().view().row(PROJECT);
    await window().view().expandPath([PROJECT, RUN]);
    const menu = await window().view().openContextMenu([PROJECT, RUN, "train.log"]);
    const labels = await menu.labels();
    assert.ok(labels.includes("Select for Compare") && !labels.includes("Compare with Selected (Sorted Keys)"));
    await menu.close();
  });
});
