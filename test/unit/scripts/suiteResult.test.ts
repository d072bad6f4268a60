import assert from "node:assert/strict";
import { readSuiteResult, sumResults } from "../../../scripts/testing/suiteResult.mjs";

const record = (...events: string[]) =>
  events.map((event) => `${JSON.stringify({ event, title: "a test" })}\n`).join("");

describe("readSuiteResult", () => {
  it("counts what passed, failed and was skipped", () => {
    const result = readSuiteResult(record("pass", "text", "pass", "fail", "pending", "end"), { exitCode: 1 });
    assert.deepEqual([result.passed, result.failed, result.pending], [2, 1, 1]);
  });

  it("is content with a suite in which everything passed", () => {
    const { passed, failed, problem } = readSuiteResult(record("pass", "end"), { exitCode: 0 });
    assert.deepEqual({ passed, failed, problem }, { passed: 1, failed: 0, problem: undefined });
  });

  it("knows how long each test took, and which had a second try for what reason", () => {
    const lines = [
      { event: "retry", title: "a", reason: "late" },
      { event: "pass", title: "a", ms: 12 },
      { event: "end" },
    ];
    const result = readSuiteResult(lines.map((line) => JSON.stringify(line)).join("\n"), { exitCode: 0 });
    assert.deepEqual(result.tests, [{ title: "a", ms: 12 }]);
    assert.deepEqual(result.retries, [{ title: "a", reason: "late" }]);
  });

  it("fails a suite without tests, or with skipped ones alone", () => {
    assert.equal(readSuiteResult(record("end"), { exitCode: 0 }).problem, "no test ran");
    assert.equal(readSuiteResult(record("pending", "end"), { exitCode: 0 }).failed, 1);
  });

  it("lets a filter leave out a whole suite", () => {
    assert.equal(readSuiteResult(record("end"), { exitCode: 0, isFiltered: true }).failed, 0);
  });

  it("fails a suite that died before its end, whatever its exit status", () => {
    assert.equal(readSuiteResult(record("pass"), { exitCode: 0 }).failed, 1);
    assert.equal(readSuiteResult(record("pass", "fail"), { exitCode: null }).failed, 2);
    assert.equal(readSuiteResult("", { exitCode: 1, isFiltered: true }).failed, 1);
  });

  it("fails a suite that ended badly although no test failed", () => {
    assert.equal(readSuiteResult(record("pass", "end"), { exitCode: 7 }).failed, 1);
  });
});

describe("sumResults", () => {
  it("adds up suites and checks", () => {
    const results = [
      { passed: 3, failed: 0 },
      { passed: 0, failed: 1 },
      { passed: 2, failed: 2 },
    ];
    assert.deepEqual(sumResults(results), { passed: 5, failed: 3 });
  });
});
