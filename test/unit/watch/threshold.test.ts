import assert from "node:assert/strict";
import type { RunWatch } from "../../../src/watch/runWatch";
import { readWatches } from "../../../src/watch/runWatch";
import type { Threshold } from "../../../src/watch/threshold";
import { thresholdProblem, parseThreshold } from "../../../src/watch/threshold";
import { newsOf } from "../../../src/watch/watchNews";
import { newsText, watchFacts, watchSummary } from "../../../src/watch/watchWords";
import type { RunState } from "../../../src/sources/contract/liveRuns";

const NOW = Date.UTC(2026, 2, 2, 12, 0, 0);

function watch(line?: Threshold, overrides: Partial<RunWatch> = {}): RunWatch {
  const place = { systemId: "modelLab", site: "datadoghq.eu", runId: "7", name: "vanilla", rowIds: ["p", "p/r"] };
  const crosses = line === undefined ? [] : [{ kind: "crosses", ...line, isTold: false } as const];
  return { ...place, rules: [{ kind: "ends" }, ...crosses], ...overrides };
}

/** The threshold with what was seen of it. */
function lineOf({ rules }: RunWatch) {
  return rules.find((rule) => rule.kind === "crosses");
}

function look(before: RunWatch, now: RunState) {
  return newsOf(before, now, { now: NOW });
}

function state(loss: number | undefined, overrides: Partial<RunState> = {}): RunState {
  const metrics = loss === undefined ? [] : [{ key: "loss", value: loss }];
  const startedAt = NOW - 42 * 60_000;
  return { name: "vanilla", status: "running", isFinal: false, isSuccess: false, startedAt, metrics, ...overrides };
}

/** A loss that has been from one value to another. */
function between(min: number, max: number, value: number | "none" = 0.6): RunState {
  const latest = value === "none" ? {} : { value };
  return state(undefined, { metrics: [{ key: "loss", min, max, ...latest }] });
}

function kinds(before: RunWatch, ...states: readonly RunState[]): readonly string[] {
  const told: string[] = [];
  let now = before;
  for (const next of states) {
    const { watch: after, news } = look(now, next);
    now = after;
    told.push(...news.map(({ kind }) => kind));
  }
  return told;
}

describe("The line that a metric is watched for", () => {
  const below = parseThreshold("loss", "< 0.5")!;

  it("is written as a comparison and a number", () => {
    assert.deepEqual(below, { metric: "loss", comparison: "<", bound: 0.5 });
    assert.deepEqual(parseThreshold("loss", " >=1e-3 "), { metric: "loss", comparison: ">=", bound: 0.001 });
    assert.deepEqual(parseThreshold("loss", "<= -2")?.bound, -2);
    for (const text of ["", "0.5", "<", "= 1", "< x", "< 1 2", "> Infinity", "<> 1", "< NaN"]) {
      assert.equal(parseThreshold("loss", text), undefined, text);
      assert.match(thresholdProblem("loss", text, 1)!, /comparison and a number/);
    }
  });

  it("is refused when the metric is beyond it already", () => {
    assert.equal(thresholdProblem("loss", "< 0.5", 0.3), "It is below 0.5 already: 0.3.");
    assert.equal(thresholdProblem("loss", "< 0.5", 0.5), undefined);
    assert.equal(thresholdProblem("loss", "<= 0.5", 0.5), "It is at or below 0.5 already: 0.5.");
    assert.equal(thresholdProblem("loss", "< 0.5", undefined), undefined);
  });

  it("is told once when it is crossed, however often the metric comes back", () => {
    assert.deepEqual(kinds(watch(below), state(0.6), state(0.49), state(0.7), state(0.4)), ["crossed"]);
  });

  it("is not crossed by a value on it, unless it says so", () => {
    assert.deepEqual(kinds(watch(below), state(0.5)), []);
    assert.deepEqual(kinds(watch(parseThreshold("loss", "<= 0.5")), state(0.5)), ["crossed"]);
    assert.deepEqual(kinds(watch(parseThreshold("loss", "> 0.5")), state(0.5)), []);
    assert.deepEqual(kinds(watch(parseThreshold("loss", ">= 0.5")), state(0.5)), ["crossed"]);
  });

  it("is crossed by no value that is none, and by no metric that is missing", () => {
    assert.deepEqual(kinds(watch(below), state(NaN), state(undefined), state(0.9)), []);
    assert.deepEqual(kinds(watch(parseThreshold("loss", "> 0.5")), state(NaN)), []);
    assert.deepEqual(kinds(watch(parseThreshold("loss", "> 0.5")), state(Infinity)), ["crossed"]);
  });

  it("is crossed by a value that came and went between two looks", () => {
    const first = look(watch(below), between(0.55, 2)).watch;
    assert.equal(lineOf(first)?.start, 0.55);
    assert.deepEqual(kinds(first, between(0.55, 2), between(0.45, 2), between(0.45, 2)), ["crossed"]);
    const news = look(first, between(0.45, 2)).news.map(newsText);
    assert.deepEqual(news, ["Run vanilla: loss was 0.45, below 0.5, and is 0.6 now."]);
    const above = watch(parseThreshold("loss", "> 3"));
    assert.deepEqual(kinds(above, between(0.1, 3), between(0.1, 3.1)), ["crossed"]);
  });

  it("is crossed by a value after which there are none, as of a run that diverges", () => {
    const above = look(watch(parseThreshold("loss", "> 10")), between(1, 2)).watch;
    const { news } = look(above, between(1, 50, "none"));
    assert.deepEqual(news.map(newsText), ["Run vanilla: loss was 50, above 10, and has no value now."]);
    const { news: ofNaN } = look(above, between(1, 50, NaN));
    assert.deepEqual(ofNaN.map(newsText), ["Run vanilla: loss was 50, above 10, and is NaN now."]);
  });

  it("is not crossed by NaN, whatever was before and comes after, and starts where numbers do", () => {
    for (const text of ["< 0.5", "> 3"]) {
      const line = watch(parseThreshold("loss", text));
      assert.deepEqual(kinds(line, between(1, 2), between(NaN, NaN, NaN), between(1, 2)), [], text);
      assert.equal(lineOf(look(line, between(NaN, NaN, NaN)).watch)?.start, undefined);
    }
    const [isNaN] = [state(NaN, { best: { key: "loss", value: NaN } })];
    assert.equal(watchFacts({ watch: watch(), state: isNaN, isOutdated: false }, NOW), "running 42 min · loss NaN");
  });

  it("is not crossed by a value that was beyond it before it was drawn", () => {
    assert.deepEqual(kinds(watch(below), between(0.45, 2), between(0.45, 2)), []);
  });

  it("may be crossed with the end", () => {
    const end = { status: "completed", isFinal: true, isSuccess: true };
    assert.deepEqual(kinds(watch(below), state(0.4, end)), ["crossed", "ended"]);
    assert.deepEqual(kinds(watch(), state(0.4, end)), ["ended"]);
  });
});

