import assert from "node:assert/strict";
import { setImmediate as nextTurn } from "node:timers/promises";
import { runSoak } from "./runSoak";
import { brokenFigures, describeFigures, faultCount } from "./soakFigures";

const FAULTS = 500;
const SEED = 20260314;
const KINDS = 18;

describe(`${FAULTS} faulted requests over all three systems`, () => {
  it("leave nothing unhandled, no key in sight, no wrong byte, and nothing open", async () => {
    // Mocha's own timer starts after the test's first turn, and would count as one that was left.
    await nextTurn();
    const figures = await runSoak({ seed: SEED, faults: FAULTS });
    console.log(describeFigures(figures).replaceAll(/^/gm, "      "));
    assert.deepEqual(brokenFigures(figures, { faults: FAULTS }), []);
    assert.equal(Object.keys(figures.faults).length, KINDS);
    assert.ok(figures.requests > faultCount(figures));
  });
});
