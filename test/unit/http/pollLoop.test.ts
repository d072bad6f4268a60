import assert from "node:assert/strict";
import { PollLoop } from "../../../src/http/pollLoop";
import { ApiError } from "../../../src/http/apiError";
import { SteppedClock } from "../../support/steppedClock";

const INTERVAL = 10_000;
const MINUTE = 60_000;

describe("PollLoop", () => {
  let clock: SteppedClock;
  let loop: PollLoop;
  /** When it asked, ms after the start. */
  let asked: number[];
  let failures: number[];
  let answer: (signal: AbortSignal) => Promise<void>;

  beforeEach(() => {
    clock = new SteppedClock();
    const start = clock.time;
    [asked, failures] = [[], []];
    answer = () => Promise.resolve();
    loop = new PollLoop({
      clock,
      interval: () => INTERVAL,
      poll: ({ signal }) => {
        asked.push(clock.time - start);
        return answer(signal);
      },
      onDidPoll: (count) => failures.push(count),
    });
  });
  afterEach(() => loop.setActive(false));

  const fail = (error: Error = new ApiError("server", "the service failed")) => {
    answer = () => Promise.reject(error);
  };

  it("asks at once, then at intervals", async () => {
    loop.setActive(true);
    await clock.pass(2.5 * INTERVAL);
    assert.deepEqual(asked, [0, INTERVAL, 2 * INTERVAL]);
    assert.deepEqual(failures, [0, 0, 0]);
  });

  it("asks nothing while it is off, and at once when it is on again and a poll is due", async () => {
    await clock.passIdle(MINUTE);
    assert.deepEqual(asked, []);
    loop.setActive(true);
    await clock.pass(1);
    loop.setActive(false);
    await clock.passIdle(MINUTE);
    loop.setActive(true);
    await clock.pass(1);
    assert.deepEqual(asked, [MINUTE, 2 * MINUTE + 1]);
  });

  it("asks no more often when it is switched off and on again and again", async () => {
    for (let second = 0; second < 25; second++) {
      loop.setActive(true);
      await clock.pass(1000);
      loop.setActive(false);
    }
    assert.deepEqual(asked, [0, INTERVAL, 2 * INTERVAL]);
  });

  it("waits twice as long after each failure, five minutes at most, and as before after a success", async () => {
    fail();
    loop.setActive(true);
    await clock.pass(20 * MINUTE);
    const waits = asked.slice(1).map((time, index) => (time - asked[index]!) / 1000);
    assert.deepEqual(waits.slice(0, 6), [20, 40, 80, 160, 300, 300]);
    assert.deepEqual(failures.slice(0, 3), [1, 2, 3]);
    answer = () => Promise.resolve();
    await clock.pass(5 * MINUTE);
    const [last = 0] = asked.slice(-1);
    await clock.pass(INTERVAL);
    assert.equal(asked.at(-1), last + INTERVAL);
    assert.equal(failures.at(-1), 0);
  });

  it("spreads its waits by chance, and never below the interval", async () => {
    clock.chance = 0;
    fail();
    loop.setActive(true);
    await clock.pass(INTERVAL);
    assert.deepEqual(asked, [0, INTERVAL]);
  });

  it("asks no sooner than the service says, however long that is, and a restart of the view does not change it", async () => {
    fail(new ApiError("rateLimited", "no more for now", { retryAfterSeconds: 900 }));
    loop.setActive(true);
    await clock.pass(1);
    loop.setActive(false);
    await clock.passIdle(MINUTE);
    loop.setActive(true);
    await clock.pass(13 * MINUTE);
    assert.deepEqual(asked, [0]);
    await clock.pass(2 * MINUTE);
    assert.deepEqual(asked, [0, 901_000]);
  });

  it("aborts what is under way when it is switched off, which is no failure", async () => {
    let isAborted = false;
    answer = (signal) =>
      new Promise((_, reject) =>
        signal.addEventListener("abort", () => {
          isAborted = true;
          reject(new DOMException("aborted", "AbortError"));
        }),
      );
    loop.setActive(true);
    await clock.wakeNext();
    assert.deepEqual(asked, [0]);
    loop.setActive(false);
    await clock.passIdle(1);
    assert.ok(isAborted);
    assert.deepEqual(failures, []);
  });

  it("forgets failures when it is reset, as for another site", async () => {
    fail();
    loop.setActive(true);
    await clock.pass(MINUTE);
    const count = asked.length;
    loop.reset();
    loop.setActive(true);
    await clock.pass(1);
    assert.equal(asked.length, count + 1);
    assert.equal(failures.at(-1), 1);
  });
});
