import { runNode } from "./runCommand.mjs";

const TSC = ["node_modules/typescript/bin/tsc", "--incremental", "--tsBuildInfoFile"];

/** What is looked at without running the product: name and command line. */
const CHECKS = {
  types: [...TSC, "out/types.tsbuildinfo", "-p", "."],
  // What runs in a webview knows the browser's names, and nothing of Node's.
  webTypes: [...TSC, "out/webTypes.tsbuildinfo", "-p", "src/web"],
  lint: ["node_modules/oxlint/bin/oxlint", "--type-aware"],
  format: ["node_modules/oxfmt/bin/oxfmt", "--check", "."],
};

export const CHECK_NAMES = Object.keys(CHECKS);

/** Runs a check; its output is shown when it fails. A failed check counts as one failed test. */
export async function runCheck(name) {
  const start = Date.now();
  const { exitCode, output } = await runNode(CHECKS[name], { isQuiet: true });
  console.log(exitCode === 0 ? `• ${name}: ok` : `• ${name}: not ok\n${output.trimEnd()}`);
  return { name, ms: Date.now() - start, passed: 0, failed: exitCode === 0 ? 0 : 1, pending: 0 };
}
