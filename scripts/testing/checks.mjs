import { runNode } from "./runCommand.mjs";

const TSC = ["node_modules/typescript/bin/tsc", "--incremental", "--tsBuildInfoFile"];
const CACHE = ["--cache", "--cache-strategy", "content", "--cache-location", "out/prettier.cache"];

/** What is looked at without running the product: name and command line. */
const CHECKS = {
  types: [...TSC, "out/types.tsbuildinfo", "-p", "."],
  // What runs in a webview knows the browser's names, and nothing of Node's.
  webTypes: [...TSC, "out/webTypes.tsbuildinfo", "-p", "src/web"],
  lint: ["node_modules/eslint/bin/eslint.js", "--max-warnings", "0", "."],
  format: ["node_modules/prettier/bin/prettier.cjs", "--check", "--log-level", "warn", ...CACHE, "."],
};

export const CHECK_NAMES = Object.keys(CHECKS);

/**
 * A rule that knows types may miss, in a file that is not changed, what another file's change did to it. So this is for the
 * quick look while one works; the whole test run lints everything.
 */
const LINT_CHANGED = ["--cache", "--cache-strategy", "content", "--cache-location", "out/eslint.cache"];

/** Runs a check; its output is shown when it fails. A failed check counts as one failed test. */
export async function runCheck(name, { isQuickLook = false } = {}) {
  const more = isQuickLook && name === "lint" ? LINT_CHANGED : [];
  const start = Date.now();
  const { exitCode, output } = await runNode([...CHECKS[name], ...more], { isQuiet: true });
  console.log(exitCode === 0 ? `• ${name}: ok` : `• ${name}: not ok\n${output.trimEnd()}`);
  return { name, ms: Date.now() - start, passed: 0, failed: exitCode === 0 ? 0 : 1, pending: 0 };
}
