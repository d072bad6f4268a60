import { type Browser, chromium } from "playwright-core";
import { readTools } from "./vscodeTools";

const FLAGS = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // Tests reach this machine only. What is asked for elsewhere is not found, and the cache stays in use, as it does not by routes.
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1, EXCLUDE [::1]",
];

let shared: Promise<Browser> | undefined;

/** The browser of this process, which all its windows share, each in a context of its own. An open one keeps the process alive. */
export function sharedBrowser(): Promise<Browser> {
  shared ??= launchBrowser();
  return shared;
}

/** Ends the browser of this process, once no window is needed any more. */
export async function closeSharedBrowser(): Promise<void> {
  const browser = await shared;
  shared = undefined;
  await browser?.close();
}

export function launchBrowser(): Promise<Browser> {
  const executablePath = readTools().chromium;
  if (executablePath === undefined) throw new Error('No Chromium was found yet: run "npm test" once.');
  // Chromium's sandbox refuses to run as root.
  const isRoot = process.getuid?.() === 0;
  return chromium.launch({ executablePath, args: isRoot ? [...FLAGS, "--no-sandbox"] : FLAGS });
}
