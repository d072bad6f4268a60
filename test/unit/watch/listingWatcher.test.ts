import assert from "node:assert/strict";
import { ApiError } from "../../../src/http/apiError";
import type { ArtifactSource } from "../../../src/sources/contract/source";
import type { ListingWatch } from "../../../src/watch/listingWatch";
import { listingKey, readListings } from "../../../src/watch/listingWatch";
import { LISTING_INTERVAL_MS, ListingWatcher } from "../../../src/watch/listingWatcher";
import { RunWatcher } from "../../../src/watch/runWatcher";
import type { WatchRule } from "../../../src/watch/watchRule";
import { newsText } from "../../../src/watch/watchWords";
import { ConnectedSample, type SystemId, TreeWalk } from "../../support/connectedSample";
import { SteppedClock } from "../../support/steppedClock";
import { until } from "../../support/until";

const MINUTE = 60_000;
const PLACES = {
  modelLab: ["qwen36-27b-qlora-fsdp"],
  trueFoundry: ["support-assistant", "Runs"],
} as const satisfies Partial<Record<SystemId, readonly string[]>>;

describe("ListingWatcher", () => {
  let clock: SteppedClock;
  let sample: ConnectedSample;
  let source: ArtifactSource;
  let kept: Map<string, unknown>;
  let runs: RunWatcher;
  let listings: ListingWatcher;
  let news: string[];
  let gone: string[];
  let obstacle: Error | undefined;

  beforeEach(async () => {
    clock = new SteppedClock();
    sample = await ConnectedSample.start(() => clock.time);
    kept = new Map();
    obstacle = undefined;
  });
  afterEach(async () => {
    listings.dispose();
    runs.dispose();
    await sample.close();
  });

  function start(): void {
    [news, gone] = [[], []];
    const memento = {
      get: (key: string) => kept.get(key),
      update: (key: string, value: unknown) => {
        kept.set(key, JSON.parse(JSON.stringify(value)));
        return Promise.resolve();
      },
    };
    const sourceOf = () => (obstacle === undefined ? Promise.resolve(source) : Promise.reject(obstacle));
    const pool = { sourceOf, shownSite: () => "sample" };
    const shared = { pool, memento, clock, onDidFail: () => undefined };
    runs = new RunWatcher(shared);
    runs.onDidChange((one) => one !== undefined && news.push(newsText(one)));
    listings = new ListingWatcher({ ...shared, runs });
    listings.onDidChange((one) => one !== undefined && gone.push(one.name));
  }

  async function place(system: keyof typeof PLACES, values: ListingWatch["values"] = {}) {
    source = sample.connect(system);
    const walk = new TreeWalk(source);
    const names = PLACES[system];
    const rows = await Promise.all(names.map((_, index) => walk.open(names.slice(0, index + 1))));
    const rowIds = rows.map(({ id }) => id);
    return { systemId: system, site: "sample", rowIds, name: names.join(" › "), values, filter: "" };
  }

  async function watch(system: keyof typeof PLACES, rules: readonly WatchRule[], values: ListingWatch["values"] = {}) {
    const listing = await place(system, values);
    start();
    listings.add({ ...listing, rules });
    await clock.pass(1);
    await until(() => listings.all[0]?.watch.since !== undefined);
    return listingKey(listing);
  }

  for (const system of ["modelLab", "trueFoundry"] as const) {
    it(`watches all runs of a listing that are under way, and none that has ended (${system})`, async () => {
      const key = await watch(system, [{ kind: "ends" }]);
      const watched = runs.within(key);
      assert.ok(watched.length > 0 && listings.all[0]?.count === watched.length);
      assert.ok(watched.every(({ state }) => state?.isFinal === false));
      assert.deepEqual([runs.all, news], [[], []]);
    });
  }

  it("tells of one that ends, by the rules of the listing", async () => {
    await watch("modelLab", [{ kind: "ends" }]);
    await clock.pass(6 * MINUTE);
    const isEnd = (text: string) => text.startsWith("Run qlora-r16-lr2e-4 completed after");
    await until(() => news.some(isEnd));
  });

  it("is quiet about runs that end well, where failures alone were asked for", async () => {
    const key = await watch("modelLab", [{ kind: "fails" }]);
    const before = runs.within(key).length;
    await clock.pass(6 * MINUTE);
    await until(() => runs.within(key).length < before);
    assert.deepEqual(news, []);
  });

  it("tells of a run that began and failed between two looks, once", async () => {
    await watch("modelLab", [{ kind: "fails" }]);
    const crashed = failedRun(clock.time);
    sample.server.respondWith(({ path }) =>
      path.endsWith("/runs") ? { status: 200, body: { data: [crashed], meta: { page: { total: 1 } } } } : undefined,
    );
    await clock.pass(LISTING_INTERVAL_MS + 1);
    await until(() => news.some((text) => text.startsWith("Run crashed")));
    await clock.pass(2 * LISTING_INTERVAL_MS);
    assert.deepEqual(
      news.filter((text) => text.includes("crashed")),
      ["Run crashed failed after 2 s."],
    );
  });

  it("lists one page a minute, filtered by the service, and nothing once it is removed", async () => {
    await watch("modelLab", [{ kind: "fails" }], { status: ["running"] });
    sample.takeRequests();
    sample.server.clearRequests();
    await clock.pass(LISTING_INTERVAL_MS + 1);
    const lists = sample.server.requests.filter(({ query }) => query["filter[id]"] === undefined);
    assert.equal(lists.length, 1);
    assert.match(JSON.stringify(lists[0]?.query), /running/);
    listings.remove(listings.all[0]!.watch);
    sample.takeRequests();
    await clock.passIdle(10 * MINUTE);
    assert.deepEqual([sample.takeRequests(), listings.all, runs.within("")], [[], [], []]);
    assert.deepEqual(kept.get("watchedRuns"), []);
    assert.deepEqual(kept.get("watchedListings"), []);
  });

  it("goes on after a reload of the window, with what its runs did meanwhile", async () => {
    const key = await watch("modelLab", [{ kind: "ends" }]);
    const count = runs.within(key).length;
    listings.dispose();
    runs.dispose();
    clock.time += 6 * MINUTE;
    start();
    assert.deepEqual([listings.all.length, runs.within(key).length], [1, count]);
    await clock.pass(MINUTE);
    await until(() => news.length > 0);
    assert.match(news[0]!, /completed/);
  });

  it("takes other rules for the runs that it watches, too", async () => {
    const key = await watch("modelLab", [{ kind: "ends" }]);
    const rules = [{ kind: "fails" }, { kind: "breaks", isTold: false }] as const;
    listings.setRules(listings.all[0]!.watch, rules);
    assert.deepEqual(listings.all[0]?.watch.rules, rules);
    assert.ok(runs.within(key).every(({ watch: { rules: now } }) => JSON.stringify(now) === JSON.stringify(rules)));
  });

  it("says that it can't be asked, and goes on when it can", async () => {
    await watch("modelLab", [{ kind: "ends" }]);
    obstacle = new ApiError("server", "it is asleep");
    await clock.pass(LISTING_INTERVAL_MS + 1);
    await until(() => listings.all[0]?.isOutdated === true);
    obstacle = undefined;
    await clock.pass(3 * LISTING_INTERVAL_MS);
    await until(() => listings.all[0]?.isOutdated === false);
  });

  it("ends when the service has what lists the runs no more", async () => {
    const listing = await place("modelLab");
    start();
    listings.add({ ...listing, rowIds: [`${listing.rowIds[0]}0`], rules: [{ kind: "ends" }] });
    await clock.pass(1);
    assert.deepEqual(gone, []);
    await clock.wakeNext();
    await until(() => gone.length > 0);
    assert.deepEqual([gone, listings.all], [[listing.name], []]);
  });

  it("reads nothing that has not its shape", () => {
    start();
    const whole = { systemId: "s", site: "x", rowIds: ["r"], name: "n", values: {}, filter: "", rules: [], since: 7 };
    assert.deepEqual(readListings([whole, null, { ...whole, rowIds: [] }, { ...whole, rules: [{ kind: "x" }] }]), [
      whole,
    ]);
    assert.deepEqual(readListings("text"), []);
  });
});

function failedRun(at: number): object {
  const time = new Date(at).toISOString();
  return {
    id: "999999",
    type: "runs",
    attributes: {
      project_id: 2387,
      name: "crashed",
      status: "failed",
      created_at: time,
      started_at: time,
      completed_at: time,
      duration: 2,
    },
  };
}
