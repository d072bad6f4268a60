import assert from "node:assert/strict";
import { ContextMenu } from "./support/contextMenu";
import { SAMPLE } from "./support/modelLabWindow";
import { tryUntilDone, waitUntil } from "./support/waitUntil";
import { useWindow } from "./support/windowSuite";

const PROJECT = "qwen36-27b-qlora-fsdp";
const RUN = "qlora-r8-lr2e-4";
const LOAD_MS = 30_000;

describe("A mounted run", () => {
  const window = useWindow(SAMPLE);
  const explorer = () => window().page.locator(".explorer-folders-view .monaco-list-row");
  /** None while the window is being loaded again, which may be once more than VS Code itself does it. */
  const explorerNames = async () =>
    (
      await explorer()
        .allInnerTexts()
        .catch(() => [])
    ).map((text) => text.trim());
  const row = (name: string | RegExp) =>
    waitUntil(
      async () => (await explorerNames()).find((text) => (typeof name === "string" ? text === name : name.test(text))),
      async () => `${String(name)} in the Explorer; there are: ${(await explorerNames()).join(", ")}`,
      30_000,
    );
  const clickRow = async (name: string) => {
    await row(name);
    await explorer()
      .filter({ has: window().page.locator(".label-name", { hasText: new RegExp(`^${name}$`) }) })
      .click();
  };

  it("is a folder of the workspace, which VS Code then loads again, with its files in the Explorer", async () => {
    const hosts = window().server.countStartedHosts();
    // In rare cases VS Code loads the folder that was open instead of the workspace with the new one.
    await tryUntilDone(
      async () => {
        await window().openContainer();
        await window().view().expand(PROJECT);
        await window().view().chooseFromMenu([PROJECT, RUN], "Mount as Workspace Folder");
        await window().page.waitForURL(/workspace=/, { timeout: LOAD_MS });
      },
      () => "the window to load the workspace",
    );
    await waitUntil(() => window().server.countStartedHosts() > hosts, "the window to load again");
    await window().openContainer("Explorer");
    await row(`${RUN} (${PROJECT})`);
    // VS Code opens some roots by itself: a click would close those.
    await waitUntil(
      async () => {
        if ((await explorerNames()).includes("README.md")) return true;
        const root = explorer().filter({ hasText: RUN }).first();
        const isClosed = (await root.getAttribute("aria-expanded", { timeout: 500 }).catch(() => null)) === "false";
        if (isClosed) await root.click({ timeout: 1000 }).catch(() => undefined);
        return window()
          .page.waitForTimeout(500)
          .then(() => false);
      },
      async () => `README.md in the Explorer; there are: ${(await explorerNames()).join(", ")}`,
      30_000,
    );
    await row("config.json");
    await window().moveMouseAway();
    await window().screenshot("mounted-run");
  });

  it("has files that open as any other", async () => {
    await clickRow("config.json");
    await waitUntil(async () => (await window().editorTabs()).includes("config.json"), "the tab of config.json");
    await waitUntil(async () => (await window().editorText()).includes('"architectures"'), "the text of config.json");
    await window().screenshot("mounted-file");
  });

  it("is offered by the command to leave", async () => {
    await window().runCommand("ML Artifacts: Unmount…");
    await window().quickInput.waitFor(/Unmount/);
    assert.deepEqual(
      (await window().quickInput.items()).map(({ name }) => name),
      [`${RUN} (${PROJECT})`],
    );
    await window().screenshot("unmount");
    await window().page.keyboard.press("Escape");
  });

  it("leaves from its own menu, which downloads, too, and the other folder stays", async () => {
    await explorer()
      .filter({ hasText: `${RUN} (${PROJECT})` })
      .first()
      .click({ button: "right" });
    const menu = await ContextMenu.whenOpen(window().page);
    assert.ok((await menu.labels()).includes("Download with ML Artifacts…"));
    await window().screenshot("mounted-menu");
    await menu.choose("Unmount…");
    await waitUntil(
      async () => !(await explorerNames()).some((name) => name.includes(RUN)),
      async () => `the run to leave the Explorer; there are: ${(await explorerNames()).join(", ")}`,
    );
    assert.ok((await window().visibleText()).includes("workspace"));
  });
});
