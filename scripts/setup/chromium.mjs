import { execFileSync, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { TOOLS } from "./places.mjs";
import { step } from "./step.mjs";

/** Chromium without windows: what is drawn is the same, for a good deal less work. */
const HEADLESS = "chromium-headless-shell";
const NAMES = [HEADLESS, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const MAC_APPS = ["Google Chrome", "Chromium"].map((app) => `/Applications/${app}.app/Contents/MacOS/${app}`);
/** A browser, a font for the interface and the usual scripts, and one that has Chinese, Japanese and Korean. */
const FONTS = ["fonts-noto-core", "fonts-wqy-microhei"];
const DEBIAN_PACKAGES = [
  [HEADLESS, ...FONTS],
  ["chromium", ...FONTS],
];
/** Says that the headless one was looked for in vain, so that it is looked for once. */
const IN_VAIN = join(TOOLS, "no-headless-chromium");

/** Returns the path of a Chromium; on Debian as root installs one when there is none, or only one with windows. */
export async function ensureChromium() {
  const given = process.env.CHROMIUM_PATH;
  if (given !== undefined && given !== "") {
    if (!existsSync(given)) throw new Error(`CHROMIUM_PATH names ${given}, which does not exist.`);
    return given;
  }
  const found = findChromium();
  const isLight = found?.endsWith(HEADLESS) === true;
  if (isLight || (found !== undefined && (!canUseApt() || existsSync(IN_VAIN)))) return found;
  if (!canUseApt()) throw new Error(adviseInstall());
  const reason = await installFirst(found === undefined ? DEBIAN_PACKAGES : DEBIAN_PACKAGES.slice(0, 1));
  const installed = findChromium();
  if (installed === undefined) throw new Error(`${adviseInstall()}\napt-get said:\n${reason}`);
  if (reason !== undefined) await writeFile(IN_VAIN, `${reason}\n`);
  return installed;
}

/** Installs the first list of packages that can be; returns why the last one could not. */
async function installFirst(lists) {
  let reason;
  for (const packages of lists) {
    try {
      await step(`Installing ${packages.join(", ")} (apt-get)`, () => installWithApt(packages));
      return undefined;
    } catch (error) {
      reason = lastLines(error.stderr ?? error.message);
    }
  }
  return reason;
}

export function findChromium() {
  const folders = (process.env.PATH ?? "").split(delimiter).filter(Boolean);
  const candidates = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return [...candidates, ...(process.platform === "darwin" ? MAC_APPS : [])].find((file) => existsSync(file));
}

function canUseApt() {
  return process.getuid?.() === 0 && spawnSync("apt-get", ["--version"]).status === 0;
}

function installWithApt(packages) {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const options = { env, stdio: "pipe", encoding: "utf8", maxBuffer: 64 * 1024 * 1024 };
  execFileSync("apt-get", ["update"], options);
  execFileSync("apt-get", ["install", "-y", "--no-install-recommends", ...packages], options);
}

function lastLines(text) {
  return String(text).trim().split("\n").slice(-5).join("\n");
}

function adviseInstall() {
  return (
    "A Chromium is needed and none was found. Install Chromium or Google Chrome, " +
    "or set CHROMIUM_PATH to the browser's executable."
  );
}
