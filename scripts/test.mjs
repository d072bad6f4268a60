/**
 * npm test [-- <what…>] [--grep <pattern>]
 * what: types, lint, format, unit, large, host, ui; all of them by default.
 */
import { parseArgs } from "node:util";
import { ensureDependencies } from "./setup/dependencies.mjs";
import { step } from "./setup/step.mjs";
import { ensureTools } from "./setup/tools.mjs";
import { build } from "./testing/build.mjs";
import { CHECK_NAMES, runCheck } from "./testing/checks.mjs";
import { sumResults } from "./testing/suiteResult.mjs";
import { runSuite, SUITE_NAMES } from "./testing/suites.mjs";

const NEED_VSCODE = ["host", "ui"];

async function main() {
  const { wanted, grep } = readArguments();
  await ensureDependencies();
  const needsVsCode = wanted.some((name) => NEED_VSCODE.includes(name));
  if (needsVsCode) await ensureTools({ needsBrowser: true });
  const results = [];
  for (const name of wanted.filter((one) => CHECK_NAMES.includes(one))) results.push(await runCheck(name));
  const isBuilt = !needsVsCode || (await buildFor(wanted));
  if (!isBuilt) results.push({ passed: 0, failed: 1 });
  for (const name of wanted.filter((one) => SUITE_NAMES.includes(one))) {
    if (isBuilt || !NEED_VSCODE.includes(name)) results.push(await runSuite(name, { grep }));
  }
  report(results, grep);
}

function readArguments() {
  const all = [...CHECK_NAMES, ...SUITE_NAMES];
  const { positionals, values } = parseArgs({ allowPositionals: true, options: { grep: { type: "string" } } });
  const unknown = positionals.filter((name) => !all.includes(name));
  if (unknown.length > 0) throw new Error(`There is no ${unknown.join(", ")}; there is: ${all.join(", ")}.`);
  const { grep } = values;
  const standard = grep === undefined ? all : SUITE_NAMES;
  return { wanted: positionals.length === 0 ? standard : all.filter((name) => positionals.includes(name)), grep };
}

async function buildFor(wanted) {
  try {
    await step("Building", async () => {
      await build();
      if (wanted.includes("host")) await build("--tests");
    });
    return true;
  } catch (error) {
    console.log(error.message);
    return false;
  }
}

/** The last line is the only one of its form in all of the output. */
function report(results, grep) {
  const { passed, failed } = sumResults(results);
  const hasNoMatch = grep !== undefined && passed + failed === 0;
  if (hasNoMatch) console.log(`No test matches ${grep}.`);
  const failures = failed + (hasNoMatch ? 1 : 0);
  console.log(`\n${passed} passed, ${failures} failed`);
  process.exitCode = failures === 0 ? 0 : 1;
}

try {
  await main();
} catch (error) {
  console.error(error.message);
  console.log("\n0 passed, 1 failed");
  process.exitCode = 1;
}
