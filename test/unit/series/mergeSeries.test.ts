import assert from "node:assert/strict";
import { joinParts } from "../../../src/series/joinParts";
import { mergeSeries } from "../../../src/series/mergeSeries";
import type { SeriesPoints } from "../../../src/series/series";
import { isTrainingLog, seriesFormatOf } from "../../../src/series/seriesFile";

const points = (
  steps: readonly number[],
  values: readonly number[],
  more: Partial<SeriesPoints> = {},
): SeriesPoints => ({
  steps: Float64Array.from(steps),
  values: Float64Array.from(values),
  ...more,
});
const from = (path: string, name: string, ...of: Parameters<typeof points>) => ({
  path,
  series: [{ name, points: points(...of) }],
});

describe("Series of several origins", () => {
  it("are those of the longest, and list the other files that say the same", () => {
    const [loss, ...rest] = mergeSeries([
      from("checkpoint-100/trainer_state.json", "loss", [1, 2], [3, 2]),
      from("", "loss", [1, 2], [3, 2]),
      from("checkpoint-200/trainer_state.json", "loss", [1, 2, 3], [3, 2, 1]),
    ]);
    assert.deepEqual(rest, []);
    assert.equal(loss?.origin, "checkpoint-200/trainer_state.json");
    assert.deepEqual(loss.others, ["checkpoint-100/trainer_state.json"]);
    assert.deepEqual([...loss.points.values], [3, 2, 1]);
  });

  it("are the service's own where a file says no more", () => {
    const [loss] = mergeSeries([from("metrics.csv", "loss", [1, 2], [3, 2]), from("", "loss", [1, 2], [3, 2])]);
    assert.deepEqual([loss?.origin, loss?.others], ["", ["metrics.csv"]]);
  });

  it("know loss by the name that Hugging Face's trainer gives it for TensorBoard, where the values are the same", () => {
    const state = from("trainer_state.json", "loss", [10, 20, 30], [2.3101, 1.5, NaN], {
      epochs: Float64Array.of(1, 2, 3),
    });
    const event = from("runs/events", "train/loss", [10, 20], [2.31, 1.5], { times: Float64Array.of(5, 6) });
    const [same, ...none] = mergeSeries([state, event]);
    assert.deepEqual(none, []);
    assert.deepEqual([same?.name, same?.origin, same?.others], ["train/loss", "trainer_state.json", ["runs/events"]]);
    assert.deepEqual(same?.points.epochs, Float64Array.of(1, 2, 3));
    assert.deepEqual(same.points.times, Float64Array.of(5, 6, NaN));
    const evaluation = [from("a", "eval_loss", [10], [1]), from("b", "eval/loss", [10], [1])];
    assert.deepEqual(
      mergeSeries(evaluation).map(({ name }) => name),
      ["eval_loss"],
    );
  });

  it("stay two where the values differ, no step is common, or one file has both", () => {
    const names = (...origins: Parameters<typeof mergeSeries>[0]) => mergeSeries(origins).map(({ name }) => name);
    assert.deepEqual(names(from("a", "loss", [1, 2], [3, 2]), from("b", "train/loss", [1, 2], [3, 2.1])), [
      "loss",
      "train/loss",
    ]);
    assert.deepEqual(names(from("a", "loss", [1], [3]), from("b", "train/loss", [2], [3])), ["loss", "train/loss"]);
    const both = { path: "a", series: ["loss", "train/loss"].map((name) => ({ name, points: points([1], [3]) })) };
    assert.deepEqual(names(both), ["loss", "train/loss"]);
  });
});

describe("The parts of a log", () => {
  it("are one series, without what a training did again after it went back", () => {
    const joined = joinParts([
      [{ name: "loss", points: points([1, 2, 3, 4], [9, 8, 7, 6]) }],
      [
        { name: "loss", points: points([3, 4, 5], [3, 2, 1], { times: Float64Array.of(1, 2, 3) }) },
        { name: "lr", points: points([3], [0.1]) },
      ],
      [{ name: "loss", points: points([2], [5]) }],
    ]);
    assert.deepEqual(
      joined.map(({ name, points: { steps, values } }) => [name, [...steps], [...values]]),
      [
        ["loss", [1, 2], [9, 5]],
        ["lr", [3], [0.1]],
      ],
    );
  });
});

describe("The name of a file", () => {
  it("says its format", () => {
    const formats = {
      "events.out.tfevents.1700000000.host.123.0": "events",
      "events.out.tfevents.1700000000.host.v2": "events",
      "trainer_state.json": "trainerState",
      "METRICS.CSV": "csv",
      "table.tsv": "csv",
      "a.jsonl": "jsonLines",
      "a.ndjson": "jsonLines",
      "config.json": undefined,
      "mytfevents.txt": undefined,
      csv: undefined,
    };
    for (const [name, format] of Object.entries(formats)) {
      assert.equal(seriesFormatOf(name), format, name);
    }
  });

  it("says if it is a training's log, and does so fast", () => {
    const logs = [
      "metrics.csv",
      "training_log.csv",
      "train_log.jsonl",
      "trainer_log.jsonl",
      "log.csv",
      "results.csv",
      "progress.csv",
      "eval_metrics.jsonl",
      "metrics-2.csv",
      "trainer_state.json",
    ];
    assert.deepEqual(logs.filter(isTrainingLog), logs);
    const others = ["predictions.jsonl", "train.csv.gz", "data.csv", "train_set.csv", "metrics.json", "trainers.csv"];
    assert.deepEqual(others.filter(isTrainingLog), []);
    const began = performance.now();
    assert.equal(isTrainingLog(`${"log".repeat(50_000)}!.csv`), false);
    assert.ok(performance.now() - began < 10_000);
  });
});
