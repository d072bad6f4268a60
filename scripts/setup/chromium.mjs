import { execFileSync, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { step } from "./step.mjs";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const MAC_APPS = ["Google Chrome", "Chromium"].map((app) => `/Applications/${app}.app/Contents/MacOS/${app}`);
/** A browser, a font for the interface and the usual scripts, and one that has Chinese, Japanese and Korean. */
const DEBIAN_PACKAGES = ["chromium", "fonts-noto-core", "fonts-wqy-microhei"];

/** Returns the path of a Chromium; on Debian as root installs one when there is none. */
export async function ensureChromium() {
  const given = process.env.CHROMIUM_PATH;
  if (given !== undefined && given !== "") {
    if (!existsSync(given)) throw new Error(`CHROMIUM_PATH names ${given}, which does not exist.`);
    return given;
  }
  const found = findChromium();
  if (found !== undefined) return found;
  if (!canUseApt()) throw new Error(adviseInstall());
  await step(`Installing ${DEBIAN_PACKAGES.join(", ")} (apt-get)`, installWithApt);
  const installed = findChromium();
  if (installed === undefined) throw new Error(adviseInstall());
  return installed;
}

export function findChromium() {
  const folders = (process.env.PATH ?? "").split(delimiter).filter(Boolean);
  const candidates = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return [...candidates, ...(process.platform === "darwin" ? MAC_APPS : [])].find((file) => existsSync(file));
}

function canUseApt() {
  return process.getuid?.() === 0 && spawnSync("apt-get", ["--version"]).status === 0;
}

function installWithApt() {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const options = { env, stdio: "pipe", encoding: "utf8", maxBuffer: 64 * 1024 * 1024 };
  try {
    execFileSync("apt-get", ["update"], options);
    execFileSync("apt-get", ["install", "-y", "--no-install-recommends", ...DEBIAN_PACKAGES], options);
  } catch (error) {
    const reason = String(error.stderr ?? error.message)
      .trim()
      .split("\n")
      .slice(-5)
      .join("\n");
    throw new Error(`${adviseInstall()}\napt-get said:\n${reason}`, { cause: error });
  }
}

function adviseInstall() {
  return (
    "A Chromium is needed and none was found. Install Chromium or Google Chrome, " +
    "or set CHROMIUM_PATH to the browser's executable."
  );
}
