import assert from "node:assert/strict";
import { readSuiteResult, sumResults } from "../../../scripts/testing/suiteResult.mjs";

const record = (...events: string[]) =>
  events.map((event) => `${JSON.stringify({ event, title: "a test" })}\n`).join("");

describe("readSuiteResult", () => {
  it("counts what passed, failed and was skipped", () => {
    const result = readSuiteResult(record("pass", "text", "pass", "fail", "pending", "end"), { exitCode: 1 });
    assert.deepEqual(result, { passed: 2, failed: 1, pending: 1 });
  });

  it("is content with a suite in which everything passed", () => {
    assert.deepEqual(readSuiteResult(record("pass", "end"), { exitCode: 0 }), { passed: 1, failed: 0, pending: 0 });
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
