import assert from "node:assert/strict";
import { SAMPLE } from "./support/modelLabWindow";
import { useWindow } from "./support/windowSuite";

const PROJECT = "qwen36-27b-qlora-fsdp";
const RUN = "vanilla";

describe("The keys of a row @smoke", () => {
  const window = useWindow({
    ...SAMPLE,
    machineSettings: { ...SAMPLE.machineSettings, "mlArtifacts.rows.enterOpensPage": true },
  });
  const press = (key: string) => window().page.keyboard.press(key);
  const focusOn = (path: readonly string[]) =>
    window()
      .view()
      .waitForRow(path, (row) => row.isFocused, "the focus");

  before(async () => {
    await window().openContainer();
    await window().view().expandPath([PROJECT, RUN]);
    await window().view().click([PROJECT, RUN]);
    if ((await window().view().row([PROJECT, RUN])).isExpanded === false) {
      await press("ArrowRight");
    }
    await window().view().row([PROJECT, RUN, "config.json"]);
  });

  it("are for the row that has the focus, whatever is selected: the copy key", async () => {
    await press("ArrowDown");
    await focusOn([PROJECT, RUN, "config.json"]);
    await press("ControlOrMeta+c");
    await window().waitForClipboard("config.json");
  });

  it("preview a file by Space, and stay in the tree", async () => {
    await press("Space");
    const preview = window().page.locator(".part.editor .tab .italic");
    await preview.waitFor();
    await focusOn([PROJECT, RUN, "config.json"]);
  });

  it("open a file by Enter, and go to it", async () => {
    await press("Enter");
    await window().page.locator(".part.editor .monaco-editor.focused").waitFor();
  });

  it("open a run's page by Enter where the setting says so, and show in menus", async () => {
    await window().view().click([PROJECT, RUN]);
    await focusOn([PROJECT, RUN]);
    await press("Enter");
    await window().webview().getByRole("heading", { level: 1, name: RUN }).waitFor();
    await window().view().openContextMenu([PROJECT, RUN]);
    const keys = await window().page.locator(".monaco-menu .keybinding").allInnerTexts();
    // VS Code 1.96 writes the last one out.
    for (const key of [/^Ctrl\+C$/, /^Ctrl\+D$/, /^Del(ete)?$/]) {
      assert.ok(
        keys.some((shown) => key.test(shown)),
        keys.join(),
      );
    }
    await window().screenshot("row-keys-menu");
    await press("Escape");
  });
});
