import { mkdir, writeFile } from "node:fs/promises";
import { ensureChromium, findChromium } from "./chromium.mjs";
import { TOOLS, TOOLS_FILE } from "./places.mjs";
import { ensureServerNode } from "./serverNode.mjs";
import { ensureVsCodeServer } from "./vscodeServer.mjs";

/** Installs what running a VS Code window takes, and writes down where it is. */
export async function ensureTools({ needsBrowser }) {
  await mkdir(TOOLS, { recursive: true });
  const server = await ensureVsCodeServer();
  const node = await ensureServerNode();
  const chromium = needsBrowser ? await ensureChromium() : findChromium();
  await writeFile(TOOLS_FILE, `${JSON.stringify({ server, node, chromium }, null, 2)}\n`);
}
