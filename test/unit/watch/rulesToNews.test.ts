import assert from "node:assert/strict";
import type { ArtifactSource } from "../../../src/sources/contract/source";
import { listingKey } from "../../../src/watch/listingWatch";
import { ListingWatcher } from "../../../src/watch/listingWatcher";
import { RunWatcher, WATCH_INTERVAL_MS } from "../../../src/watch/runWatcher";
import { parseThreshold } from "../../../src/watch/threshold";
import type { WatchRule } from "../../../src/watch/watchRule";
import { newsText } from "../../../src/watch/watchWords";
import { ConnectedSample, TreeWalk } from "../../support/connectedSample";
import { LoggedRuns } from "../../support/loggedRuns";
import { SteppedClock } from "../../support/steppedClock";
import { until } from "../../support/until";

const MINUTE = 60_000;
const PLACES = { modelLab: ["qwen36-27b-qlora-fsdp"], trueFoundry: ["support-assistant", "Runs"] } as const;

interface Case {
  readonly title: string;
  readonly rule: WatchRule;
  /** Values of the loss, one a minute; the user is told of the last one. */
  readonly logged: readonly number[];
  /** Minutes without any behind them. */
  readonly waits?: number;
  readonly words: string;
}

const CASES: readonly Case[] = [
  {
    title: "crosses a threshold",
    rule: { kind: "crosses", ...parseThreshold("loss", "< 0.5")!, isTold: false },
    logged: [2, 0.7, 0.4],
    words: ": loss is 0.4, below 0.5.",
  },
  { title: "becomes NaN", rule: { kind: "breaks", isTold: false }, logged: [2, NaN], words: ": loss is NaN." },
  { title: "becomes infinite", rule: { kind: "breaks", isTold: false }, logged: [2, Infinity], words: ": loss is ∞." },
  {
    title: "has a new best",
    rule: { kind: "improves", metric: "loss", direction: "lower", isUntold: false },
    logged: [2, 3, 1.5],
    words: " has a new best loss: 1.5.",
  },
  {
    title: "makes no step for a while",
    rule: { kind: "stalls", minutes: 10, isTold: false },
    logged: [2, 1.9],
    waits: 11,
    words: " has made no step for 10 min.",
  },
];

describe("A rule is followed to the message", () => {
  let clock: SteppedClock;
  let sample: ConnectedSample;
  let source: ArtifactSource;
  let logged: LoggedRuns;
  let runs: RunWatcher;
  let listings: ListingWatcher;
  let news: string[];
  let key: string;

  beforeEach(async () => {
    clock = new SteppedClock();
    sample = await ConnectedSample.start(() => clock.time);
    logged = new LoggedRuns(() => clock.time);
    [news, key] = [[], ""];
    const pool = { sourceOf: () => Promise.resolve(source), shownSite: () => "sample" };
    const memento = { get: () => undefined, update: () => Promise.resolve() };
    const shared = { pool, memento, clock, onDidFail: (error: unknown) => news.push(String(error)) };
    runs = new RunWatcher(shared);
    runs.onDidChange((one) => one !== undefined && news.push(newsText(one)));
    listings = new ListingWatcher({ ...shared, runs });
  });
  afterEach(async () => {
    listings.dispose();
    runs.dispose();
    await sample.close();
  });

  /** Ends once each run that is watched was seen after its last value. */
  async function look(minutes: number): Promise<void> {
    const since = clock.time;
    await clock.pass(minutes * MINUTE);
    const watched = () => [...runs.all, ...listings.all.flatMap(() => runs.within(key))];
    await until(
      () =>
        watched().length > 0 &&
        watched().every(({ seenAt = 0 }) => seenAt > since && clock.time - seenAt <= 2 * WATCH_INTERVAL_MS),
    );
  }
  async function place(system: keyof typeof PLACES) {
    source = sample.connect(system);
    const names = PLACES[system];
    const walk = new TreeWalk(source);
    const rows = await Promise.all(names.map((_, index) => walk.open(names.slice(0, index + 1))));
    return { walk, names, site: { systemId: system, site: "sample" }, rowIds: rows.map(({ id }) => id) };
  }

  for (const system of ["modelLab", "trueFoundry"] as const) {
    for (const { title, rule, logged: values, waits = 0, words } of CASES) {
      it(`when a run ${title} (${system})`, async () => {
        const { walk, names, site, rowIds } = await place(system);
        logged.log("alpha", values[0]!);
        logged.answerAt(sample.server);
        const { entry, id } = await walk.open([...names, "alpha"]);
        const live = source.live!;
        runs.add(
          { ...site, runId: live.runIdOf(entry), name: "alpha", rowIds: [...rowIds, id], rules: [rule] },
          live.stateOf(entry),
        );
        for (const value of values.slice(1)) {
          assert.deepEqual(news, []);
          logged.log("alpha", value);
          await look(1);
        }
        await look(waits + 2);
        assert.deepEqual(news, [`Run alpha${words}`], "once");
      });

      it(`when any run of a list ${title}, also one that began later (${system})`, async () => {
        const { site, rowIds } = await place(system);
        logged.log("alpha", values[0]!);
        logged.answerAt(sample.server);
        const listing = { ...site, rowIds, name: "the list", values: {}, filter: "", rules: [rule] };
        key = listingKey(listing);
        listings.add(listing);
        await look(1);
        logged.log("beta", values[0]!);
        await look(2);
        assert.deepEqual(
          runs
            .within(key)
            .map(({ watch }) => watch.name)
            .sort(),
          ["alpha", "beta"],
        );
        for (const value of values.slice(1)) {
          assert.deepEqual(news, []);
          logged.log("alpha", value);
          logged.log("beta", value);
          await look(1);
        }
        await look(waits + 2);
        assert.deepEqual(news.toSorted(), [`Run alpha${words}`, `Run beta${words}`], "once each");
      });
    }
  }
});
