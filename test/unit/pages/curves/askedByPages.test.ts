import assert from "node:assert/strict";
import { CurvesFeed } from "../../../../src/pages/curves/curvesFeed";
import type { ShownRun } from "../../../../src/pages/curves/curvesReader";
import { loadPages } from "../../../../src/pages/loadPages";
import { openRunCurves } from "../../../../src/pages/curves/runCurves";
import type { PanelAddress } from "../../../../src/sources/contract/panelContent";
import type { ArtifactSource } from "../../../../src/sources/contract/source";
import type { CurvesMessage } from "../../../../src/web/curves/model/curveMessages";
import { runKey } from "../../../../src/web/curves/model/curveStore";
import { ConnectedSample, type SystemId, TreeWalk } from "../../../support/connectedSample";
import { SteppedClock } from "../../../support/steppedClock";
import { until } from "../../../support/until";

/** A system, and the names of the rows down to a run. */
type RunPath = readonly [SystemId, ...string[]];

const LAB = "qwen36-27b-qlora-fsdp";
const DIVERGED: RunPath = ["trueFoundry", "support-assistant", "Runs", "qwen36-support-r64-lr1e-3"];
const LONG: RunPath = ["trueFoundry", "support-assistant", "Runs", "qwen36-support-r16-longctx"];
const TABLE_ONLY: RunPath = ["modelLab", LAB, "vanilla"];
/** Its metrics are in a table, JSON lines, TensorBoard's events and its trainer's state. */
const ALL_FILES: RunPath = ["modelLab", LAB, "qlora-r8-lr5e-5"];
const OTHER: RunPath = ["modelLab", LAB, "qlora-r8-lr2e-4"];
const RUNNING: RunPath = ["modelLab", LAB, "qlora-r8-lr1e-4"];
const INTERVAL_MS = 10_000;

const OWN_HISTORIES = ["GET /runs/…", "POST /runs/…/metrics/list", "POST /runs/…/metrics/list"];

