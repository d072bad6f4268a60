import assert from "node:assert/strict";
import type { NamedResult } from "../../../scripts/testing/report.mjs";
import { repeatFailed } from "../../../scripts/testing/secondRun.mjs";

const LOST = { title: "opens a file", reason: "Waited 60 s in vain" };

function resultOf(name: string, facts: Partial<NamedResult> = {}): NamedResult {
  return { name, ms: 10, passed: 1, failed: 0, retries: [], failures: [], ...facts };
}

const failedOf = (name: string) => resultOf(name, { failed: 1, failures: [LOST] });

describe("repeatFailed", () => {
  it("takes what passes alone for passed, with the first failure among the second tries", async () => {
    const results = [resultOf("a"), failedOf("b")];
    const [a, b] = await repeatFailed(results, () => () => Promise.resolve(resultOf("b", { passed: 2 })));
    assert.equal(a, results[0]);
    assert.deepEqual(b, resultOf("b", { ms: 20, passed: 2, retries: [LOST] }));
  });

  it("leaves failed what fails again, and what can't be run again", async () => {
    const [again, other] = await repeatFailed([failedOf("a"), failedOf("lint")], ({ name }) =>
      name === "lint" ? undefined : () => Promise.resolve(failedOf("a")),
    );
    assert.equal(again?.failed, 1);
    assert.deepEqual(other, failedOf("lint"));
  });

  it("names a process that died, which had no test of its own that failed", async () => {
    const died = resultOf("a", { passed: 0, failed: 1, problem: "it ended with status null before all tests had run" });
    const [result] = await repeatFailed([died], () => () => Promise.resolve(resultOf("a")));
    assert.deepEqual(result?.retries, [{ title: "a", reason: died.problem }]);
    assert.equal(result.failed, 0);
  });

  it("runs nothing again where more failed than chance explains", async () => {
    const results = ["a", "b", "c", "d"].map(failedOf);
    const same = await repeatFailed(results, () => () => assert.fail("run again"));
    assert.deepEqual(same, results);
  });
});
