import { mkdir, readFile, rm } from "node:fs/promises";
import { availableParallelism } from "node:os";
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
  // Ends what a failed test has left open.
  "--exit",
];

/** The suites that run in a process each, found by their folders. Limits of time are for what hangs, not for what is slow. */
const SUITES = {
  unit: { args: [...MOCHA, "--timeout", "120000", "test/unit/**/*.test.ts"], limitMs: 15 * MINUTE_MS },
  large: { args: [...MOCHA, "--timeout", "600000", "test/large/**/*.test.ts"], limitMs: 15 * MINUTE_MS },
  soak: { args: [...MOCHA, "--timeout", "600000", "test/soak/**/*.test.ts"], limitMs: 15 * MINUTE_MS },
  host: { args: ["--import", "tsx", "test/host/support/runHostTests.ts"], limitMs: 15 * MINUTE_MS },
};

/** Window tests are run file by file: see windowTests.mjs. */
export const SUITE_NAMES = [...Object.keys(SUITES), "ui"];

/** Coverage is lost with mocha's own processes, which are killed: so this is for the quick look. */
const SPREAD = ["--parallel", "--jobs", String(availableParallelism())];

/** Runs a suite and returns its result, with its output. `isSpread`: over several processes, where mocha is what runs it. */
export async function runSuite(name, { grep, env = {}, isSpread = false } = {}) {
  const record = join(ROOT, `out/record-${name}-${process.pid}.jsonl`);
  await mkdir(join(ROOT, "out"), { recursive: true });
  const { args, limitMs } = SUITES[name];
  const filter = [...(isSpread ? SPREAD : []), ...(grep === undefined ? [] : ["--grep", grep])];
  const start = Date.now();
  const { exitCode, output } = await runNode([...args, ...filter], {
    env: { TEST_RECORD: record, ...env },
    isQuiet: true,
    limitMs,
  });
  const text = await readFile(record, "utf8").catch(() => "");
  await rm(record, { force: true });
  const result = readSuiteResult(text, { exitCode, isFiltered: grep !== undefined });
  return { name, ms: Date.now() - start, output, ...result };
}

export function describeResult({ name, passed, failed, pending, problem, ms }) {
  const skipped = pending === 0 ? "" : `, ${pending} skipped`;
  const counts = `${passed} ok, ${failed} not ok${skipped}${problem === undefined ? "" : ` (${problem})`}`;
  return `• ${name}: ${counts}, ${Math.round(ms / 1000)} s`;
}
