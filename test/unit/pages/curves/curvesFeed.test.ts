import assert from "node:assert/strict";
import { setImmediate } from "node:timers/promises";
import { ApiError } from "../../../../src/http/apiError";
import { CurvesFeed } from "../../../../src/pages/curves/curvesFeed";
import type { CurvesReadOptions, FoundCurves, ShownRun } from "../../../../src/pages/curves/curvesReader";
import type { CurvesMessage } from "../../../../src/web/curves/model/curveMessages";
import { series } from "../../../support/curves";
import { pageContent } from "../../../support/pageContent";
import { SteppedClock } from "../../../support/steppedClock";

const INTERVAL_MS = 10_000;

function run(name: string): ShownRun {
  return { address: { systemId: "modelLab", site: "us1", place: ["run", name] }, content: pageContent() };
}

function found(values: readonly number[], overrides: Partial<FoundCurves> = {}): FoundCurves {
  return {
    series: [series("loss", values)],
    notes: [],
    failures: [],
    unread: [],
    points: 0,
    isGoing: false,
    looked: "",
    ...overrides,
  };
}

/** A feed whose runs answer as a test says, with all that it told its page. */
function feedOf(answer: (run: string, options: CurvesReadOptions) => Promise<FoundCurves>) {
  const told: CurvesMessage[] = [];
  const reads: string[] = [];
  const clock = new SteppedClock();
  const feed = new CurvesFeed({
    openCurves: ({ address }) => ({
      read: (options) => {
        const name = address.place.at(-1)!;
        reads.push(name);
        return answer(name, options);
      },
    }),
    post: (message) => told.push(message),
    wordFailure: (action, error) => ({
      sentence: `Could not ${action}: ${error instanceof Error ? error.message : "no"}.`,
      isKeyProblem: error instanceof ApiError && error.kind === "auth",
    }),
    clock,
    interval: () => INTERVAL_MS,
  });
  return { feed, told, reads, clock, last: () => told.at(-1) };
}

const sent = (message: CurvesMessage | undefined) =>
  message?.series.map(({ start, values }) => [start, [...values]] as const);

