import assert from "node:assert/strict";
import { JsonLinesReader } from "../../../../src/series/formats/jsonLines";
import { feed, plainReading, readSeries } from "./readSeries";

const read = (text: string, isWhole = true) => readSeries(new JsonLinesReader(), text, 7, isWhole);

describe("A reader of JSON lines", () => {
  it("reads a record a line, with what is nested, and Python's NaN", () => {
    const text =
      '{"step": 1, "loss": 2.5, "system": {"gpu": {"memory": 10}}, "note": "NaN in {text}"}\r\n' +
      '\n{"step": 2, "loss": NaN, "eval/loss": -Infinity, "lr": "nan", "tags": [1], "ok": true}\n';
    const expected = {
      series: {
        loss: { steps: [1, 2], values: [2.5, NaN] },
        "system/gpu/memory": { steps: [1], values: [10] },
        "eval/loss": { steps: [2], values: [-Infinity] },
        lr: { steps: [2], values: [NaN] },
      },
      problems: [],
    };
    for (let piece = 1; piece < 30; piece++) {
      // A column of NaN alone is one that says nothing to the plain form.
      const { series, problems } = readSeries(new JsonLinesReader(), text, piece);
      assert.deepEqual({ series: { ...series, lr: { ...series["lr"], values: [NaN] } }, problems }, expected);
    }
  });

  it("knows the steps of LLaMA-Factory, Weights & Biases, detectron2 and fairseq", () => {
    assert.deepEqual(read('{"current_steps": 10, "loss": 1.5, "epoch": 0.25, "elapsed_time": "0:00:10"}').series, {
      loss: { steps: [10], values: [1.5], epochs: [0.25] },
    });
    assert.deepEqual(read('{"_step": 3, "_timestamp": 1700000000.5, "_runtime": 9, "acc": 0.5}').series, {
      _runtime: { steps: [3], values: [9], times: [1_700_000_000_500] },
      acc: { steps: [3], values: [0.5], times: [1_700_000_000_500] },
    });
    assert.deepEqual(read('{"iteration": 19, "total_loss": 2}').series, { total_loss: { steps: [19], values: [2] } });
    assert.deepEqual(read('{"num_updates": 100, "ppl": 8, "trainer/global_step": 5}').series, {
      ppl: { steps: [100], values: [8] },
    });
  });

  it("reads records that name a metric and its value", () => {
    assert.deepEqual(
      read('{"name": "loss", "value": 2, "step": 1}\n{"metric": "acc", "value": 0.5, "step": 1}').series,
      {
        loss: { steps: [1], values: [2] },
        acc: { steps: [1], values: [0.5] },
      },
    );
  });

  it("counts records that say no step, and leaves them out beside others that do", () => {
    assert.deepEqual(read('{"loss": 3}\n{"loss": 2}\n').series, { loss: { steps: [0, 1], values: [3, 2] } });
    assert.deepEqual(read('{"seed": 42, "lr": 0.1}\n{"step": 5, "loss": 2}\n').series, {
      loss: { steps: [5], values: [2] },
    });
  });

  it("takes a last line without its end only from a file that has ended, and goes on where it grew", () => {
    const reader = new JsonLinesReader();
    const text = Buffer.from('{"step": 1, "loss": 2}\n{"step": 2, "loss": 1}\n');
    feed(reader, text.subarray(0, -1));
    assert.deepEqual(plainReading(reader.read({ isWhole: false })).series, { loss: { steps: [1], values: [2] } });
    assert.deepEqual(plainReading(reader.read({ isWhole: true })).series, { loss: { steps: [1, 2], values: [2, 1] } });
    feed(reader, text);
    assert.deepEqual(plainReading(reader.read({ isWhole: true })).series, { loss: { steps: [1, 2], values: [2, 1] } });
  });

  it("says what is wrong, beside what could be read", () => {
    assert.deepEqual(read('{"step": 1, "loss": 2}\n{"step": 2, "lo\n[1]\n{"step": 3, "loss": 1}\n{"st'), {
      series: { loss: { steps: [1, 3], values: [2, 1] } },
      problems: ["3 of its 5 lines are not valid JSON"],
    });
    assert.deepEqual(read("<html>").problems, ["1 of its 1 lines is not valid JSON"]);
    const reader = new JsonLinesReader();
    feed(reader, Buffer.from(`{"step": 1, "loss": ${"1".repeat(3_000_000)}`), 65_536);
    assert.ok(reader.isDone && reader.position < 1_200_000);
    assert.match(reader.read({ isWhole: true }).problems.join(), /^it has no lines of text/);
  });
});
