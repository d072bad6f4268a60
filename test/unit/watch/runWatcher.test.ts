import assert from "node:assert/strict";
import type { SiteRef } from "../../../src/sources/contract/siteRef";
import type { RunWatch } from "../../../src/watch/runWatch";
import type { WatchMemento } from "../../../src/watch/watchedRun";
import { RunWatcher, WATCH_INTERVAL_MS } from "../../../src/watch/runWatcher";
import { parseThreshold } from "../../../src/watch/threshold";
import { newsText, watchFacts } from "../../../src/watch/watchWords";
import { ApiError } from "../../../src/http/apiError";
import type { ArtifactSource } from "../../../src/sources/contract/source";
import type { EntryRow } from "../../../src/tree/model/row";
import { ConnectedSample, TreeWalk } from "../../support/connectedSample";
import { SteppedClock } from "../../support/steppedClock";
import { until } from "../../support/until";

const MINUTE = 60_000;
const ENDS = { kind: "ends" } as const;
const crosses = (line: string) => ({ kind: "crosses", ...parseThreshold("loss", line)!, isTold: false }) as const;
const PROJECT = "qwen36-27b-qlora-fsdp";
/** Ends five minutes after the start of the sample. */
const ENDING = "qlora-r16-lr2e-4";

class KeptValues implements WatchMemento {
  readonly values = new Map<string, unknown>();
  writes = 0;

  get(key: string): unknown {
    return this.values.get(key);
  }

  update(key: string, value: unknown): Promise<void> {
    this.writes++;
    this.values.set(key, JSON.parse(JSON.stringify(value)));
    return Promise.resolve();
  }
}

