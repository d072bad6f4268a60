import { copyFile } from "node:fs/promises";
import { join } from "node:path";
import { installOnce, writePrivatePackage } from "./folderInstall.mjs";
import { runNpm } from "./npm.mjs";
import { TOOLS } from "./places.mjs";

const VERSION = "4.139.1";
const QUIET = ["--ignore-scripts", "--no-audit", "--no-fund"];

/** VS Code's own server, from npm. Returns the folder that holds `out/server-main.js`. */
export async function ensureVsCodeServer() {
  const folder = join(TOOLS, `server-${VERSION}`);
  const vscode = "node_modules/code-server/lib/vscode";
  await installOnce(folder, `Installing VS Code ${VERSION} for the browser`, async (draft) => {
    await writePrivatePackage(draft);
    await runNpm(["install", ...QUIET, `code-server@${VERSION}`], draft);
    await runNpm(["install", ...QUIET, "--omit=dev"], join(draft, vscode));
    // The logger that it ships with has to be compiled; without one it writes no log files at all.
    const logger = join(draft, vscode, "node_modules/@vscode/spdlog/index.js");
    await copyFile(join(import.meta.dirname, "plainFileLogger.cjs"), logger);
  });
  return join(folder, vscode);
}
