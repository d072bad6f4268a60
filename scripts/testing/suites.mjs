import { mkdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { ROOT } from "../setup/places.mjs";
import { runNode } from "./runCommand.mjs";
import { readSuiteResult } from "./suiteResult.mjs";

const MINUTE_MS = 60_000;
const MOCHA = [
  "node_modules/mocha/bin/mocha.js",
  "--reporter",
  "scripts/testing/recordingReporter.cjs",
  "--forbid-only",
];

/** The kinds of tests, each found by its folder. `exit` ends what a failed test has left open. */
const SUITES = {
  unit: { args: [...MOCHA, "--timeout", "10000", "test/unit/**/*.test.ts"], limitMs: 10 * MINUTE_MS },
  large: { args: [...MOCHA, "--timeout", "120000", "test/large/**/*.test.ts"], limitMs: 10 * MINUTE_MS },
  host: { args: ["--import", "tsx", "test/host/support/runHostTests.ts"], limitMs: 10 * MINUTE_MS },
  // A window is driven from outside, on machines that are busy with it: a test has a second try, which is said.
  ui: {
    args: [...MOCHA, "--timeout", "90000", "--retries", "1", "--exit", "test/ui/**/*.test.ts"],
    limitMs: 60 * MINUTE_MS,
  },
};

export const SUITE_NAMES = Object.keys(SUITES);

/** Runs a suite, shows its output, and returns its result. */
export async function runSuite(name, { grep, isQuiet = false } = {}) {
  const record = join(ROOT, `out/record-${name}-${process.pid}.jsonl`);
  await mkdir(join(ROOT, "out"), { recursive: true });
  const { args, limitMs } = SUITES[name];
  const filter = grep === undefined ? [] : ["--grep", grep];
  if (!isQuiet) console.log(`• ${name} tests`);
  const { exitCode, output } = await runNode([...args, ...filter], { env: { TEST_RECORD: record }, isQuiet, limitMs });
  const text = await readFile(record, "utf8").catch(() => "");
  await rm(record, { force: true });
  const result = { name, ...readSuiteResult(text, { exitCode, isFiltered: grep !== undefined }) };
  if (isQuiet && result.failed > 0) console.log(output.trimEnd());
  console.log(`• ${name}: ${describeResult(result)}`);
  return result;
}

function describeResult({ passed, failed, pending, problem }) {
  const skipped = pending === 0 ? "" : `, ${pending} skipped`;
  return `${passed} ok, ${failed} not ok${skipped}${problem === undefined ? "" : ` (${problem})`}`;
}
