import assert from "node:assert/strict";
import { TrainerStateReader } from "../../../../src/series/formats/trainerState";
import { readSeries } from "./readSeries";

/** As transformers 4.46 writes it: sorted, indented, with Python's words for what JSON has none for. */
const STATE = `{
  "best_metric": null,
  "epoch": 0.2,
  "is_hyper_param_search": false,
  "log_history": [
    {
      "epoch": 0.1,
      "grad_norm": 1.25,
      "learning_rate": 2e-05,
      "loss": 2.31,
      "step": 10
    },
    {
      "epoch": 0.2,
      "grad_norm": NaN,
      "learning_rate": 1e-05,
      "loss": -Infinity,
      "step": 20
    },
    {
      "epoch": 0.2,
      "eval_loss": 1.13,
      "step": 20
    }
  ],
  "logging_steps": 10,
  "stateful_callbacks": {"log_history": [{"loss": 99, "step": 1}]}
}`;

const SERIES = {
  grad_norm: { steps: [10, 20], values: [1.25, NaN], epochs: [0.1, 0.2] },
  learning_rate: { steps: [10, 20], values: [2e-5, 1e-5], epochs: [0.1, 0.2] },
  loss: { steps: [10, 20], values: [2.31, -Infinity], epochs: [0.1, 0.2] },
  eval_loss: { steps: [20], values: [1.13], epochs: [0.2] },
};

describe("A reader of trainer_state.json", () => {
  it("gives what was logged, wherever the pieces are cut", () => {
    for (let piece = 1; piece < 40; piece++) {
      assert.deepEqual(readSeries(new TrainerStateReader(), STATE, piece), { series: SERIES, problems: [] });
    }
  });

  it("wants nothing of a file behind its history", () => {
    const reader = new TrainerStateReader();
    readSeries(reader, STATE, 1);
    assert.equal(reader.isDone, true);
    assert.equal(reader.position, STATE.indexOf('],\n  "logging_steps"') + 1);
  });

  it("reads UTF-16, and a mark of its order", () => {
    const text = `\ufeff${STATE.replace("grad_norm", "größe")}`;
    const read = readSeries(new TrainerStateReader(), Buffer.from(text, "utf16le"), 3);
    assert.deepEqual(read.series["größe"], { steps: [10], values: [1.25], epochs: [0.1] });
    assert.deepEqual(readSeries(new TrainerStateReader(), `\ufeff${STATE}`).problems, []);
  });

  it("gives what a file that is cut off holds, and says that it is", () => {
    const cut = STATE.slice(0, STATE.indexOf('"eval_loss"'));
    const { eval_loss: left, ...series } = SERIES;
    assert.equal(left.steps.length, 1);
    assert.deepEqual(readSeries(new TrainerStateReader(), cut), {
      series,
      problems: ["it ends in the middle of its history"],
    });
    assert.deepEqual(readSeries(new TrainerStateReader(), cut, 7, false).problems, []);
  });

  it("says what is wrong with a file that is none", () => {
    const problemsOf = (text: string) => readSeries(new TrainerStateReader(), text).problems;
    for (const text of ["", "<html>log_history</html>", "[]", '{"log_history": 5}', '{"a": {"log_history": [{}]}}']) {
      assert.deepEqual(problemsOf(text), ['it has no "log_history"'], text);
    }
    assert.deepEqual(problemsOf('{"log_history": []}'), []);
    assert.deepEqual(problemsOf('{"log_history": [{"loss": 1 "step": 2}, {"loss": 1, "step": 2}]}'), [
      "1 of its 2 records are not valid JSON",
    ]);
    const endless = `{"log_history": [{"a": "${"b".repeat(2_000_000)}`;
    const reader = new TrainerStateReader();
    assert.deepEqual(readSeries(reader, endless, 65_536).problems, ["its history holds a record that does not end"]);
    assert.ok(reader.position < 1_200_000);
  });

  it("is not misled by brackets in texts, names of prototypes, and nesting", () => {
    const record = '{"step": 1, "note": "]}\\"{[", "__proto__": 2, "a": {"b": {"c": 3}}, "list": [4], "flag": true}';
    const text = `{"note": "\\"log_history\\": [", "log_history": [${record}, [{"loss": 9}], 5]}`;
    assert.deepEqual(readSeries(new TrainerStateReader(), text), {
      series: Object.fromEntries([
        ["__proto__", { steps: [1], values: [2] }],
        ["a/b/c", { steps: [1], values: [3] }],
      ]),
      problems: [],
    });
    const deep = `{"log_history": [${'{"a":'.repeat(50_000)}1${"}".repeat(50_000)}, {"loss": 1, "step": 5}]}`;
    assert.deepEqual(readSeries(new TrainerStateReader(), deep, 65_536).series, { loss: { steps: [5], values: [1] } });
  });
});
