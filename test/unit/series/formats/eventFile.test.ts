import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { crc32c } from "../../../../src/series/formats/crc32c";
import { EventFileReader } from "../../../../src/series/formats/eventFile";
import * as make from "./eventBytes";
import { feed, plainReading, readSeries } from "./readSeries";

const sample = (name: string): Buffer => readFileSync(join("test/unit/series/formats/samples", name));
const read = (parts: readonly Buffer[], piece = 1_000) =>
  readSeries(new EventFileReader(), Buffer.concat(parts), piece);
const single = (value: number): number => Math.fround(value);

describe("CRC-32C", () => {
  it("is that of RFC 3720's examples", () => {
    assert.equal(crc32c(new Uint8Array(32)), 0x8a9136aa);
    assert.equal(crc32c(new Uint8Array(32).fill(0xff)), 0x62a8ab43);
    assert.equal(crc32c(Uint8Array.from({ length: 32 }, (_, index) => index)), 0x46dd794e);
    assert.equal(crc32c(Buffer.from("123456789")), 0xe3069283);
  });
});

describe("A reader of event files", () => {
  it("gives the scalars of a file that tensorboardX 2.6.5 wrote, and nothing of its histograms, texts and pictures", () => {
    const { series, problems } = readSeries(new EventFileReader(), sample("tensorboardX.tfevents"), 4_096);
    assert.deepEqual(problems, []);
    assert.deepEqual(Object.keys(series).sort(), ["eval/loss", "train/loss"]);
    const loss = series["train/loss"]!;
    const steps = Array.from({ length: 52 }, (_, index) => index * 10);
    assert.deepEqual(loss["steps"], steps);
    assert.deepEqual(
      loss["times"],
      steps.map((_, index) => 1_700_000_000_000 + index * 1_500),
    );
    assert.deepEqual(loss["values"], [
      ...steps.slice(0, 50).map((_, index) => single(2.5 * Math.exp(-index / 20) + (index === 25 ? 0.5 : 0))),
      NaN,
      Infinity,
    ]);
    assert.deepEqual(series["eval/loss"]?.["steps"], [0, 100, 200, 300, 400]);
  });

  it("gives the scalars that tensorboard 2.21 wrote as tensors, with the plugin's name at the first alone", () => {
    const { series, problems } = readSeries(new EventFileReader(), sample("tensorboard.tfevents"), 100);
    assert.deepEqual(problems, []);
    const indexes = Array.from({ length: 20 }, (_, index) => index);
    assert.deepEqual(series, {
      epoch_loss: {
        steps: indexes,
        values: indexes.map((index) => single(1 / (index + 1))),
        times: indexes.map((index) => 1_700_000_000_250 + index * 60_000),
      },
    });
  });

  it("reads tensors of each type of number, however they are stored, and none that hold more than one", () => {
    const content = (type: number, hex: string): Buffer =>
      make.tensor(`content ${type}`, [make.integer(1, type), make.bytes(4, Buffer.from(hex, "hex"))]);
    const { series } = read([
      make.START,
      make.event(
        1,
        5,
        content(1, "0000c03f"),
        content(2, "000000000000f83f"),
        content(3, "feffffff"),
        content(4, "ff"),
      ),
      make.event(1, 5, content(5, "ffff"), content(6, "ff"), content(9, "feffffffffffffff"), content(10, "01")),
      make.event(1, 5, content(14, "c03f"), content(17, "ffff"), content(19, "003e"), content(22, "ffffffff")),
      make.event(1, 5, content(23, "0100000000000000"), content(7, "00000000"), content(8, "0000000000000000")),
      make.event(1, 5, make.tensor("float_val", [make.integer(1, 1), make.bytes(2), make.float(5, 0.5)])),
      make.event(
        1,
        5,
        make.tensor("double_val", [make.integer(1, 2), make.bytes(6, Buffer.from("000000000000f83f", "hex"))]),
      ),
      make.event(1, 5, make.tensor("int_val", [make.integer(1, 3), make.bytes(7, Buffer.from("ac02", "hex"))])),
      make.event(1, 5, make.tensor("int64_val", [make.integer(1, 9), make.integer(10, -3)])),
      make.event(1, 5, make.tensor("half_val", [make.integer(1, 19), make.integer(13, 0x0001)])),
      make.event(1, 5, make.tensor("bfloat16 half_val", [make.integer(1, 14), make.integer(13, 0x7f80)])),
      make.event(
        1,
        5,
        make.tensor("[1]", [make.integer(1, 1), make.bytes(2, make.bytes(2, make.integer(1, 1))), make.float(5, 2)]),
      ),
      make.event(
        1,
        5,
        make.tensor("[2]", [make.integer(1, 1), make.bytes(2, make.bytes(2, make.integer(1, 2))), make.float(5, 2)]),
      ),
      make.event(1, 5, make.tensor("empty", [make.integer(1, 1), make.bytes(4)])),
    ]);
    const values = Object.entries(series).map(([tag, columns]) => [tag, columns["values"]?.[0]]);
    assert.deepEqual(Object.fromEntries(values), {
      "content 1": 1.5,
      "content 2": 1.5,
      "content 3": -2,
      "content 4": 255,
      "content 5": -1,
      "content 6": -1,
      "content 9": -2,
      "content 10": 1,
      "content 14": 1.5,
      "content 17": 65_535,
      "content 19": 1.5,
      "content 22": 4_294_967_295,
      "content 23": 1,
      float_val: 0.5,
      double_val: 1.5,
      int_val: 300,
      int64_val: -3,
      half_val: 2 ** -24,
      "bfloat16 half_val": Infinity,
      "[1]": 2,
    });
  });

  it("takes steps of any size, and tells tags of other plugins by their first value", () => {
    const { series, problems } = read([
      make.START,
      make.event(-5, 0.5, make.simple("a", 1)),
      make.event(2n ** 40n, 1, make.simple("a", 2), make.simple("pr", 3, "pr_curves"), make.simple("s", 4, "scalars")),
      make.event(7, 2, make.simple("pr", 5), make.simple("s", 6)),
    ]);
    assert.deepEqual(problems, []);
    assert.deepEqual(series, {
      a: { steps: [-5, 2 ** 40], values: [1, 2], times: [500, 1_000] },
      s: { steps: [2 ** 40, 7], values: [4, 6], times: [1_000, 2_000] },
    });
  });

  it("leaves out a record that is damaged, and stops at a length that is", () => {
    const good = [
      make.START,
      make.event(1, 1, make.simple("a", 1)),
      make.event(2, 2, make.simple("a", 2)),
      make.event(3, 3, make.simple("a", 3)),
    ];
    const offset = good[0]!.length + good[1]!.length;
    const file = Buffer.concat(good);
    const damagedAt = (at: number): Buffer => Buffer.from(file.map((byte, index) => (index === at ? byte ^ 1 : byte)));
    const inData = read([damagedAt(offset + 20)]);
    assert.deepEqual(inData.series["a"]?.["steps"], [1, 3]);
    assert.deepEqual(inData.problems, ["1 of its 4 records is damaged"]);
    const inLength = read([damagedAt(offset + 1)]);
    assert.deepEqual(inLength.series["a"]?.["steps"], [1]);
    assert.deepEqual(inLength.problems, [`its record at byte ${offset} is damaged, and what follows can't be found`]);
    assert.deepEqual(read([Buffer.from("step,loss\n1,2\n3,4\n")]).problems, ["it is no event file of TensorBoard"]);
    assert.deepEqual(read([make.START, make.record(Buffer.from("ffffff", "hex"))]).problems, [
      "1 of its 2 records is damaged",
    ]);
  });

  it("waits for a record that is cut off, and says so of a file that has ended", () => {
    const whole = Buffer.concat([
      make.START,
      make.event(1, 1, make.simple("a", 1)),
      make.event(2, 2, make.simple("a", 2)),
    ]);
    const reader = new EventFileReader();
    feed(reader, whole.subarray(0, -3));
    assert.deepEqual(plainReading(reader.read({ isWhole: false })).problems, []);
    const cut = plainReading(reader.read({ isWhole: true }));
    assert.deepEqual([cut.series["a"]?.["steps"], cut.problems], [[1], ["its last record is cut off"]]);
    feed(reader, whole);
    const all = plainReading(reader.read({ isWhole: true }));
    assert.deepEqual([all.series["a"]?.["steps"], all.problems], [[1, 2], []]);
  });

  it("passes over a long record without its bytes, and believes no length", () => {
    const reader = new EventFileReader();
    const long = make.record(Buffer.alloc(3_000_000));
    const next = make.event(4, 4, make.simple("a", 4));
    reader.append(Buffer.concat([make.START, long.subarray(0, 50)]));
    assert.equal(reader.position, make.START.length + long.length);
    assert.deepEqual(reader.read({ isWhole: true }).problems, ["its last record is cut off"]);
    reader.append(next);
    assert.deepEqual(plainReading(reader.read({ isWhole: true })), {
      series: { a: { steps: [4], values: [4], times: [4_000] } },
      problems: [],
    });
    const endless = new EventFileReader();
    endless.append(make.record(Buffer.alloc(10), Number.MAX_SAFE_INTEGER - 20));
    assert.ok(endless.position > 9e15 || endless.isDone);
  });
});
