import { resolve } from "node:path";
import { loadTypeScript } from "../testing/typescript.mjs";
import { SAMPLE_SETTINGS } from "./sampleSettings.mjs";

const SIDEBAR_END_PX = 560;

/** Opens the tree down to files and writes a picture of the window, also of one in which that did not work. */
export async function takeScreenshot(file) {
  const { VsCodeWindow } = loadTypeScript("test/ui/support/vscodeWindow");
  const { closeSharedBrowser } = loadTypeScript("test/support/vscodeBrowser");
  const { expandToFiles } = loadTypeScript("test/ui/support/sampleTour");
  const path = resolve(file);
  const window = await VsCodeWindow.open({ machineSettings: SAMPLE_SETTINGS });
  try {
    await window.openContainer();
    await window.widenSidebar(SIDEBAR_END_PX);
    const way = await expandToFiles(window.view());
    if (way === undefined) throw new Error("No files show in the tree of the sample data.");
    await window.moveMouseAway();
    console.log(`${way.join(" › ")}: ${path}`);
  } catch (error) {
    throw new Error(`${error.message}\n${path} shows the window as it was.`, { cause: error });
  } finally {
    await window.page.screenshot({ path, animations: "disabled", caret: "hide" });
    await window.close();
    await closeSharedBrowser();
  }
}
