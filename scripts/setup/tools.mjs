import { mkdir, writeFile } from "node:fs/promises";
import { ensureChromium, findChromium } from "./chromium.mjs";
import { TOOLS, TOOLS_FILE } from "./places.mjs";
import { ensureServerNode } from "./serverNode.mjs";
import { ensureVsCodeServer } from "./vscodeServer.mjs";

/** Installs what running a VS Code window takes, of a version ("1.96") or the usual one, and writes down where it is. */
export async function ensureTools({ needsBrowser, vscode }) {
  await mkdir(TOOLS, { recursive: true });
  const server = await ensureVsCodeServer(vscode);
  const node = await ensureServerNode(vscode);
  const chromium = needsBrowser ? await ensureChromium() : findChromium();
  await writeFile(TOOLS_FILE, `${JSON.stringify({ server, node, chromium }, null, 2)}\n`);
}
