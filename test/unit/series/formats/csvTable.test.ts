import assert from "node:assert/strict";
import { CsvTableReader } from "../../../../src/series/formats/csvTable";
import { feed, plainReading, readSeries } from "./readSeries";

const read = (text: string, isWhole = true) => readSeries(new CsvTableReader(), text, 7, isWhole);

describe("A reader of CSV", () => {
  it("reads Lightning's metrics.csv, whose rows have what was logged together", () => {
    const text = "epoch,step,train_loss,val_loss\n0,49,2.31,\n0,99,1.9,\n0,99,,1.75\n1,149,nan,\n1,199,-inf,1.5\n";
    const expected = {
      series: {
        train_loss: { steps: [49, 99, 149, 199], values: [2.31, 1.9, NaN, -Infinity], epochs: [0, 0, 1, 1] },
        val_loss: { steps: [99, 199], values: [1.75, 1.5], epochs: [0, 1] },
      },
      problems: [],
    };
    for (let piece = 1; piece < 30; piece++) {
      assert.deepEqual(readSeries(new CsvTableReader(), text, piece), expected);
    }
  });

  it("reads Keras' CSVLogger, which knows epochs alone, with its NA and any separator", () => {
    assert.deepEqual(read("epoch;accuracy;loss;val_loss\r\n0;0.5;2.0;NA\r\n1;0.75;1e-1;1.5\r\n").series, {
      accuracy: { values: [0.5, 0.75], epochs: [0, 1] },
      loss: { values: [2, 0.1], epochs: [0, 1] },
      val_loss: { values: [1.5], epochs: [1] },
    });
  });

  it("reads decimal commas where semicolons part the columns, and nowhere else", () => {
    assert.deepEqual(read("Schritt;step;loss\n1,5;10;0,25\n-,5;20;1,5E-2\n").series, {
      Schritt: { steps: [10, 20], values: [1.5, -0.5] },
      loss: { steps: [10, 20], values: [0.25, 0.015] },
    });
    assert.deepEqual(read("step;loss\n1;1,000,000\n2;0,5x\n").series, {});
    assert.deepEqual(read("step\tloss\n1\t1,000\n2\t3\n").series, { loss: { steps: [2], values: [3] } });
  });

  it("reads what TensorBoard, Weights & Biases, Ultralytics and Stable Baselines write", () => {
    assert.deepEqual(read("Wall time,Step,Value\n1700000000.5,10,0.25\n").series, {
      Value: { steps: [10], values: [0.25], times: [1_700_000_000_500] },
    });
    assert.deepEqual(read('"Step","run - a,b","run - a,b__MIN"\n"0","0.5","0.25"\n').series, {
      "run - a,b": { steps: [0], values: [0.5] },
      "run - a,b__MIN": { steps: [0], values: [0.25] },
    });
    assert.deepEqual(
      read("                  epoch,      train/box_loss,  metrics/mAP50(B)\n  1,   1.5,   0.25\n").series,
      {
        "train/box_loss": { values: [1.5], epochs: [1] },
        "metrics/mAP50(B)": { values: [0.25], epochs: [1] },
      },
    );
    assert.deepEqual(
      read('#{"t_start": 5}\ntime/total_timesteps,rollout/ep_rew_mean,time/fps\n2048,21.5,900\n').series,
      {
        "rollout/ep_rew_mean": { steps: [2048], values: [21.5] },
        "time/fps": { steps: [2048], values: [900] },
      },
    );
  });

  it("takes a time that is a date or ms, and measures one that is seconds since the start", () => {
    const at = Date.UTC(2026, 0, 2, 3, 4, 5);
    assert.deepEqual(read("timestamp,loss\n2026-01-02 03:04:05,1\n").series, { loss: { values: [1], times: [at] } });
    assert.deepEqual(read(`timestamp,loss\n${at},1\n`).series, { loss: { values: [1], times: [at] } });
    assert.deepEqual(read("step,time,loss\n1,12.5,2\n").series, {
      time: { steps: [1], values: [12.5] },
      loss: { steps: [1], values: [2] },
    });
  });

  it("counts the rows of a table without a step, and leaves out texts and an index without a name", () => {
    assert.deepEqual(read(",model,score,score\n0,llama,0.5,1\n1,qwen,0.75,2\n").series, {
      score: { steps: [0, 1], values: [0.5, 0.75] },
      "score (4)": { steps: [0, 1], values: [1, 2] },
    });
  });

  it("goes on with the header that a later training wrote", () => {
    const { series, problems } = read("epoch,loss\n0,3\n1,2\nepoch,lr,loss\n2,0.1,1\n");
    assert.deepEqual(series, {
      loss: { values: [3, 2, 1], epochs: [0, 1, 2] },
      lr: { values: [0.1], epochs: [2] },
    });
    assert.deepEqual(problems, []);
  });

  it("takes a last row without its end only from a file that has ended, and goes on where it grew", () => {
    const reader = new CsvTableReader();
    const text = Buffer.from("step,loss\n1,2\n2,15\n");
    feed(reader, text.subarray(0, -2));
    assert.deepEqual(plainReading(reader.read({ isWhole: false })).series, { loss: { steps: [1], values: [2] } });
    assert.deepEqual(plainReading(reader.read({ isWhole: true })).series, { loss: { steps: [1, 2], values: [2, 1] } });
    feed(reader, text);
    assert.deepEqual(plainReading(reader.read({ isWhole: true })).series, { loss: { steps: [1, 2], values: [2, 15] } });
  });

  it("says what is wrong, beside what could be read", () => {
    assert.deepEqual(read("step,loss\n1,2\n2\n3,4,5\n"), {
      series: { loss: { steps: [1, 3], values: [2, 4] } },
      problems: ["2 of its 3 rows have more or fewer cells than its header"],
    });
    assert.deepEqual(read("1,2\n3,4\n"), { series: {}, problems: ["its first line names no columns"] });
    assert.deepEqual(read(""), { series: {}, problems: [] });
    assert.deepEqual(read('step,loss\n1,2\n"2,3\n4,5\n').problems, ["it has a quote that does not end"]);
    assert.match(read("step,loss\n1,2\n\0\0\0,5\n").problems.join(), /^it has no lines of text from byte \d+ on$/);
    assert.deepEqual(read('step,"a\nb"\n1,2\n').series, { "a\nb": { steps: [1], values: [2] } });
  });

  it("takes rows that are far shorter than a header of 120,000 columns", () => {
    const names = Array.from({ length: 120_000 }, (_, index) => `m${index}`);
    const file = `${names.join()}\n${"1\n".repeat(120_000)}`;
    const { series, problems } = readSeries(new CsvTableReader(), file, 65_536);
    assert.deepEqual([Object.keys(series), series["m0"]?.["values"]?.length], [["m0"], 120_000]);
    assert.deepEqual(problems, ["120,000 of its 120,000 rows have more or fewer cells than its header"]);
  });

  it("ends with what no training logs: endless lines, quotes and columns", () => {
    const isDoneAt = (text: string): number => {
      const reader = new CsvTableReader();
      feed(reader, Buffer.from(text), 65_536);
      assert.equal(reader.isDone, true);
      assert.equal(reader.read({ isWhole: true }).problems.length, 1);
      return reader.position;
    };
    assert.ok(isDoneAt(`step,loss\n${"1".repeat(5_000_000)}`) < 1_200_000);
    assert.ok(isDoneAt(`step,loss\n"${"1\n".repeat(2_000_000)}`) < 1_200_000);
    const names = Array.from({ length: 5_000 }, (_, index) => `m${index}`);
    const wide = readSeries(new CsvTableReader(), `step,${names.join()}\n1,${names.map(() => 2).join()}\n`, 4_096);
    assert.equal(Object.keys(wide.series).length, 2_000);
    assert.deepEqual(wide.problems, ["it has more than the 2,000 metrics that are read"]);
  });
});
