import assert from "node:assert/strict";
import { logOrigins } from "../../../../src/files/curves/logOrigins";

const file = (path: string, name: string, steps: readonly number[] = [1]) => ({
  path,
  series: [{ name, points: { steps: Float64Array.from(steps), values: Float64Array.from(steps) } }],
});

const plain = (...files: Parameters<typeof logOrigins>[0]) =>
  logOrigins(files).map(({ path, series }) => [path, series.map(({ name, points }) => [name, ...points.steps])]);

describe("Files as origins of curves", () => {
  it("are joined where they are the parts of one log, whatever their order", () => {
    const parts = [
      file("runs/a/events.out.tfevents.1700000200.host", "loss", [3, 4]),
      file("runs/a/events.out.tfevents.1700000100.host", "loss", [1, 2, 3]),
      file("runs/b/events.out.tfevents.1700000100.host", "loss", [7]),
      file("metrics.csv", "loss", [9]),
    ];
    assert.deepEqual(plain(...parts), [
      ["metrics.csv", [["loss", 9]]],
      ["runs/a/events.out.tfevents.* (2 files)", [["loss", 1, 2, 3, 4]]],
      ["runs/b/events.out.tfevents.1700000100.host", [["loss", 7]]],
    ]);
  });

  it("name the part of the data that a directory is of, where another has the same tag", () => {
    const names = (...files: Parameters<typeof logOrigins>[0]) =>
      logOrigins(files).map(({ series }) => series[0]?.name);
    const event = "events.out.tfevents.1.host";
    assert.deepEqual(names(file(`logs/train/${event}`, "epoch_loss"), file(`logs/validation/${event}`, "epoch_loss")), [
      "train/epoch_loss",
      "validation/epoch_loss",
    ]);
    assert.deepEqual(names(file(`loss_train/${event}`, "loss"), file(`loss_val/${event}`, "loss")), [
      "loss_train/loss",
      "loss_val/loss",
    ]);
    assert.deepEqual(names(file(`logs/train/${event}`, "loss")), ["loss"]);
    assert.deepEqual(names(file(`runs/a/${event}`, "loss"), file(`runs/b/${event}`, "loss")), ["loss", "loss"]);
  });
});
