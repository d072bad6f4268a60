import assert from "node:assert/strict";
import { AppendQueue } from "../../../../../src/files/download/disk/appendQueue";

const MB = 1024 * 1024;

/** A disk that takes a batch when it is told to. */
class SlowDisk {
  readonly batches: string[][] = [];
  readonly #ends: { readonly resolve: () => void; readonly reject: (error: Error) => void }[] = [];
  readonly queue = new AppendQueue((pieces) => {
    this.batches.push(pieces.map((piece) => Buffer.from(piece.subarray(0, 1)).toString()));
    return new Promise((resolve, reject) => this.#ends.push({ resolve, reject }));
  });

  add(text: string, bytes = 1): Promise<void> {
    return this.queue.add(Buffer.alloc(bytes, text));
  }

  async take(): Promise<void> {
    this.#ends.shift()?.resolve();
    await turn();
  }

  async fail(): Promise<void> {
    this.#ends.shift()?.reject(new Error("no space"));
    await turn();
  }
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

async function isSettled(work: Promise<unknown>): Promise<boolean> {
  let isDone = false;
  void work.then(
    () => (isDone = true),
    () => (isDone = true),
  );
  await turn();
  return isDone;
}

describe("AppendQueue", () => {
  it("writes in order, one batch at a time, with what came meanwhile in one", async () => {
    const disk = new SlowDisk();
    for (const text of ["a", "b", "c"]) {
      await disk.add(text);
    }
    assert.deepEqual(disk.batches, [["a"]]);
    await disk.take();
    await disk.add("d");
    assert.deepEqual(disk.batches, [["a"], ["b", "c"]]);
    await disk.take();
    assert.deepEqual(disk.batches, [["a"], ["b", "c"], ["d"]]);
  });

  it("lets no more than 1 MB wait, nor 512 pieces", async () => {
    const large = new SlowDisk();
    await large.add("a");
    await large.add("b", MB - 1);
    const waiting = large.add("c");
    assert.equal(await isSettled(waiting), false);
    await large.take();
    await waiting;
    const many = new SlowDisk();
    await many.add("a");
    for (let count = 1; count < 512; count += 1) {
      await many.add("b");
    }
    assert.equal(await isSettled(many.add("b")), false);
  });

  it("flushes what was added before, though more is added all the while", async () => {
    const disk = new SlowDisk();
    await disk.add("a");
    await disk.add("b");
    const flushed = disk.queue.flush();
    await disk.take();
    await disk.add("c");
    assert.equal(await isSettled(flushed), false);
    await disk.take();
    assert.equal(await isSettled(flushed), true);
    assert.deepEqual(disk.batches.at(-1), ["c"], "which is still being written");
  });

  it("is flushed at once when nothing is under way", async () => {
    const disk = new SlowDisk();
    await disk.queue.flush();
    await disk.add("a");
    await disk.take();
    await disk.queue.flush();
  });

  it("writes nothing behind a failure, and throws it to the one who adds or flushes, but settles", async () => {
    const disk = new SlowDisk();
    await disk.add("a");
    await disk.add("b");
    const flushed = disk.queue.flush();
    const refused = assert.rejects(flushed, /no space/);
    await disk.fail();
    await refused;
    await assert.rejects(disk.add("c"), /no space/);
    await disk.queue.settle();
    assert.deepEqual(disk.batches, [["a"]]);
  });
});
