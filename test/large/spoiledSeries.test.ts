import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { openSeriesReader } from "../../src/series/formats/openSeriesReader";
import { seriesFormatOf } from "../../src/series/seriesFile";
import type { SeriesReader } from "../../src/series/seriesReader";
import { feed } from "../unit/series/formats/readSeries";

const ROUNDS = 150;

/** Numbers from 0 to below 1 that are the same in each run (mulberry32). */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    const mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    const more = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((more ^ (more >>> 14)) >>> 0) / 2 ** 32;
  };
}

const records = Array.from({ length: 30 }, (_, step) => ({
  step,
  epoch: step / 10,
  loss: 3 / (step + 1),
  a: { b: -step },
}));
const FILES: Readonly<Record<string, Buffer>> = {
  "trainer_state.json": Buffer.from(JSON.stringify({ epoch: 3, log_history: records, max_steps: 30 })),
  "metrics.jsonl": Buffer.from(records.map((record) => `${JSON.stringify(record)}\n`).join("")),
  "metrics.csv": Buffer.from(
    `step,epoch,"loss",b\n${records.map(({ step, loss }) => `${step},,"${loss}",NaN\n`).join("")}`,
  ),
  "events.out.tfevents.1.x": readFileSync("test/unit/series/formats/samples/tensorboard.tfevents"),
};

/** Some bytes changed, left out, doubled or cut off. */
function spoiled(file: Buffer, next: () => number): Buffer {
  const place = (): number => Math.floor(next() * file.length);
  const copy = Buffer.from(file);
  for (let change = 0; change < 1 + 4 * next(); change++) {
    copy[place()] = Math.floor(next() * 256);
  }
  const [from, to] = [place(), place()];
  return next() < 0.5 ? copy : Buffer.concat([copy.subarray(0, from), copy.subarray(to)]);
}

function reading(reader: SeriesReader, file: Buffer, next: () => number, longest: number): unknown {
  while (!reader.isDone && reader.position < file.length) {
    reader.append(file.subarray(reader.position, reader.position + 1 + Math.floor(next() * longest)));
    reader.read({ isWhole: next() < 0.5 });
  }
  return { ...reader.read({ isWhole: true }), isDone: reader.isDone };
}

const MEGABYTE = 1024 * 1024;
/** Files without an end, by the byte or text that they repeat behind their start. */
const ENDLESS = {
  zeros: ["", "\0"],
  "one line": ["", "a"],
  "an open quote": ['step,loss\n1,"', "b"],
  "brackets that open": ["", "["],
  fields: ["", ","],
  "a text in a record": ['{"log_history": [{"loss": "', "x"],
  "a number in a record": ['{"log_history": [{"loss": 1', "1"],
} as const;

describe("The readers of series, given files without an end", () => {
  for (const name of Object.keys(FILES)) {
    it(`find no curve in a ${name} of nonsense, and say so in a sentence`, () => {
      for (const [what, [start, unit]] of Object.entries(ENDLESS)) {
        const reader = openSeriesReader(seriesFormatOf(name)!);
        feed(reader, Buffer.concat([Buffer.from(start), Buffer.alloc(3 * MEGABYTE, unit)]), MEGABYTE);
        const { series, problems } = reader.read({ isWhole: true });
        assert.deepEqual(series, [], what);
        assert.match(problems.join("; "), /^(?:its? |[\d,]+ of its ).{10,150}$/, what);
        assert.ok(reader.isDone || name === "trainer_state.json", `${what} is read to its end`);
      }
    });
  }
});

describe("The readers of series, given spoiled files", () => {
  for (const [name, file] of Object.entries(FILES)) {
    it(`give the same of ${name} however it is cut, and columns of one length`, () => {
      const format = seriesFormatOf(name);
      assert.ok(format !== undefined);
      for (let round = 0; round < ROUNDS; round++) {
        const next = dice(round);
        const bad = spoiled(file, next);
        const whole = openSeriesReader(format);
        feed(whole, bad, bad.length);
        const { series, problems } = whole.read({ isWhole: true });
        for (const { points } of series) {
          assert.deepEqual(new Set(Object.values(points).map((column: Float64Array) => column.length)).size, 1);
        }
        for (const problem of problems) {
          assert.match(problem, /^(?:its? |[\d,]+ of its ).{10,100}$/);
        }
        const cut = reading(openSeriesReader(format), bad, next, 40);
        // The place where the text of a file ends is told by the piece.
        const without = (text: unknown): unknown =>
          JSON.parse(JSON.stringify(text).replaceAll(/from byte [\d,]+ on/g, ""));
        assert.deepEqual(without(cut), without({ series, problems, isDone: whole.isDone }), `round ${round}`);
      }
    });
  }
});
