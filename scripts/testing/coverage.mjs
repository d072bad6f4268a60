import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { ROOT } from "../setup/places.mjs";
import { runNode } from "./runCommand.mjs";

const FOLDER = "out/coverage";
/** Node writes here what its processes have run, when they end. */
const RAW = join(ROOT, FOLDER, "raw");
const C8 = ["node_modules/c8/bin/c8.js", "report", "--temp-directory", RAW, "--reports-dir", join(ROOT, FOLDER)];
/** Pages run in the browser, and are seen by window tests. */
const SOURCES = [
  "--src",
  "src",
  "--all",
  "--include",
  "src/**/*.ts",
  "--exclude",
  "src/web/**",
  "--exclude",
  "**/*.d.ts",
];

/** Lines of src that unit and host tests run, in percent, without src/web. Raise it to what is reached. */
const FLOOR = 72;

/** The environment of a process that is to be measured. */
export const MEASURED = { NODE_V8_COVERAGE: RAW };

export async function forgetCoverage() {
  await rm(join(ROOT, FOLDER), { recursive: true, force: true });
}

/** What unit and host tests together have run, as a check of its own: less than the floor is a failure. */
export async function runCoverage() {
  const start = Date.now();
  const { exitCode, output } = await runNode([...C8, ...SOURCES, "--reporter", "json-summary"], { isQuiet: true });
  const lines = exitCode === 0 ? await readLines() : undefined;
  const isOk = lines !== undefined && lines.pct >= FLOOR;
  console.log(`• coverage: ${describe(lines, output)}`);
  return { name: "coverage", ms: Date.now() - start, passed: 0, failed: isOk ? 0 : 1, pending: 0 };
}

async function readLines() {
  const { total } = JSON.parse(await readFile(join(ROOT, FOLDER, "coverage-summary.json"), "utf8"));
  return total.lines;
}

function describe(lines, output) {
  if (lines === undefined) return `not ok\n${output.trimEnd()}`;
  const { covered, total, pct } = lines;
  return `${pct} % of the lines of src (${covered} of ${total}, unit and host tests); the floor is ${FLOOR} %`;
}
