import assert from "node:assert/strict";
import { setImmediate } from "node:timers/promises";
import { ApiError } from "../../../src/http/apiError";
import { CurvesFeed } from "../../../src/pages/curvesFeed";
import type { CurvesReadOptions, FoundCurves } from "../../../src/pages/curvesReader";
import type { CurvesMessage } from "../../../src/web/curves/model/curveMessages";
import { series } from "../../support/curves";
import { SteppedClock } from "../../support/steppedClock";

const INTERVAL_MS = 10_000;

function addressOf(run: string) {
  return { systemId: "modelLab", site: "us1", place: ["run", run] };
}

function found(values: readonly number[], overrides: Partial<FoundCurves> = {}): FoundCurves {
  return { series: [series("loss", values)], problems: [], isGoing: false, looked: "", ...overrides };
}

/** A feed whose runs answer as a test says, with all that it told its page. */
function feedOf(answer: (run: string, options: CurvesReadOptions) => Promise<FoundCurves>) {
  const told: CurvesMessage[] = [];
  const reads: string[] = [];
  const clock = new SteppedClock();
  const feed = new CurvesFeed({
    openCurves: (address) => ({
      read: (options) => {
        const run = address.place.at(-1)!;
        reads.push(run);
        return answer(run, options);
      },
    }),
    post: (message) => told.push(message),
    wordFailure: (action, error) => ({
      sentence: `Could not ${action}: ${error instanceof Error ? error.message : "no"}.`,
      isKeyProblem: false,
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
    feed.arrange([addressOf("1")]);
    assert.deepEqual([reads, told], [[], []]);
    feed.open([addressOf("1")]);
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
    feed.open([addressOf("1")]);
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
    feed.open([addressOf("1")]);
    await clock.pass(0);
    feed.close();
    await clock.passIdle(10 * INTERVAL_MS);
    assert.equal(reads.length, 1);
    told.length = 0;
    feed.open([addressOf("1")]);
    assert.deepEqual(sent(told[0]), [[0, [3, 2]]]);
  });

  it("are read from the beginning when they were closed before all was there", async () => {
    const { feed, reads, clock } = feedOf(
      (_, { signal }) =>
        new Promise((_, reject) => {
          signal.addEventListener("abort", () => reject(new DOMException("aborted", "AbortError")));
        }),
    );
    feed.open([addressOf("1")]);
    await clock.wakeNext();
    feed.close();
    await setImmediate();
    feed.open([addressOf("1")]);
    await clock.wakeNext();
    assert.equal(reads.length, 2);
  });

  it("stand beside the failure of what came after them, and are tried again when the user says so", async () => {
    let isDown = true;
    const { feed, last, clock, reads } = feedOf((_, { onPart }) => {
      onPart(found([3]), "1 of 2 files");
      return isDown ? Promise.reject(new ApiError("server", "it is down")) : Promise.resolve(found([3, 2]));
    });
    feed.open([addressOf("1")]);
    await clock.wakeNext();
    assert.equal(last()?.reading.failure?.sentence, "Could not read the curves: it is down.");
    assert.deepEqual(last()?.names, ["loss"]);
    await clock.passIdle(INTERVAL_MS);
    isDown = false;
    feed.reload([addressOf("1")]);
    await clock.wakeNext();
    assert.deepEqual([last()?.reading.failure, reads.length], [undefined, 2]);
    feed.close();
    feed.reload([addressOf("1")]);
    await clock.passIdle(INTERVAL_MS);
    assert.equal(reads.length, 2);
  });

  it("of several runs are read side by side; one that is taken away is read no more", async () => {
    const { feed, reads, told, clock } = feedOf((run) => Promise.resolve(found([Number(run)], { isGoing: true })));
    feed.open([addressOf("1"), addressOf("2")]);
    await clock.pass(0);
    assert.deepEqual(reads, ["1", "2"]);
    feed.arrange([addressOf("2"), addressOf("3")]);
    await clock.pass(INTERVAL_MS);
    assert.deepEqual(reads.slice(2).toSorted(), ["2", "3", "3"]);
    assert.deepEqual(new Set(told.map(({ address }) => address.place.at(-1))), new Set(["1", "2", "3"]));
  });
});
