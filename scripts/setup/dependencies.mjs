import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { runNpm } from "./npm.mjs";
import { ROOT } from "./places.mjs";
import { step } from "./step.mjs";

/** What the linter and the formatter run on; the extension itself runs on that of VS Code. */
const OLDEST_NODE = "20.19.0";

/** Runs `npm ci` unless node_modules already holds what package-lock.json asks for. */
export async function ensureDependencies() {
  if (process.versions.node.localeCompare(OLDEST_NODE, "en", { numeric: true }) < 0) {
    throw new Error(`Node ${OLDEST_NODE} or later is needed; this is Node ${process.versions.node}.`);
  }
  const wanted = await readPackages(join(ROOT, "package-lock.json"));
  const installed = await readPackages(join(ROOT, "node_modules/.package-lock.json"));
  if (isSatisfied(wanted, installed)) return;
  // No install scripts: nothing here needs them, and one that downloads would fail behind a registry mirror.
  const args = ["ci", "--include=dev", "--ignore-scripts", "--no-audit", "--no-fund"];
  await step("Installing the npm packages (npm ci)", () => runNpm(args, ROOT));
}

/** Compares versions, not file times: a checkout or another npm command touches times alone. */
export function isSatisfied(wanted, installed) {
  const packages = Object.entries(wanted);
  return (
    packages.length > 0 &&
    packages.every(([path, { version, optional }]) => {
      if (path === "") return true;
      return installed[path] === undefined ? optional === true : installed[path].version === version;
    })
  );
}

async function readPackages(file) {
  try {
    return JSON.parse(await readFile(file, "utf8")).packages;
  } catch (error) {
    if (error.code === "ENOENT") return {};
    throw new Error(`${file} cannot be read: ${error.message}`, { cause: error });
  }
}
