import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { openSeriesReader } from "../../../../src/series/formats/openSeriesReader";
import { seriesFormatOf } from "../../../../src/series/seriesFile";
import { readSeries } from "./readSeries";

/** As `make.py` has them. */
const LOSSES = [2.5, 1.25, 0.1 + 0.2, NaN, Infinity, -Infinity, 5e-324, Number.MAX_VALUE];
const PLACES = [0, 1, 2, 3, 4, 5, 6, 7];
const EVEN = [0, 2, 4, 6];
const KERAS = {
  accuracy: { values: PLACES.map((epoch) => epoch / 8), epochs: PLACES },
  loss: { values: LOSSES, epochs: PLACES },
  val_loss: { values: EVEN.map((epoch) => LOSSES[epoch]), epochs: EVEN },
};

const EXPECTED: Readonly<Record<string, object>> = {
  "lightning.csv": {
    'loss, "weighted"\nby class': {
      values: LOSSES,
      steps: PLACES.map((place) => place * 50 + 49),
      epochs: [0, 0, 0, 0, 1, 1, 1, 1],
    },
    val_loss: { values: [1 / 4, 1 / 8], steps: [199, 399], epochs: [0, 1] },
  },
  "keras.csv": KERAS,
  "keras.tsv": KERAS,
  "quoted.csv": { loss: { values: LOSSES, steps: PLACES } },
  "trainer_state.json": {
    learning_rate: { values: PLACES.map(() => 2e-5), steps: PLACES, epochs: PLACES.map((step) => step / 10) },
    loss: { values: LOSSES, steps: PLACES, epochs: PLACES.map((step) => step / 10) },
  },
  "metrics.jsonl": { "train/loss": { values: LOSSES, steps: PLACES } },
};

describe("The readers of series, given what Python's csv and json wrote", () => {
  for (const [name, series] of Object.entries(EXPECTED)) {
    it(`give every digit of ${name}, NaN and infinite values among them, wherever it is cut`, () => {
      const file = readFileSync(join("test/unit/series/formats/samples", name));
      const format = seriesFormatOf(name);
      assert.ok(format !== undefined);
      for (const piece of [1, 2, 3, 7, 64, file.length]) {
        assert.deepEqual(readSeries(openSeriesReader(format), file, piece), { series, problems: [] });
      }
    });
  }
});
