/**
 * Packs the extension, installs the package in a fresh VS Code as a user would, and checks in a window of it that the
 * extension starts and lists the sample projects.
 */
import { rm } from "node:fs/promises";
import { basename } from "node:path";
import { ensureDependencies } from "./setup/dependencies.mjs";
import { runScript } from "./setup/runScript.mjs";
import { step } from "./setup/step.mjs";
import { ensureTools } from "./setup/tools.mjs";
import { SAMPLE_SETTINGS } from "./start/sampleSettings.mjs";

async function main() {
  await ensureDependencies();
  await ensureTools({ needsBrowser: true });
  const { checkPublishable, packageExtension } = await import("./testing/packageExtension.mjs");
  const vsix = await step("Packaging", packageExtension);
  await step("Packing it as a publisher would, with a made-up address", checkPublishable);
  try {
    await step(`Installing ${basename(vsix)} in a fresh VS Code`, () => verify(vsix));
  } finally {
    await rm(vsix, { force: true });
  }
}

async function verify(vsix) {
  const { loadTypeScript } = await import("./testing/typescript.mjs");
  const { VsCodeProfile } = loadTypeScript("test/support/vscodeProfile");
  const { installExtension } = loadTypeScript("test/support/vscodeServer");
  const { VsCodeWindow } = loadTypeScript("test/ui/support/vscodeWindow");
  const { closeSharedBrowser } = loadTypeScript("test/support/vscodeBrowser");
  const profile = new VsCodeProfile({ machineSettings: SAMPLE_SETTINGS });
  await installExtension(profile, vsix);
  const window = await VsCodeWindow.open({ profile, extension: null, hasAllBuiltIns: true });
  try {
    await window.openContainer();
    const rows = await window.view().waitForRows((all) => all.some((row) => row.isExpanded === false), "projects");
    console.log(`  the package lists ${rows[0].name} and ${rows.length - 1} more rows`);
    await window.screenshot("package");
  } catch (error) {
    const picture = await window.screenshot("package");
    throw new Error(`The package does not work: ${error.message}\n${picture} shows the window.`, { cause: error });
  } finally {
    await window.close();
    await closeSharedBrowser();
  }
}

await runScript(main);
