/**
 * Reads what a suite recorded (lines of JSON, see recordingReporter.cjs) together with how its process ended.
 * A suite that died, or ran no test although all were asked for, has one failure more.
 */
export function readSuiteResult(record, { exitCode, isFiltered = false }) {
  const events = record
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  const named = (name) => events.filter(({ event }) => event === name);
  const result = {
    passed: named("pass").length,
    failed: named("fail").length,
    pending: named("pending").length,
    tests: named("pass").map(({ title, ms = 0 }) => ({ title, ms })),
    retries: named("retry").map(({ title, reason = "" }) => ({ title, reason })),
    failures: named("fail").map(({ title, reason = "" }) => ({ title, reason })),
  };
  const hasEnded = named("end").length > 0;
  const problem = findProblem(result, { hasEnded, exitCode, isFiltered });
  return problem === undefined ? result : { ...result, failed: result.failed + 1, problem };
}

/** The sum of all suites and checks. */
export function sumResults(results) {
  const passed = results.reduce((sum, result) => sum + result.passed, 0);
  const failed = results.reduce((sum, result) => sum + result.failed, 0);
  return { passed, failed };
}

function findProblem({ passed, failed }, { hasEnded, exitCode, isFiltered }) {
  if (!hasEnded) return `it ended with status ${exitCode ?? "unknown"} before all tests had run`;
  if (passed + failed === 0 && !isFiltered) return "no test ran";
  if (exitCode !== 0 && failed === 0) return `it ended with status ${exitCode ?? "unknown"}`;
  return undefined;
}
