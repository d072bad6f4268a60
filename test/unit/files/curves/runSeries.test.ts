import assert from "node:assert/strict";
import { RunSeries, type FoundSeries } from "../../../../src/files/curves/runSeries";
import { ConnectedSample, SAMPLE_NOW, TreeWalk, unaborted } from "../../../support/connectedSample";

const HOUR_MS = 3_600_000;

describe("The curves of a run", () => {
  let sample: ConnectedSample;
  let now: number;

  beforeEach(async () => {
    now = SAMPLE_NOW;
    sample = await ConnectedSample.start(() => now);
  });
  afterEach(() => sample.close());

  async function open(system: "modelLab" | "trueFoundry", names: readonly string[]): Promise<RunSeries> {
    const source = sample.connect(system);
    const { entry } = await new TreeWalk(source).open(names);
    const series = new RunSeries({ files: source.files, place: source.files?.placeOf(entry) });
    sample.takeRequests();
    return series;
  }

  const originsOf = ({ series }: FoundSeries) =>
    new Map(series.map(({ name, origin, others }) => [name, { origin, others }]));

  it("are read from its logs when they are asked for, with how far it has come", async () => {
    const run = await open("modelLab", ["qwen36-27b", "qlora-r8-lr5e-5"]);
    assert.deepEqual([sample.takeRequests(), run.found.series], [[], []]);
    const told: string[] = [];
    const found = await run.read({ ...unaborted(), onPart: (_, progress) => void told.push(progress) });
    assert.deepEqual([found.failures, found.notes, found.isGoing], [[], [], false]);
    const loss = found.series.find(({ name }) => name === "train/loss");
    const [first = NaN] = loss?.points.values ?? [];
    assert.ok(loss !== undefined && loss.points.values.length > 10 && first > loss.points.values.at(-1)!);
    // What the table, the trainer and TensorBoard say is one curve, with the times that only TensorBoard knows.
    const origins = [loss.origin, ...loss.others].map((path) => path.replace(/\d.*/, ""));
    assert.deepEqual(origins.sort(), ["logs/events.out.tfevents.", "metrics.csv", "trainer_state.json"]);
    assert.equal(loss.points.times?.length, loss.points.values.length);
    assert.deepEqual(originsOf(found).get("system/gpu/memory_gb"), { origin: "logs/system_metrics.jsonl", others: [] });
    assert.equal(new Set(found.series.map(({ name }) => name)).size, found.series.length);
    assert.match(told.at(-1) ?? "", /^(\d) of \1 files, [\d.]+ kB$/);
    // The root, its logs and its evaluation.
    const listings = sample.takeRequests().filter((line) => line.endsWith("/artifacts"));
    assert.equal(listings.length, 3);
  });

  it("go on where the files of a running run ended", async () => {
    const run = await open("modelLab", ["qwen36-27b", "qlora-r8-lr1e-4"]);
    const first = await run.read(unaborted());
    assert.equal(first.isGoing, true);
    const before = Math.max(...first.series.map(({ points }) => points.steps.at(-1) ?? 0));
    now += HOUR_MS / 6;
    const second = await run.read(unaborted());
    assert.ok(Math.max(...second.series.map(({ points }) => points.steps.at(-1) ?? 0)) > before);
    for (const { name, points } of first.series) {
      const grown = second.series.find((other) => other.name === name)?.points;
      assert.deepEqual(grown?.values.subarray(0, points.values.length), points.values, name);
    }
  });

  it("have a failure beside what could be read, which the next read tries again", async () => {
    const run = await open("modelLab", ["qwen36-27b", "qlora-r8-lr5e-5"]);
    await sample.close();
    const found = await run.read(unaborted());
    assert.deepEqual(
      found.failures.map(({ action }) => action).filter((action) => !/^(list the files|check if)/.test(action)),
      [],
    );
    assert.ok(found.failures.length > 0);
  });

  it("keep histories of the service that were not asked for again, and name those that never were", async () => {
    const points = (...values: number[]) => ({ steps: Float64Array.from(values), values: Float64Array.from(values) });
    const given = new Map([
      ["a", points(1)],
      ["b", points(2, 2)],
    ]);
    const run = new RunSeries({
      files: undefined,
      place: undefined,
      own: ({ isInSight, known }) => {
        const wanted = [...given.keys(), "c"].filter((name) => isInSight(name) && known(name) !== given.get(name));
        return Promise.resolve({
          names: [...given.keys(), "c"],
          series: wanted.flatMap((name) => (given.has(name) ? [{ name, points: given.get(name)! }] : [])),
        });
      },
    });
    const read = async (isInSight: (name: string) => boolean) => {
      const { series, unread, points: count } = await run.read({ ...unaborted(), isInSight });
      return [series.map((one) => `${one.name} ${one.points.values.join()}`), unread, count];
    };
    assert.deepEqual(await read((name) => name === "a"), [["a 1"], ["b", "c"], 1]);
    given.set("a", points(1, 3));
    assert.deepEqual(await read((name) => name !== "a"), [["a 1", "b 2,2"], [], 2], "c has no history");
    assert.deepEqual(await read(() => true), [["a 1,3", "b 2,2"], [], 2]);
  });

  it("are the service's own, too, and end with their signal", async () => {
    const points = { steps: Float64Array.of(1, 2), values: Float64Array.of(3, 4) };
    const own = new RunSeries({
      files: undefined,
      place: undefined,
      own: () => Promise.resolve({ names: ["a"], series: [{ name: "a", points }] }),
    });
    assert.deepEqual((await own.read(unaborted())).series, [{ name: "a", points, origin: "", others: [] }]);
    const run = await open("modelLab", ["qwen36-27b", "qlora-r8-lr5e-5"]);
    const reason = new Error("closed");
    const controller = new AbortController();
    const reading = run.read({ signal: controller.signal });
    controller.abort(reason);
    await assert.rejects(reading, reason);
    const failing = new RunSeries({ files: undefined, place: undefined, own: () => Promise.reject(reason) });
    assert.deepEqual((await failing.read(unaborted())).failures, [
      { action: "load the metrics' histories", error: reason },
    ]);
  });
});
