/**
 * npm test [-- <what…>] [--grep <pattern>] [--vscode <version>]
 * what: types, webTypes, lint, format, unit, large, soak, host, ui; all of them by default, side by side.
 */
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { ensureDependencies } from "./setup/dependencies.mjs";
import { step } from "./setup/step.mjs";
import { ensureTools } from "./setup/tools.mjs";
import { build } from "./testing/build.mjs";
import { CHECK_NAMES, runCheck } from "./testing/checks.mjs";
import { forgetCoverage, MEASURED, runCoverage } from "./testing/coverage.mjs";
import { runJobs } from "./testing/jobQueue.mjs";
import { reportRun } from "./testing/report.mjs";
import { repeatFailed } from "./testing/secondRun.mjs";
import { describeResult, runSuite, SUITE_NAMES } from "./testing/suites.mjs";
import { windowJobs } from "./testing/windowTests.mjs";

const NEED_VSCODE = ["host", "ui"];
/** What drives VS Code, on machines that are busy with it. */
const DRIVEN = /^(host$|test\/ui\/)/;
/** The suites that coverage is measured of, together. */
const COVERING = ["unit", "host"];
/** A window waits as often as it works: one job more than there are cores keeps them busy. */
const SLOTS = availableParallelism() + 1;

const OPTIONS = { grep: { type: "string" }, vscode: { type: "string" } };

async function main() {
  const { wanted, grep, vscode } = readArguments();
  await ensureDependencies();
  const needsVsCode = wanted.some((name) => NEED_VSCODE.includes(name));
  if (needsVsCode) await ensureTools({ needsBrowser: true, vscode });
  const isBuilt = !needsVsCode || (await buildFor(wanted));
  const runnable = isBuilt ? wanted : wanted.filter((name) => !NEED_VSCODE.includes(name));
  const windows = runnable.includes("ui") ? await windowJobs({ grep }) : { jobs: [], close: () => undefined };
  const suites = runnable.filter((name) => SUITE_NAMES.includes(name) && name !== "ui");
  const isMeasured = grep === undefined && COVERING.every((name) => suites.includes(name));
  if (isMeasured) await forgetCoverage();
  const jobs = [
    ...suites.map((name) => async () => showSuite(await runSuite(name, { grep, env: isMeasured ? MEASURED : {} }))),
    ...windows.jobs.map((job) => async (slot) => showSuite(await job(slot))),
    ...runnable.filter((name) => CHECK_NAMES.includes(name)).map((name) => () => runCheck(name)),
  ];
  const first = await runJobs(jobs, SLOTS);
  const jobOf = (result) => (DRIVEN.test(result.name) ? () => jobs[first.indexOf(result)](0) : undefined);
  const results = [...(await repeatFailed(first, jobOf))];
  windows.close();
  if (isMeasured) results.push(await runCoverage());
  if (!isBuilt) results.push({ name: "build", passed: 0, failed: 1 });
  const { lines, isOk } = reportRun(results, { grep });
  console.log(lines.join("\n"));
  process.exitCode = isOk ? 0 : 1;
}

function showSuite(result) {
  if (result.isEmpty !== true) console.log(`${result.output.trimEnd()}\n${describeResult(result)}`);
  return result;
}

function readArguments() {
  const all = [...CHECK_NAMES, ...SUITE_NAMES];
  const { positionals, values } = parseArgs({ allowPositionals: true, options: OPTIONS });
  const unknown = positionals.filter((name) => !all.includes(name));
  if (unknown.length > 0) throw new Error(`There is no ${unknown.join(", ")}; there is: ${all.join(", ")}.`);
  const { grep, vscode } = values;
  const standard = grep === undefined ? all : SUITE_NAMES;
  return {
    wanted: positionals.length === 0 ? standard : all.filter((name) => positionals.includes(name)),
    grep,
    vscode,
  };
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

try {
  await main();
} catch (error) {
  console.error(error.message);
  console.log("\n0 passed, 1 failed");
  process.exitCode = 1;
}
// A run ends with its report, whatever a test has left open.
process.exit();
