import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { ROOT } from "../setup/places.mjs";

const FOLDER = join(ROOT, "out/coverage");
/** Node writes here what its processes and threads have run, when they end. */
const RAW = join(FOLDER, "raw");
/** Sources as tsx runs them, and the bundles that VS Code runs, whose source maps lead back to them. */
const RUN = new RegExp(`^file://${ROOT}/(?:src|dist|out)/(?!web/)`);
/** Pages run in the browser, and are seen by window tests. */
const SOURCE = /^src\/(?!web\/).*\.ts$/;

/** Lines of src, blank ones and comments aside, that unit and host tests run, in percent, without src/web. Raise it to what is reached. */
const FLOOR = 95.8;

/** The environment of a process that is to be measured. */
export const MEASURED = { NODE_V8_COVERAGE: RAW };

export async function forgetCoverage() {
  await rm(FOLDER, { recursive: true, force: true });
}

/** What unit and host tests together have run, as a check of its own: less than the floor is a failure. */
export async function runCoverage() {
  const start = Date.now();
  const lines = await readLines().catch((error) => ({ problem: error.message }));
  const isOk = lines.pct >= FLOOR;
  console.log(`• coverage: ${describe(lines)}`);
  return { name: "coverage", ms: Date.now() - start, passed: 0, failed: isOk ? 0 : 1, pending: 0 };
}

/** Each file's share is in out/coverage/report/coverage-summary.json, and lines that were not run are in lcov.info beside it. */
async function readLines() {
  // A fresh clone has no packages before the run has begun.
  const { CoverageReport } = await import("monocart-coverage-reports");
  const report = new CoverageReport({
    baseDir: ROOT,
    outputDir: join(FOLDER, "report"),
    reports: ["json-summary", "lcovonly"],
    logging: "error",
    entryFilter: ({ url }) => RUN.test(url),
    sourceFilter: (path) => SOURCE.test(path),
  });
  await report.addFromDir(RAW);
  const { files } = await report.generate();
  const run = files.filter(({ sourcePath }) => SOURCE.test(sourcePath));
  // By the ranges that were not run: two bundlers part statements in two ways, and lines that begin none would count as not run.
  const all = [
    ...run.map(({ summary }) => summary.lines),
    ...(await filesNotRun(new Set(run.map(({ sourcePath }) => sourcePath)))),
  ];
  const [total, covered] = ["total", "covered"].map((name) => all.reduce((sum, lines) => sum + lines[name], 0));
  return { total, covered, pct: Math.floor((1_000 * covered) / Math.max(1, total)) / 10 };
}

/** Files that nothing has loaded, by the lines that are left of them without their types. */
async function filesNotRun(known) {
  const { transform } = await import("esbuild");
  const names = await readdir(join(ROOT, "src"), { recursive: true });
  const paths = names.map((name) => `src/${name.replaceAll("\\", "/")}`);
  const left = paths.filter((path) => SOURCE.test(path) && !path.endsWith(".d.ts") && !known.has(path));
  return await Promise.all(
    left.map(async (path) => {
      const { code } = await transform(await readFile(join(ROOT, path), "utf8"), { loader: "ts" });
      return { total: code.split("\n").filter((line) => line.trim() !== "").length, covered: 0 };
    }),
  );
}

function describe({ problem, covered, total, pct }) {
  return problem === undefined
    ? `${pct} % of the lines of src (${covered} of ${total}, unit and host tests); the floor is ${FLOOR} %`
    : `not ok\n${problem}`;
}
