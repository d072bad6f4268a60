import assert from "node:assert/strict";
import { LogFile, type LogFacts } from "../../../../src/files/curves/logFile";
import { ApiError } from "../../../../src/http/apiError";
import type { ByteRange, FileContent } from "../../../../src/sources/contract/sourceFiles";
import * as make from "../../series/formats/eventBytes";
import { plainReading } from "../../series/formats/readSeries";

/** A file of a service: its content may change between two requests. */
class Served {
  bytes: Buffer;
  readonly starts: number[] = [];
  isWholeAlone = false;
  cutAfter = Infinity;
  came = 0;

  constructor(text: string | Buffer) {
    this.bytes = Buffer.from(text);
  }

  readonly open = async (range: ByteRange | undefined): Promise<FileContent> => {
    await Promise.resolve();
    const wanted = range?.start ?? 0;
    this.starts.push(wanted);
    if (wanted > 0 && wanted >= this.bytes.length) {
      throw new ApiError("badRequest", "there is no such part", { status: 416 });
    }
    const start = this.isWholeAlone ? 0 : wanted;
    return { start, size: this.bytes.length, body: this.#send(this.bytes.subarray(start)) };
  };

  async *#send(rest: Buffer): AsyncGenerator<Uint8Array, void, undefined> {
    for (let at = 0; at < rest.length; at += 1_000) {
      if (at >= this.cutAfter) {
        throw new ApiError("network", "the answer ended early");
      }
      const chunk = rest.subarray(at, at + 1_000);
      this.came += chunk.length;
      yield await Promise.resolve(chunk);
    }
  }
}

const facts = (served: Served): LogFacts => ({ size: served.bytes.length, modifiedAt: served.bytes.length });
const signal = new AbortController().signal;

async function read(log: LogFile, served: Served, said: LogFacts = facts(served)): Promise<void> {
  await log.read({ signal, facts: said, onBytes: () => undefined });
}

function open(served: Served, path = "metrics.csv", most = 1_000_000): LogFile {
  return new LogFile({ path, open: served.open, most });
}

const rows = (from: number, to: number): string =>
  Array.from({ length: to - from }, (_, index) => `${from + index},${1 / (from + index + 1)}\n`).join("");

function stepsOf(log: LogFile, name = "loss"): readonly number[] {
  return plainReading(log.reading(true)).series[name]?.["steps"] ?? [];
}

const upTo = (end: number, from = 0): readonly number[] =>
  Array.from({ length: end - from }, (_, index) => from + index);

describe("A training log", () => {
  it("is asked for no more while its listing says the same, and then from where it ended", async () => {
    const served = new Served(`step,loss\n${rows(0, 100)}`);
    const log = open(served);
    await read(log, served);
    await read(log, served);
    assert.deepEqual([served.starts, stepsOf(log)], [[0], upTo(100)]);
    const before = served.bytes.length;
    served.bytes = Buffer.concat([served.bytes, Buffer.from(rows(100, 103))]);
    served.came = 0;
    await read(log, served);
    assert.deepEqual([served.starts, stepsOf(log)], [[0, before - 64], upTo(103)]);
    assert.equal(served.came, served.bytes.length - before + 64);
  });

  it("is asked for by the end alone where its listing says no size", async () => {
    const served = new Served(`step,loss\n${rows(0, 100)}`);
    const log = open(served);
    await read(log, served, {});
    served.came = 0;
    await read(log, served, {});
    assert.deepEqual([served.came, stepsOf(log)], [64, upTo(100)]);
  });

  it("is read from its start where it was written again, longer or shorter, as another file of its name", async () => {
    for (const text of [`step,loss\n${rows(500, 900)}`, `step,loss\n${rows(500, 503)}`]) {
      const served = new Served(`step,loss\n${rows(0, 100)}`);
      const log = open(served);
      await read(log, served, {});
      served.bytes = Buffer.from(text);
      await read(log, served, {});
      assert.deepEqual(stepsOf(log), upTo(500 + text.split("\n").length - 2, 500));
    }
  });

  it("is read whole again where it is a trainer's state, which is written whole", async () => {
    const state = (...steps: number[]): string =>
      JSON.stringify({ log_history: steps.map((step) => ({ step, loss: step })), x: "" });
    const served = new Served(state(1, 2));
    const log = open(served, "checkpoint-2/trainer_state.json");
    await read(log, served);
    served.bytes = Buffer.from(state(1, 2, 3));
    await read(log, served);
    await read(log, served);
    assert.deepEqual(
      [served.starts, stepsOf(log)],
      [
        [0, 0],
        [1, 2, 3],
      ],
    );
  });

  it("keeps what came before a failure, and goes on there", async () => {
    const served = new Served(`step,loss\n${rows(0, 400)}`);
    served.cutAfter = 3_000;
    const log = open(served);
    await assert.rejects(read(log, served), { kind: "network" });
    const some = stepsOf(log).length;
    assert.ok(some > 50 && some < 400);
    served.cutAfter = Infinity;
    await read(log, served);
    assert.deepEqual([served.starts, stepsOf(log)], [[0, 3_000 - 64], upTo(400)]);
  });

  it("takes what it lacks of a service that gives files whole alone", async () => {
    const served = new Served(`step,loss\n${rows(0, 100)}`);
    served.isWholeAlone = true;
    const log = open(served);
    await read(log, served);
    served.bytes = Buffer.concat([served.bytes, Buffer.from(rows(100, 200))]);
    await read(log, served);
    assert.deepEqual(stepsOf(log), upTo(200));
  });

  it("is read up to a limit, and says so", async () => {
    const served = new Served(`step,loss\n${rows(0, 10_000)}`);
    const log = open(served, "metrics.csv", 5_000);
    await read(log, served);
    assert.equal(served.came, 5_000);
    const { series, problems } = plainReading(log.reading(true));
    assert.ok(series["loss"]!["steps"]!.length > 100);
    assert.deepEqual(problems, ["only its first 5 kB were read"]);
  });

  it("passes over long pictures among TensorBoard's events, where ranges are given", async () => {
    const file = Buffer.concat([
      make.START,
      make.event(1, 1, make.simple("loss", 1)),
      make.record(Buffer.alloc(4_000_000)),
      make.event(2, 2, make.simple("loss", 2)),
    ]);
    for (const isWholeAlone of [false, true]) {
      const served = Object.assign(new Served(file), { isWholeAlone });
      const log = open(served, "runs/events.out.tfevents.1.host", 10_000_000);
      await read(log, served);
      assert.deepEqual([stepsOf(log), log.reading(true).problems], [[1, 2], []]);
      assert.equal(served.came < 10_000, !isWholeAlone);
    }
  });

  it("says that it is a pointer of Git LFS", async () => {
    const served = new Served("version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 5\n");
    const log = open(served);
    await read(log, served);
    assert.deepEqual(log.reading(true), { series: [], problems: ["it is a pointer of Git LFS, not the file"] });
  });

  it("stops where it is aborted", async () => {
    const served = new Served(`step,loss\n${rows(0, 10_000)}`);
    const log = open(served);
    const controller = new AbortController();
    const onBytes = (): void => controller.abort(new Error("stopped"));
    await assert.rejects(log.read({ signal: controller.signal, facts: facts(served), onBytes }), /stopped/);
    assert.ok(served.came <= 2_000);
    await read(log, served);
    assert.deepEqual(stepsOf(log), upTo(10_000));
  });
});
