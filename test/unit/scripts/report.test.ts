import assert from "node:assert/strict";
import { reportRun } from "../../../scripts/testing/report.mjs";

describe("reportRun", () => {
  it("ends with the counts on a line of their own, below times, slowest tests and second tries", () => {
    const tests = Array.from({ length: 30 }, (_, index) => ({ title: `test ${index}`, ms: index * 1000 }));
    const retries = [{ title: "test 3", reason: "Waited 60 s in vain" }];
    const { lines, isOk } = reportRun([
      { name: "unit", ms: 61_000, passed: 30, failed: 0, tests, retries },
      { name: "lint", ms: 2_000, passed: 0, failed: 0 },
    ]);
    assert.equal(lines.at(-1), "30 passed, 0 failed");
    assert.ok(isOk);
    assert.ok(lines.some((line) => line.trim() === "61.0 s  unit"));
    assert.equal(lines.filter((line) => /^ +[\d.]+ s {2}test \d+$/.test(line)).length, 20);
    assert.ok(lines.includes("Second tries: 1"));
    assert.ok(lines.includes("  test 3: Waited 60 s in vain"));
    assert.equal(lines.filter((line) => /^\d+ passed, \d+ failed/.test(line)).length, 1);
  });

  it("counts a pattern that no test matches as a failure", () => {
    const { lines, isOk } = reportRun([{ name: "unit", passed: 0, failed: 0 }], { grep: "nothing" });
    assert.ok(!isOk);
    assert.deepEqual(lines.slice(-3), ["No test matches nothing.", "", "0 passed, 1 failed"]);
  });
});