describe("The words of a watched run", () => {
  const below = parseThreshold("loss", "< 0.5")!;
  const run = (overrides: Partial<RunState> = {}, line?: Threshold) => ({
    watch: watch(line),
    state: state(1.2345, { best: { key: "eval_loss", value: 3 }, ...overrides }),
    isOutdated: false,
  });

  it("tell one by its name, time and best metric, or that of its line, and count several", () => {
    assert.equal(watchSummary([run()], NOW), "$(eye) vanilla · 42 min · eval_loss 3");
    assert.equal(watchSummary([run({}, below)], NOW), "$(eye) vanilla · 42 min · loss 1.234");
    assert.equal(watchSummary([run({ status: "paused" })], NOW), "$(eye) vanilla · paused · eval_loss 3");
    assert.equal(watchSummary([run(), run()], NOW), "$(eye) 2 runs watched");
    assert.equal(watchSummary([{ ...run(), isOutdated: true }], NOW).split(" ")[0], "$(warning)");
    assert.equal(watchSummary([{ watch: watch(), isOutdated: false }], NOW), "$(eye) vanilla");
    assert.equal(watchFacts(run({}, below), NOW), "running 42 min · loss 1.234 · threshold loss < 0.5");
  });

  it("say how it ended, after how long, and with what", () => {
    const ended = (status: string, duration?: number) => {
      const facts = { status, isFinal: true, ...(duration === undefined ? {} : { duration }) };
      return newsText({ kind: "ended", ...run(facts), at: NOW });
    };
    assert.equal(ended("completed", 24_120), "Run vanilla completed after 6.7 h, with eval_loss 3.");
    assert.equal(ended("failed", 240), "Run vanilla failed after 4 min, with eval_loss 3.");
    assert.equal(ended("killed"), "Run vanilla was killed, with eval_loss 3.");
    assert.equal(ended("evicted"), "Run vanilla ended as evicted, with eval_loss 3.");
    const line = { kind: "crosses", ...below, isTold: true } as const;
    const crossing = { watch: watch(below), state: state(0.4981), line, at: NOW };
    assert.equal(newsText({ kind: "crossed", ...crossing }), "Run vanilla: loss is 0.4981, below 0.5.");
  });

  it("make neither a link nor an icon of what a run is called", () => {
    const name = "[click](command:evil) $(trash)";
    const hostile = { watch: watch(undefined, { name }), state: state(1), isOutdated: false };
    assert.ok(!newsText({ kind: "gone", watch: hostile.watch }).includes("]("));
    assert.ok(!watchSummary([hostile], NOW).includes("$(trash)"));
    const long = watch(undefined, { name: "x".repeat(500) });
    assert.ok(newsText({ kind: "gone", watch: long }).length < 200);
  });
});

describe("What is kept of watches", () => {
  it("is read as versions before stored it: the end, and at most one threshold", () => {
    const { rules, ...place } = watch(parseThreshold("loss", "> 1"));
    const line = { metric: "loss", comparison: ">", bound: 1 };
    assert.deepEqual(readWatches([{ ...place, line, isLineCrossed: false }]), [{ ...place, rules }]);
    const told = readWatches([{ ...place, line: { ...line, start: 0.5 }, isLineCrossed: true }]);
    assert.deepEqual(told[0]?.rules, [{ kind: "ends" }, { kind: "crosses", ...line, start: 0.5, isTold: true }]);
    assert.deepEqual(readWatches([{ ...place, isLineCrossed: false }]), [{ ...place, rules: [{ kind: "ends" }] }]);
  });

  it("comes back as it was, without what is none of ours", () => {
    const kept = [
      watch({ ...parseThreshold("loss", "> 1")!, start: 0.5 }),
      watch(parseThreshold("loss", "> 1")),
      watch(),
    ];
    assert.deepEqual(readWatches(JSON.parse(JSON.stringify(kept))), kept);
    const odd = [
      null,
      7,
      {},
      { ...kept[0], rowIds: [7] },
      { ...kept[0], rules: [{ kind: "crosses", comparison: "!" }] },
      { ...kept[0], rules: undefined },
    ];
    assert.deepEqual(readWatches(odd), []);
    assert.deepEqual(readWatches("text"), []);
    assert.deepEqual(readWatches(undefined), []);
  });
});
