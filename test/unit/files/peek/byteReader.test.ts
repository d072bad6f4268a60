import assert from "node:assert/strict";
import { VirtualFile } from "./virtualFile";

const MB = 1024 * 1024;
const bytes = Buffer.from(Array.from({ length: 200_000 }, (_, index) => index % 251));
const bad = (message: RegExp): object => ({ name: "ApiError", kind: "badResponse", message });

describe("RangeByteReader", () => {
  it("reads ahead once, and answers neighbours from what it has", async () => {
    const file = VirtualFile.of(bytes);
    const reader = file.reader();
    assert.deepEqual(Buffer.from(await reader.read(0, 8)), bytes.subarray(0, 8));
    assert.deepEqual(Buffer.from(await reader.read(8, 60_000)), bytes.subarray(8, 60_008));
    assert.equal(file.requests, 1);
    assert.equal(file.sent, 64 * 1024);
    assert.equal(reader.size, 200_000);
  });

  it("fetches only what is missing of a longer read", async () => {
    const file = VirtualFile.of(bytes);
    const reader = file.reader();
    await reader.read(0, 8);
    assert.deepEqual(Buffer.from(await reader.read(8, 199_992)), bytes.subarray(8));
    assert.equal(file.sent, 200_000);
  });

  it("takes no more than was asked for at a far place", async () => {
    const file = new VirtualFile(2_000 * MB, [[1_000 * MB, bytes]]);
    const reader = file.reader();
    assert.deepEqual(Buffer.from(await reader.read(1_000 * MB + 5, 10)), bytes.subarray(5, 15));
    assert.equal(file.sent, 10);
  });

  it("leaves every body that it opened", async () => {
    const file = VirtualFile.of(bytes, { ignoresRange: true });
    const reader = file.reader();
    await reader.read(0, 8);
    assert.equal(file.open, 0);
    assert.ok(file.sent <= 80 * 1024);
  });

  it("skips to a near place when the service gives files whole alone", async () => {
    const file = VirtualFile.of(bytes, { ignoresRange: true });
    assert.deepEqual(Buffer.from(await file.reader().read(150_000, 10)), bytes.subarray(150_000, 150_010));
    assert.equal(file.open, 0);
  });

  it("gives up on a far one, at once", async () => {
    const file = new VirtualFile(2_000 * MB, [], { ignoresRange: true });
    await assert.rejects(file.reader().read(1_000 * MB, 10), bad(/gives files whole alone/));
    assert.ok(file.sent <= 16 * 1024);
    assert.equal(file.open, 0);
  });

  it("asks for nothing beyond the budget, or beyond the file", async () => {
    const file = new VirtualFile(2_000 * MB, []);
    const reader = file.reader({ budget: MB });
    await reader.read(0, 8);
    await assert.rejects(reader.read(8, 2 * MB), bad(/longer than the 1 MB/));
    await assert.rejects(reader.read(8, 2 ** 50), bad(/the file ends after 2 GB/));
    await assert.rejects(reader.read(8, Infinity), bad(/a place that no file has/));
    await assert.rejects(reader.read(-8, 8), bad(/a place that no file has/));
    assert.equal(file.requests, 1);
  });

  it("says that a file ends early when no one knew its size", async () => {
    const file = VirtualFile.of(bytes, { saysNoSize: true });
    await assert.rejects(file.reader().read(0, 300_000), bad(/the file ends after 200 kB/));
    await assert.rejects(VirtualFile.of(Buffer.alloc(0)).reader().read(0, 8), bad(/the file is empty/));
  });

  it("mixes no two versions, and takes no wrong part", async () => {
    const changing = VirtualFile.of(bytes, { version: (request) => `"${request}"` }).reader();
    await changing.read(0, 8);
    await assert.rejects(changing.read(100_000, 8), bad(/was changed while/));
    await assert.rejects(VirtualFile.of(bytes, { misplaces: true }).reader().read(100, 8), bad(/another part/));
  });

  it("does not follow a header over the whole file", async () => {
    const reader = new VirtualFile(2_000 * MB, []).reader({ mostRequests: 5 });
    const run = async (): Promise<void> => {
      for (let place = 0; place < 2_000 * MB; place += MB) {
        await reader.read(place, 8);
      }
    };
    await assert.rejects(run(), bad(/scattered/));
  });
});