describe("RunWatcher", () => {
  let clock: SteppedClock;
  let sample: ConnectedSample;
  let source: ArtifactSource;
  let kept: KeptValues;
  let watches: RunWatcher;
  let news: string[];
  let failures: unknown[];
  /** What keeps the site from being asked at all. */
  let obstacle: Error | undefined;
  /** The site that the obstacle is at; all of them when undefined. */
  let brokenSite: string | undefined;

  beforeEach(async () => {
    clock = new SteppedClock();
    sample = await ConnectedSample.start(() => clock.time);
    source = sample.connect("modelLab");
    kept = new KeptValues();
    [failures, obstacle, brokenSite] = [[], undefined, undefined];
    watches = start();
  });
  afterEach(async () => {
    watches.dispose();
    await sample.close();
  });

  function start(): RunWatcher {
    news = [];
    const sourceOf = ({ site }: SiteRef) =>
      obstacle !== undefined && (brokenSite ?? site) === site ? Promise.reject(obstacle) : Promise.resolve(source);
    const pool = { sourceOf, shownSite: () => "sample" };
    const made = new RunWatcher({ pool, memento: kept, clock, onDidFail: (error) => failures.push(error) });
    made.onDidChange((one) => one !== undefined && news.push(newsText(one)));
    return made;
  }

  async function watch(name: string, line?: string): Promise<EntryRow> {
    const row = await new TreeWalk(source).open([PROJECT, name]);
    const { live } = source;
    const place = { systemId: "modelLab", site: "sample", runId: live!.runIdOf(row.entry), name, rowIds: [row.id] };
    const made: RunWatch = { ...place, rules: [ENDS, ...(line === undefined ? [] : [crosses(line)])] };
    watches.add(made, live!.stateOf(row.entry));
    sample.takeRequests();
    return row;
  }

  /** Lets the poll come after which nothing is watched any more. */
  async function lastPoll(): Promise<void> {
    await clock.wakeNext();
    await until(() => watches.all.length === 0);
  }

  it("asks for all of them with one request, gently, and for nothing when there are none", async () => {
    await clock.passIdle(MINUTE);
    await watch(ENDING);
    await watch("qlora-r8-lr1e-4");
    assert.deepEqual(sample.takeRequests(), []);
    await clock.pass(2 * WATCH_INTERVAL_MS + 1);
    assert.deepEqual(sample.takeRequests(), ["GET /runs", "GET /runs"]);
  });

  it("tells once that a run has ended, and watches it no more", async () => {
    await watch(ENDING);
    clock.time += 6 * MINUTE;
    await lastPoll();
    assert.equal(news.length, 1);
    assert.match(news[0]!, /^Run qlora-r16-lr2e-4 completed after 59 min, with eval_loss [\d.]+\.$/);
    assert.deepEqual(watches.all, []);
    assert.deepEqual(kept.values.get("watchedRuns"), []);
    sample.takeRequests();
    await clock.passIdle(10 * MINUTE);
    assert.deepEqual(sample.takeRequests(), []);
  });

  it("tells once that a line was crossed, and goes on to the end", async () => {
    await watch("qlora-r8-lr1e-4", "< 100");
    await clock.pass(4 * WATCH_INTERVAL_MS);
    assert.equal(news.length, 1);
    assert.match(news[0]!, /^Run qlora-r8-lr1e-4: loss is [\d.]+, below 100\.$/);
    assert.equal(watches.all.length, 1);
    const again = start();
    await clock.pass(2 * WATCH_INTERVAL_MS);
    assert.deepEqual(news, []);
    again.dispose();
  });

  it("takes other rules for a run that is watched, and none for one that has ended meanwhile", async () => {
    await watch("qlora-r8-lr1e-4", "< 0");
    watches.setRules(watches.all[0]!.watch, [crosses("< 100")]);
    assert.deepEqual(watches.all[0]!.watch.rules, [crosses("< 100")]);
    await clock.pass(2 * WATCH_INTERVAL_MS);
    assert.match(news[0]!, /: loss is [\d.]+, below 100\.$/);
    watches.setRules(watches.all[0]!.watch, [ENDS, crosses("< 100")]);
    const { watch: before } = watches.all[0]!;
    const [, line] = before.rules;
    assert.ok(line?.kind === "crosses" && line.isTold, "what was told stays told");
    watches.remove(before);
    watches.setRules(before, [ENDS]);
    assert.deepEqual([watches.all, kept.values.get("watchedRuns")], [[], []]);
  });

  it("needs not ask for what the view asked for", async () => {
    const row = await watch(ENDING);
    clock.time += WATCH_INTERVAL_MS - 1;
    watches.see("modelLab", source, [row.entry]);
    await clock.pass(2);
    assert.deepEqual(sample.takeRequests(), []);
    assert.equal(watches.all[0]?.seenAt, clock.time - 2);
  });

  it("goes on after a reload of the window, with a run that ended in between", async () => {
    await watch(ENDING, "< 0.01");
    watches.dispose();
    clock.time += 6 * MINUTE;
    watches = start();
    const [, line] = watches.all[0]!.watch.rules;
    assert.ok(line?.kind === "crosses" && line.bound === 0.01);
    await lastPoll();
    assert.match(news.join(), /completed/);
    assert.ok(!JSON.stringify([...kept.values]).includes("key-of-old"));
  });

  it("says that it can't be asked, waits longer, and recovers", async () => {
    await watch(ENDING);
    sample.server.respondWith(() => ({ status: 500 }));
    await clock.pass(2 * WATCH_INTERVAL_MS);
    assert.ok(watches.all[0]?.isOutdated);
    assert.equal(failures.length, 1);
    const count = sample.takeRequests().length;
    assert.equal(count, 1);
    sample.server.reset();
    await clock.pass(2 * WATCH_INTERVAL_MS);
    assert.ok(!watches.all[0].isOutdated);
    assert.deepEqual(news, []);
  });

  it("is not held up by another site that can't be asked", async () => {
    await watch("qlora-r8-lr1e-4");
    const { watch: watched, state } = watches.all[0]!;
    watches.add({ ...watched, site: "broken" }, state!);
    [obstacle, brokenSite] = [new ApiError("server", "it is asleep"), "broken"];
    for (let turn = 0; turn < 8; turn++) {
      await clock.pass(WATCH_INTERVAL_MS + 1);
      const { time } = clock;
      await until(() => time - (watches.all[0]?.seenAt ?? 0) < WATCH_INTERVAL_MS);
    }
    assert.equal(sample.takeRequests().length, 8);
    assert.deepEqual(
      watches.all.map(({ isOutdated }) => isOutdated),
      [false, true],
    );
    assert.deepEqual(failures, [obstacle]);
  });

  it("tells that a run is gone when the service lacks it twice", async () => {
    await watch(ENDING);
    sample.server.respondWith(() => ({ status: 200, body: { data: [], meta: { page: { total: 0 } } } }));
    await clock.pass(WATCH_INTERVAL_MS + 4_000);
    assert.deepEqual(news, []);
    await lastPoll();
    assert.match(news.join(), /no longer has it/);
    assert.deepEqual(watches.all, []);
  });

  for (const kind of ["auth", "badRequest"] as const) {
    it(`keeps a run whose site can't be asked from here (${kind}), quietly, and goes on when it can`, async () => {
      await watch(ENDING);
      const keptBefore = kept.values.get("watchedRuns");
      obstacle = new ApiError(kind, "not from here");
      await clock.pass(2 * WATCH_INTERVAL_MS);
      assert.ok(watches.all[0]?.isOutdated);
      assert.match(watchFacts(watches.all[0], clock.time), /not updated recently$/);
      assert.deepEqual([news, failures, sample.takeRequests()], [[], [], []]);
      assert.deepEqual(kept.values.get("watchedRuns"), keptBefore);
      obstacle = undefined;
      await clock.pass(2 * WATCH_INTERVAL_MS);
      assert.ok(!watches.all[0].isOutdated);
    });
  }

  it("watches a run of a listing beside the same run on its own, with one request, and forgets both", async () => {
    await watch("qlora-r8-lr1e-4");
    const { watch: own, state } = watches.all[0]!;
    watches.add({ ...own, within: "a list", rules: [crosses("< 100")] }, state!);
    await clock.pass(2 * WATCH_INTERVAL_MS + 1);
    assert.equal(sample.takeRequests().length, 2);
    assert.match(news.join(), /^Run qlora-r8-lr1e-4: loss is [\d.]+, below 100\.$/);
    assert.deepEqual([watches.all.length, watches.within("a list").length], [1, 1]);
    assert.equal(start().within("a list").length, 1, "it is kept");
    watches.forget(own);
    assert.deepEqual([watches.all, watches.within("a list")], [[], []]);
  });

  it("writes down what is watched only when that has changed", async () => {
    await watch("qlora-r8-lr1e-4");
    kept.writes = 0;
    await clock.pass(4 * WATCH_INTERVAL_MS);
    assert.ok(sample.takeRequests().length >= 3);
    assert.equal(kept.writes, 0);
    watches.remove(watches.all[0]!.watch);
    assert.equal(kept.writes, 1);
  });
});
