import assert from "node:assert/strict";
import type { DownloadProgress } from "../../../../src/files/download/jobProgress";
import { ApiError } from "../../../../src/http/apiError";
import { DownloadFixture } from "./downloadFixture";
import { someBytes } from "./scriptedFiles";

const limited = (retryAfterSeconds?: number) => ({
  error: new ApiError("rateLimited", "no more for now", retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
});

describe("A download from a service that limits requests", () => {
  let fixture: DownloadFixture;
  let told: DownloadProgress[];
  const items = Array.from({ length: 20 }, (_, index) => ({ place: [`${index}`], path: [`${index}`], size: 10 }));
  beforeEach(async () => {
    told = [];
    fixture = await DownloadFixture.open();
    items.forEach(({ place }, index) => fixture.files.add(place, { bytes: someBytes(10, index) }));
  });
  afterEach(() => fixture.close());

  const run = (some = items) => fixture.run(some, { onProgress: (progress) => told.push(progress) });

  it("waits once for all files, as long as it is asked to, and counts no retry", async () => {
    items.slice(0, 8).forEach(({ place }) => fixture.files.misbehave(place, limited(40)));
    const begun = fixture.clock.time;
    const sleep = fixture.clock.sleep.bind(fixture.clock);
    fixture.clock.sleep = async (ms, signal) => {
      // Time stands still until all that were under way have been told.
      for (let rounds = 0; rounds < 20; rounds += 1) {
        const isQuiet = fixture.files.reads.length >= 8 && (await fixture.names()).length === 0;
        rounds = isQuiet ? rounds : 0;
        await new Promise(setImmediate);
      }
      await sleep(ms, signal);
    };
    const summary = await run();
    assert.deepEqual([summary.downloaded.length, summary.failed, summary.retried], [20, [], []]);
    assert.equal(fixture.clock.time - begun, 40_000);
    assert.equal(fixture.files.reads.length, 28);
  });

  it("says how long it waits, and that it goes on", async () => {
    fixture.files.misbehave(["0"], limited(3));
    await run();
    const waits = told.flatMap(({ waitSeconds }) => waitSeconds ?? []);
    assert.deepEqual(
      waits.filter((wait, index) => wait !== waits[index - 1]),
      [3, 2, 1],
    );
    assert.equal(told.at(-1)?.waitSeconds, undefined);
  });

  it("bears more limits than a file has tries", async () => {
    fixture.files.misbehave(["0"], ...Array.from({ length: 6 }, () => limited(60)));
    assert.deepEqual((await run()).failed, []);
  });

  it("waits some minutes at most, and not for ever", async () => {
    fixture.files.misbehave(["0"], ...Array.from({ length: 50 }, () => limited(100_000)));
    const begun = fixture.clock.time;
    const { failed } = await run(items.slice(0, 1));
    assert.deepEqual(
      failed.map(({ error }) => error.kind),
      ["rateLimited"],
    );
    assert.ok(fixture.clock.time - begun <= 10 * 300_000 + 2 * 30_000, `${fixture.clock.time - begun} ms`);
  });

  it("waits longer each time when it is not told how long", async () => {
    fixture.files.misbehave(["0"], limited(), limited(), limited());
    const begun = fixture.clock.time;
    await run(items.slice(0, 1));
    assert.equal(fixture.clock.time - begun, 2000 + 4000 + 8000);
  });

  it("is cancelled while it waits", async () => {
    const controller = new AbortController();
    items.forEach(({ place }) => fixture.files.misbehave(place, limited(200)));
    fixture.clock.isStopped = true;
    const running = fixture.run(items, {
      signal: controller.signal,
      onProgress: ({ waitSeconds }) => {
        if (waitSeconds !== undefined) {
          setImmediate(() => controller.abort());
        }
      },
    });
    const summary = await running;
    assert.deepEqual([summary.left.length, summary.failed], [20, []]);
  });
});
