import { copyFile, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { installOnce, writePrivatePackage } from "./folderInstall.mjs";
import { runNpm } from "./npm.mjs";
import { TOOLS } from "./places.mjs";

/** code-server 4.N is VS Code 1.N. */
const VERSION = "4.139.1";
const QUIET = ["--ignore-scripts", "--no-audit", "--no-fund"];

/** VS Code's own server, from npm, of a version ("1.96") or the usual one. Returns the folder that holds `out/server-main.js`. */
export async function ensureVsCodeServer(vscode) {
  const version = vscode === undefined ? VERSION : `4.${minorOf(vscode)}`;
  const folder = join(TOOLS, `server-${version}`);
  const server = "node_modules/code-server/lib/vscode";
  await installOnce(folder, `Installing VS Code ${version} for the browser`, async (draft) => {
    await writePrivatePackage(draft);
    await runNpm(["install", ...QUIET, `code-server@${version}`], draft);
    await withoutGit(join(draft, server, "npm-shrinkwrap.json"));
    await runNpm(["install", ...QUIET, "--omit=dev"], join(draft, server));
    // The logger that it ships with has to be compiled; without one it writes no log files at all.
    const logger = join(draft, server, "node_modules/@vscode/spdlog/index.js");
    await copyFile(join(import.meta.dirname, "plainFileLogger.cjs"), logger);
  });
  return join(folder, server);
}

/** Older servers name a package of their own by its repository; npm has the same version, and may be all that is reached. */
async function withoutGit(file) {
  const locked = JSON.parse(await readFile(file, "utf8").catch(() => '{ "packages": {} }'));
  const fromGit = Object.values(locked.packages).filter(({ resolved }) => resolved?.startsWith("git"));
  if (fromGit.length === 0) return;
  for (const one of fromGit) {
    delete one.resolved;
    delete one.integrity;
  }
  await writeFile(file, JSON.stringify(locked));
}

/** 96 of "1.96"; undefined for the usual version. */
export function minorOf(vscode) {
  const minor = /^1\.(\d+)$/.exec(vscode)?.[1];
  if (minor === undefined) throw new Error(`${vscode} is no version of VS Code as --vscode takes it: 1.96.`);
  return Number(minor);
}