describe("The curves of a page", () => {
  it("are read once the section is opened, with a word of how far it has come", async () => {
    const { feed, told, reads, clock } = feedOf((_, { onPart }) => {
      onPart(found([3]), "1 of 2 files");
      return Promise.resolve(found([3, 2]));
    });
    feed.arrange([run("1")]);
    assert.deepEqual([reads, told], [[], []]);
    feed.open([run("1")]);
    await clock.wakeNext();
    await clock.passIdle(INTERVAL_MS);
    assert.deepEqual(reads, ["1"]);
    assert.deepEqual(
      told.map((message) => [message.reading.progress, sent(message)]),
      [
        ["", []],
        ["1 of 2 files", [[0, [3]]]],
        [undefined, [[1, [2]]]],
      ],
    );
  });

  it("go on as long as the run does, each time from where they ended, and say nothing of reading again", async () => {
    const values = [3];
    const { feed, told, clock } = feedOf(() => {
      values.push(values.length);
      return Promise.resolve(found(values, { isGoing: values.length < 4 }));
    });
    feed.open([run("1")]);
    await clock.pass(0);
    assert.deepEqual(sent(told.at(-1)), [[0, [3, 1]]]);
    await clock.pass(INTERVAL_MS);
    assert.deepEqual([sent(told.at(-1)), told.at(-1)?.reading.progress], [[[2, [2]]], undefined]);
    await clock.wakeNext();
    assert.deepEqual([sent(told.at(-1)), told.at(-1)?.reading.isGoing], [[[3, [3]]], false]);
    await clock.passIdle(INTERVAL_MS);
  });

  it("stop when the section is closed or hidden, and are told whole to a page that was made again", async () => {
    const { feed, told, reads, clock } = feedOf(() => Promise.resolve(found([3, 2], { isGoing: true })));
    feed.open([run("1")]);
    await clock.pass(0);
    feed.close();
    await clock.passIdle(10 * INTERVAL_MS);
    assert.equal(reads.length, 1);
    told.length = 0;
    feed.open([run("1")]);
    assert.deepEqual(sent(told[0]), [[0, [3, 2]]]);
  });

  it("are read from the beginning when they were closed before all was there", async () => {
    const { feed, reads, clock } = feedOf(
      (_, { signal }) =>
        new Promise((_, reject) => {
          signal.addEventListener("abort", () => reject(new DOMException("aborted", "AbortError")));
        }),
    );
    feed.open([run("1")]);
    await clock.wakeNext();
    feed.close();
    await setImmediate();
    feed.open([run("1")]);
    await clock.wakeNext();
    assert.equal(reads.length, 2);
  });

  it("stand beside the failure of what came after them, and are tried again when the user says so", async () => {
    let isDown = true;
    const { feed, last, clock, reads } = feedOf((_, { onPart }) => {
      onPart(found([3]), "1 of 2 files");
      return isDown ? Promise.reject(new ApiError("server", "it is down")) : Promise.resolve(found([3, 2]));
    });
    feed.open([run("1")]);
    await clock.wakeNext();
    assert.equal(last()?.reading.failure?.sentence, "Could not read the curves: it is down.");
    assert.deepEqual(last()?.names, ["loss"]);
    await clock.passIdle(INTERVAL_MS);
    isDown = false;
    feed.reload([run("1")]);
    await clock.wakeNext();
    assert.deepEqual([last()?.reading.failure, reads.length], [undefined, 2]);
    feed.close();
    feed.reload([run("1")]);
    await clock.passIdle(INTERVAL_MS);
    assert.equal(reads.length, 2);
  });

  it("are shown beside each part that failed, with keys first where they are what is missing", async () => {
    const failures = [
      { action: "read a.csv", error: new ApiError("server", "it is down") },
      { action: "list logs", error: new ApiError("auth", "the keys are wrong") },
    ];
    const { feed, last, clock } = feedOf(() =>
      Promise.resolve(found([3], { failures, notes: ["b.csv: it is empty."] })),
    );
    feed.open([run("1")]);
    await clock.wakeNext();
    assert.equal(last()?.reading.failure?.sentence, "Could not list logs: the keys are wrong.");
    assert.deepEqual(last()?.reading.problems, ["Could not read a.csv: it is down.", "b.csv: it is empty."]);
    assert.deepEqual(last()?.names, ["loss"]);
  });

  it("are looked at the less often the more points each look brings, and as often as others when it brings few", async () => {
    const { feed, reads, clock } = feedOf(() => Promise.resolve(found([3], { isGoing: true, points: 100_000 })));
    feed.open([run("1")]);
    await clock.pass(5 * INTERVAL_MS - 1);
    assert.equal(reads.length, 1);
    await clock.pass(1);
    assert.equal(reads.length, 2);
    const endless = feedOf(() => Promise.resolve(found([3], { isGoing: true, points: 1e9 })));
    endless.feed.open([run("1")]);
    await endless.clock.pass(30 * INTERVAL_MS);
    assert.equal(endless.reads.length, 2, "but now and then");
    endless.feed.close();
    feed.close();
  });

  it("of a folded group are not asked for, and read at once when it is opened, also of a run that has ended", async () => {
    const wanted: (readonly string[])[] = [];
    const all = ["loss", "train/loss", "system/gpu"];
    const { feed, last, reads, clock } = feedOf((_, { isInSight }) => {
      const names = all.filter(isInSight);
      wanted.push(names);
      const unread = all.filter((name) => !isInSight(name));
      return Promise.resolve(found([1], { series: names.map((name) => series(name, [1])), unread }));
    });
    feed.fold(["system", ""]);
    feed.open([run("1")]);
    await clock.wakeNext();
    assert.deepEqual(
      [wanted, last()?.names, last()?.reading.unread],
      [[["train/loss"]], ["train/loss"], ["loss", "system/gpu"]],
    );
    await clock.passIdle(INTERVAL_MS);
    feed.fold(["system"]);
    await clock.wakeNext();
    assert.deepEqual([last()?.names, last()?.reading.unread], [["loss", "train/loss"], ["system/gpu"]]);
    feed.fold(["system", "train"]);
    await clock.passIdle(INTERVAL_MS);
    assert.equal(reads.length, 2);
  });

  it("of a group that is opened while others are read follow them", async () => {
    const { feed, last, clock, reads } = feedOf((_, { isInSight }) => {
      const unread = isInSight("system/gpu") ? [] : ["system/gpu"];
      if (reads.length === 1) {
        feed.fold([]);
      }
      return Promise.resolve(found([1], { unread }));
    });
    feed.fold(["system"]);
    feed.open([run("1")]);
    await clock.wakeNext();
    await clock.wakeNext();
    assert.deepEqual([last()?.reading.unread, reads.length], [[], 2]);
    await clock.passIdle(INTERVAL_MS);
  });

  it("of several runs are read side by side; one that is taken away is read no more", async () => {
    const { feed, reads, told, clock } = feedOf((run) => Promise.resolve(found([Number(run)], { isGoing: true })));
    feed.open([run("1"), run("2")]);
    await clock.pass(0);
    assert.deepEqual(reads, ["1", "2"]);
    feed.arrange([run("2"), run("3")]);
    await clock.pass(INTERVAL_MS);
    assert.deepEqual(reads.slice(2).toSorted(), ["2", "3", "3"]);
    assert.deepEqual(new Set(told.map(({ address }) => address.place.at(-1))), new Set(["1", "2", "3"]));
  });
});