describe("What the curves of pages ask of a service", () => {
  let sample: ConnectedSample;
  let clock: SteppedClock;
  let sources: Map<string, ArtifactSource>;
  let feed: CurvesFeed;
  let told: CurvesMessage[];

  beforeEach(async () => {
    clock = new SteppedClock();
    sample = await ConnectedSample.start(() => clock.time);
    sources = new Map();
    told = [];
    feed = new CurvesFeed({
      openCurves: (run) => openRunCurves(loader.pool, run),
      post: (message) => told.push(message),
      wordFailure: loader.wordFailure,
      clock,
      interval: () => INTERVAL_MS,
    });
  });
  afterEach(async () => {
    feed.close();
    await sample.close();
  });

  const loader = {
    pool: { sourceOf: ({ systemId }: { readonly systemId: string }) => Promise.resolve(sourceOf(systemId)) },
    wordFailure: (action: string, error: unknown) => ({ sentence: `${action}: ${String(error)}`, isKeyProblem: false }),
  };

  function sourceOf(systemId: string): ArtifactSource {
    const source = sources.get(systemId) ?? sample.connect(systemId as SystemId);
    sources.set(systemId, source);
    return source;
  }

  /** Without ids and whose request it is. */
  const taken = () => sample.takeRequests().map((line) => line.replace(/\/runs\/(?!search)[^/]+/, "/runs/…"));

  /** The page of some runs, as it has loaded, with what that asked. */
  async function load(...paths: readonly RunPath[]): Promise<{ runs: readonly ShownRun[]; asked: readonly string[] }> {
    const addresses: PanelAddress[] = [];
    for (const [systemId, ...names] of paths) {
      const { entry, source } = await new TreeWalk(sourceOf(systemId)).open(names);
      addresses.push({ systemId, site: "sample", place: source.pages!.placeOf(entry)! });
    }
    sample.takeRequests();
    const pages = await loadPages(loader, addresses, new AbortController().signal);
    const runs = pages!.flatMap((page, index) =>
      page.kind === "content" ? [{ address: addresses[index]!, content: page.content }] : [],
    );
    assert.equal(runs.length, paths.length);
    return { runs, asked: taken().toSorted() };
  }

  /** Opens the section, and gives what was asked until all curves were there. */
  async function openSection(runs: readonly ShownRun[]): Promise<readonly string[]> {
    feed.open(runs);
    await runs.reduce((woken) => woken.then(() => clock.wakeNext()), Promise.resolve());
    const isRead = (run: ShownRun) => lastOf(run) !== undefined && lastOf(run)?.reading.progress === undefined;
    await until(() => runs.every(isRead));
    return taken().toSorted();
  }

  const lastOf = ({ address }: ShownRun) => told.findLast((message) => runKey(message.address) === runKey(address));
  const originsIn = () =>
    new Set(told.flatMap(({ series }) => series.flatMap((each) => [each.origin, ...each.others])));

  it("is nothing before the section is opened, and nothing when it is opened again, closed or hidden (0)", async () => {
    const { runs, asked } = await load(DIVERGED);
    assert.deepEqual(asked, ["GET /runs/…"]);
    feed.arrange(runs);
    assert.deepEqual([taken(), told], [[], []]);
    await openSection(runs);
    feed.close();
    feed.open(runs);
    await clock.passIdle(10 * INTERVAL_MS);
    assert.deepEqual(taken(), []);
  });

  it("is the run and its 13 histories, ten of them a request, where the service keeps them (3)", async () => {
    const { runs } = await load(DIVERGED);
    assert.deepEqual(await openSection(runs), OWN_HISTORIES);
    assert.deepEqual([told.at(-1)?.names.length, originsIn()], [13, new Set([""])]);
  });

  it("is a listing and the file of a run that has a table alone (2)", async () => {
    const { runs, asked } = await load(TABLE_ONLY);
    assert.deepEqual(asked, ["GET /runs"]);
    assert.deepEqual(await openSection(runs), ["GET /artifacts/content", "GET /runs/…/artifacts"]);
    assert.deepEqual(originsIn(), new Set(["metrics.csv"]));
  });

  it("is each directory that may hold logs, and each log of every kind, once (3 and 4)", async () => {
    const { runs } = await load(ALL_FILES);
    const files = Array<string>(4).fill("GET /artifacts/content");
    const directories = Array<string>(3).fill("GET /runs/…/artifacts");
    assert.deepEqual(await openSection(runs), [...files, ...directories]);
    const names = [...originsIn()].map((path) => path.replace(/\.\d.*/, "")).toSorted();
    assert.deepEqual(names, [
      "logs/events.out.tfevents",
      "logs/system_metrics.jsonl",
      "metrics.csv",
      "trainer_state.json",
    ]);
  });

  it("of five runs of two systems is what each of them takes, and the page's own three requests", async () => {
    const { runs, asked } = await load(TABLE_ONLY, ALL_FILES, OTHER, LONG, DIVERGED);
    assert.deepEqual(asked, ["GET /runs", "GET /runs/…", "GET /runs/…"]);
    const all = await openSection(runs);
    const own = all.filter((line) => !line.includes("artifacts"));
    assert.deepEqual(own, [...OWN_HISTORIES, ...OWN_HISTORIES].toSorted());
    const content = all.filter((line) => line === "GET /artifacts/content").length;
    assert.deepEqual([content, all.length], [1 + 4 + 4, own.length + 9 + 1 + 3 + 3]);
    feed.arrange(runs.slice(1));
    await clock.wakeNext();
    assert.deepEqual(taken(), [], "a run that is taken away costs nothing");
  });

  it("of a folded group is nothing, and of a live run only the histories that have grown, of the open groups", async () => {
    const { runs } = await load(LONG);
    feed.fold(["system"]);
    assert.deepEqual(await openSection(runs), ["GET /runs/…", "POST /runs/…/metrics/list"]);
    const { names, reading } = told.at(-1)!;
    assert.ok(names.length > 5 && !names.some((name) => name.startsWith("system/")));
    assert.equal(reading.unread.length, 5);
    const keys: string[] = [];
    sample.server.respondWith(({ body }) => {
      keys.push(
        ...(/"metric_keys":(\[[^\]]*\])/
          .exec(body)
          ?.slice(1)
          .flatMap((list) => JSON.parse(list) as string[]) ?? []),
      );
      return undefined;
    });
    const look = async (ms: number) => {
      const { length } = told;
      clock.time += ms;
      await clock.wakeNext();
      await until(() => told.length > length);
      await clock.pass(0);
      return { asked: taken().toSorted(), keys: keys.splice(0) };
    };
    assert.deepEqual((await look(INTERVAL_MS)).asked.slice(0, 1), ["GET /runs/…"]);
    feed.fold(["system", "train", "eval"]);
    assert.deepEqual(await look(6 * INTERVAL_MS), { asked: ["GET /runs/…"], keys: [] }, "none is in sight");
    feed.fold(["system", "eval"]);
    const later = await look(6 * INTERVAL_MS);
    assert.deepEqual(later.asked, ["GET /runs/…", "POST /runs/…/metrics/list"]);
    assert.ok(later.keys.length > 2 && later.keys.every((key) => key.startsWith("train/")), later.keys.join());
  });

  it("of a run that goes on is its listings again, and the ends of its files alone", async () => {
    const { runs } = await load(RUNNING);
    await openSection(runs);
    told.length = 0;
    clock.time += 6 * INTERVAL_MS;
    await clock.wakeNext();
    // It waits for the next look when this one is over.
    await clock.pass(0);
    const requests = [...sample.server.requests];
    const files = requests.filter(({ path }) => path.endsWith("/content"));
    assert.deepEqual(new Set(files.map(({ status }) => status)), new Set([206]));
    assert.ok(files.length >= 2 && files.length <= 4);
    assert.equal(requests.filter(({ path }) => path.endsWith("/artifacts")).length, 2);
    assert.equal(requests.length, files.length + 3);
    assert.equal(told.length, 1, "the page is told once");
    const starts = told[0]!.series.map(({ start }) => start);
    assert.ok(starts.length > 5 && starts.every((start) => start > 0), starts.join());
  });
});
