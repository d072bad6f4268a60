import assert from "node:assert/strict";
import type { MetricValue, RunState } from "../../../src/sources/contract/liveRuns";
import type { RunWatch } from "../../../src/watch/runWatch";
import { readWatches } from "../../../src/watch/runWatch";
import { newsOf } from "../../../src/watch/watchNews";
import { newsText, watchFacts } from "../../../src/watch/watchWords";
import type { WatchRule } from "../../../src/watch/watchRule";
import { keepSeen } from "../../../src/watch/watchRule";

const START = Date.UTC(2026, 2, 2, 12, 0, 0);
const MINUTE = 60_000;

function state(metrics: readonly MetricValue[], overrides: Partial<RunState> = {}): RunState {
  return { name: "vanilla", status: "running", isFinal: false, isSuccess: false, metrics, ...overrides };
}

/** A run that is looked at every minute, or when it is said. */
class LookedAt {
  watch: RunWatch;
  now = START;
  #seenAt: number | undefined;

  constructor(...rules: WatchRule[]) {
    this.watch = { systemId: "modelLab", site: "us1", runId: "7", name: "vanilla", rowIds: [], rules };
  }

  /** As the next window does, which has not looked yet. */
  reload(): void {
    this.#seenAt = undefined;
  }

  look(now: RunState, minutes = 1): readonly string[] {
    this.now += minutes * MINUTE;
    // What a window knows is what was written.
    const [kept] = readWatches(JSON.parse(JSON.stringify([this.watch])));
    const { watch, news } = newsOf(kept!, now, { now: this.now, before: this.#seenAt });
    this.watch = watch;
    this.#seenAt = this.now;
    return news.map((one) => newsText(one));
  }
}

const loss = (value: number, lastStep = 1): MetricValue => ({ key: "loss", value, lastStep, count: lastStep });

describe("A run is told of", () => {
  it("when it fails, and not when it ends well, where only failures were asked for", () => {
    const failed = state([], { status: "failed", isFinal: true, duration: 240 });
    assert.deepEqual(new LookedAt({ kind: "fails" }).look(failed), ["Run vanilla failed after 4 min."]);
    const completed = state([], { status: "completed", isFinal: true, isSuccess: true });
    assert.deepEqual(new LookedAt({ kind: "fails" }).look(completed), []);
    const both = new LookedAt({ kind: "ends" }, { kind: "fails" });
    assert.equal(both.look(failed).length, 1, "one end is told once");
  });

  it("when a metric becomes NaN or infinite: once, and again when it had been a number", () => {
    const run = new LookedAt({ kind: "breaks", isTold: false });
    assert.deepEqual(run.look(state([loss(1)])), []);
    assert.deepEqual(run.look(state([loss(NaN)])), ["Run vanilla: loss is NaN."]);
    assert.deepEqual(run.look(state([loss(NaN), { key: "grad_norm", value: Infinity }])), []);
    assert.match(watchFacts({ watch: run.watch, isOutdated: false }, run.now), /^NaN or infinite$/);
    assert.deepEqual(run.look(state([loss(2)])), []);
    assert.deepEqual(run.look(state([loss(-Infinity)])), ["Run vanilla: loss is -∞."]);
  });

  it("when a metric has a new best, at most every ten minutes, and then of the last one", () => {
    const run = new LookedAt({ kind: "improves", metric: "loss", direction: "lower", isUntold: false });
    assert.deepEqual(run.look(state([{ ...loss(3), min: 2 }])), [], "the first value is what others are compared with");
    assert.deepEqual(run.look(state([{ ...loss(2.5), min: 2 }])), []);
    assert.deepEqual(run.look(state([{ ...loss(2.5), min: 1.5 }])), ["Run vanilla has a new best loss: 1.5."]);
    assert.deepEqual(run.look(state([{ ...loss(1.4), min: 1.4 }])), []);
    assert.deepEqual(run.look(state([{ ...loss(1.3), min: 1.3 }])), []);
    assert.deepEqual(run.look(state([{ ...loss(9), min: 1.3 }]), 8), ["Run vanilla has a new best loss: 1.3."]);
    assert.deepEqual(run.look(state([{ ...loss(9), min: 1.3 }]), 60), []);
  });

  it("when a best goes up, where more is better and the service tells the latest value alone", () => {
    const run = new LookedAt({ kind: "improves", metric: "reward", direction: "higher", isUntold: false });
    const reward = (value: number) => state([{ key: "reward", value }]);
    assert.deepEqual(run.look(reward(1)), []);
    assert.deepEqual([...run.look(reward(NaN)), ...run.look(reward(Infinity)), ...run.look(reward(0.5))], []);
    assert.deepEqual(run.look(reward(1.5)), ["Run vanilla has a new best reward: 1.5."]);
  });

  it("when it makes no step for a while: once, and again after a step", () => {
    const run = new LookedAt({ kind: "stalls", minutes: 20, isTold: false });
    assert.deepEqual(run.look(state([loss(1, 7)])), []);
    assert.deepEqual(run.look(state([loss(1, 7)]), 19), []);
    assert.deepEqual(run.look(state([loss(1, 7)])), ["Run vanilla has made no step for 20 min."]);
    assert.deepEqual(run.look(state([loss(1, 7)]), 60), []);
    assert.match(watchFacts({ watch: run.watch, isOutdated: false }, run.now), /^makes no steps$/);
    assert.deepEqual(run.look(state([loss(1, 8)])), []);
    assert.deepEqual(run.look(state([loss(1, 8)]), 20), ["Run vanilla has made no step for 20 min."]);
  });

  it("at the first look when it has been stuck for hours, by the time of its latest step", () => {
    const run = new LookedAt({ kind: "stalls", minutes: 20, isTold: false });
    const stuck = state([loss(1, 7)], { lastStepAt: START - 3 * 60 * MINUTE });
    assert.deepEqual(run.look(stuck), ["Run vanilla has made no step for 3 h."]);
    assert.deepEqual(run.look(stuck, 60), [], "once");
    assert.deepEqual(run.look(state([loss(1, 8)], { lastStepAt: run.now + MINUTE })), []);
    run.reload();
    const later = state([loss(1, 9)], { lastStepAt: run.now + 10 * MINUTE });
    assert.deepEqual(run.look(later, 40), ["Run vanilla has made no step for 30 min."], "it got stuck meanwhile");
  });

  it("as stuck for no longer than it was looked at, where its steps have times that can't be", () => {
    const run = new LookedAt({ kind: "stalls", minutes: 20, isTold: false });
    const behind = (step: number) => state([loss(1, step)], { lastStepAt: run.now - 19 * MINUTE });
    assert.deepEqual(
      [1, 2, 3, 4].flatMap((step) => run.look(behind(step), 1)),
      ["Run vanilla has made no step for 20 min."],
    );
    assert.deepEqual(
      [5, 6].flatMap((step) => run.look(state([loss(1, step)], { lastStepAt: run.now + 90 * MINUTE }))),
      [],
    );
  });

  it("as stuck neither while it is paused nor for the time that it was", () => {
    const run = new LookedAt({ kind: "stalls", minutes: 20, isTold: false });
    const running = state([loss(1, 7)], { lastStepAt: START });
    run.look(running);
    assert.deepEqual(run.look(state([loss(1, 7)], { status: "paused" }), 60), []);
    assert.deepEqual(run.look(running, 60), []);
    assert.deepEqual(run.look(running, 20), ["Run vanilla has made no step for 20 min."]);
  });

  it("of several rules at once, its end last", () => {
    const line = { kind: "crosses", metric: "loss", comparison: ">", bound: 5, isTold: false } as const;
    const run = new LookedAt({ kind: "ends" }, { kind: "breaks", isTold: false }, line);
    const failed = { status: "failed", isFinal: true };
    assert.deepEqual(run.look(state([loss(9), { key: "grad_norm", value: NaN }], failed)), [
      "Run vanilla: grad_norm is NaN.",
      "Run vanilla: loss is 9, above 5.",
      "Run vanilla failed, with loss 9.",
    ]);
  });
});

describe("Rules that are chosen again", () => {
  it("keep what was seen of them, and others begin afresh", () => {
    const before: readonly WatchRule[] = [
      { kind: "ends" },
      { kind: "stalls", minutes: 15, progress: "7 7", since: START, isTold: true },
    ];
    const chosen: readonly WatchRule[] = [
      { kind: "stalls", minutes: 15, isTold: false },
      { kind: "stalls", minutes: 30, isTold: false },
    ];
    assert.deepEqual(keepSeen(before, chosen), [before[1], chosen[1]]);
  });
});
