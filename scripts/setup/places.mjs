import { join, resolve } from "node:path";

export const ROOT = resolve(import.meta.dirname, "../..");
/** Everything downloaded or started by the scripts lives here; git ignores it. */
export const TOOLS = join(ROOT, ".vscode-test");
/** What is installed, for the TypeScript half of the tooling (test/support/vscodeTools.ts). */
export const TOOLS_FILE = join(TOOLS, "tools.json");
