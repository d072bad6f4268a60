import assert from "node:assert/strict";
import { StepLog } from "../../../../src/sources/metrics/stepLog";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const START = Date.UTC(2026, 2, 14, 9, 30);

describe("Runs that make no step", () => {
  let now = START;
  let log: StepLog;
  const look = (lastStep: number, overrides: object = {}) =>
    log.stuckSince({ id: "1", isRunning: true, startedAt: START, metrics: [{ lastStep, count: 1 }], ...overrides });

  beforeEach(() => {
    now = START;
    log = new StepLog(() => now);
  });

  it("are found once a quarter of an hour has passed, and no more with the next step", () => {
    assert.equal(look(7), undefined);
    now += 15 * MINUTE - 1;
    assert.equal(look(7), undefined);
    now += 1;
    assert.equal(look(7), START);
    assert.equal(look(8), undefined);
  });

  it("are those whose values are no more either, where a service counts them", () => {
    assert.equal(look(7), undefined);
    now += 16 * MINUTE;
    assert.equal(look(7, { metrics: [{ lastStep: 7, count: 2 }] }), undefined);
  });

  it("are found at the first look where the service says when the latest value was logged, if that can be", () => {
    now = START + 20 * MINUTE;
    assert.equal(look(7, { lastAt: START + 6 * MINUTE }), undefined);
    assert.equal(look(7, { lastAt: START + 5 * MINUTE }), START + 5 * MINUTE);
    for (const lastAt of [-Infinity, NaN, START - 1, now + 1]) {
      assert.equal(look(8, { lastAt }), undefined, String(lastAt));
    }
  });

  it("are given longer when they took long so far, but no longer than two hours", () => {
    now = START + 4 * HOUR;
    look(7);
    now += HOUR - 1;
    assert.equal(look(7), undefined);
    now += 1;
    assert.equal(look(7), START + 4 * HOUR);
    now = START + 100 * HOUR;
    look(8);
    now += 2 * HOUR;
    assert.equal(look(8), START + 100 * HOUR);
  });

  it("are none that are paused or have ended, and what they did before does not count", () => {
    look(7);
    now += HOUR;
    assert.equal(look(7, { isRunning: false }), undefined);
    assert.equal(look(7), undefined);
  });

  it("may have logged nothing at all", () => {
    assert.equal(look(7, { metrics: [] }), undefined);
    now += 15 * MINUTE;
    assert.equal(look(7, { metrics: [] }), START);
  });
});
