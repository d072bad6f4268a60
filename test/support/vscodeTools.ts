import { readFileSync } from "node:fs";
import { resolve } from "node:path";

export const ROOT = resolve(__dirname, "../..");
const TOOLS_FILE = resolve(ROOT, ".vscode-test/tools.json");

/** What the scripts installed: VS Code's server, the Node it runs on, a browser. */
export interface VsCodeTools {
  readonly server: string;
  readonly node: string;
  readonly chromium: string | undefined;
}

export function readTools(): VsCodeTools {
  const tools: Partial<VsCodeTools> = parseTools();
  if (tools.server === undefined || tools.node === undefined) throw new Error(`${TOOLS_FILE} lacks an entry.`);
  return { server: tools.server, node: tools.node, chromium: tools.chromium };
}

function parseTools(): Partial<VsCodeTools> {
  try {
    return JSON.parse(readFileSync(TOOLS_FILE, "utf8")) as Partial<VsCodeTools>;
  } catch (error) {
    throw new Error('VS Code is not installed for tests yet: run "npm test" or "npm start" once.', { cause: error });
  }
}
