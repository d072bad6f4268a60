import { spawn, spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { downloadAndUnzipVSCode, resolveCliPathFromVSCodeExecutablePath } from "@vscode/test-electron";
import { ROOT, TOOLS } from "../setup/places.mjs";
import { loadTypeScript } from "../testing/typescript.mjs";
import { SAMPLE_SETTINGS } from "./sampleSettings.mjs";

/** Opens a desktop VS Code with a profile of its own, and waits until its window is closed or Ctrl-C ends it. */
export async function startDesktop({ inspect }) {
  const { VsCodeProfile } = loadTypeScript("test/support/vscodeProfile");
  const folder = join(TOOLS, "desktop");
  mkdirSync(folder, { recursive: true });
  const profile = new VsCodeProfile({ folder, userSettings: SAMPLE_SETTINGS });
  const args = [
    `--extensionDevelopmentPath=${ROOT}`,
    `--user-data-dir=${profile.userData}`,
    `--extensions-dir=${profile.extensions}`,
    ...(inspect === undefined ? [] : [`--inspect-extensions=${inspect}`]),
    "--new-window",
    "--wait",
    profile.workspace,
  ];
  const command = await findCode();
  console.log("Starting VS Code on sample data. Ctrl-C, or closing its window, ends it.");
  const code = await run(command, args);
  if (code !== 0) throw new Error(`VS Code ended with status ${code ?? "unknown"}.`);
}

async function findCode() {
  const shell = process.platform === "win32";
  if (spawnSync("code", ["--version"], { shell }).status === 0) return "code";
  console.log("There is no command `code`: downloading VS Code.");
  return resolveCliPathFromVSCodeExecutablePath(
    await downloadAndUnzipVSCode({ cachePath: join(TOOLS, "desktop-app") }),
  );
}

function run(command, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: "inherit", shell: process.platform === "win32" });
    for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => child.kill());
    child.on("error", reject);
    child.on("close", resolve);
  });
}
