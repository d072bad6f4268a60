import assert from "node:assert/strict";
import { ApiError } from "../../../../../src/http/apiError";
import { ContentServer, cutAfter, PLACE as SERVED } from "../contentServer";
import { DownloadFixture, hashOf } from "../downloadFixture";
import type { ScriptedFile } from "../scriptedFiles";
import { someBytes } from "../scriptedFiles";
import type { DownloadItem } from "../../../../../src/files/download/part/downloadItem";

const MEGABYTE = 1024 * 1024;
const HALF = 4 * MEGABYTE;
const PLACE = ["run", "last.ckpt"];
const OLD = someBytes(2 * HALF);
const ITEM: DownloadItem = { place: PLACE, path: ["last.ckpt"], size: OLD.length };
const BROKEN = { cutAt: HALF, cutError: new ApiError("network", "the connection broke off") };

/** A checkpoint of the same size, which is the same from one megabyte before the middle to one behind it. */
function nextCheckpoint(): Uint8Array {
  const next = Uint8Array.from(someBytes(OLD.length, 2));
  next.set(OLD.subarray(HALF - MEGABYTE, HALF + MEGABYTE), HALF - MEGABYTE);
  return next;
}

describe("A part of a file whose service tells no versions", () => {
  let fixture: DownloadFixture;
  let file: ScriptedFile;
  beforeEach(async () => {
    fixture = await DownloadFixture.open();
    file = { bytes: OLD };
    fixture.files.add(PLACE, file);
    fixture.files.misbehave(PLACE, BROKEN);
  });
  afterEach(() => fixture.close());

  const whenBroken = (change: () => void): void => {
    fixture.clock.sleep = async () => {
      await Promise.resolve();
      change();
    };
  };
  const bytesAsked = (): readonly number[] =>
    fixture.files.reads.map(({ range }) => (range?.end ?? OLD.length) - (range?.start ?? 0));

  async function assertBrought(bytes: Uint8Array, item = ITEM): Promise<void> {
    const { failed } = await fixture.run([item]);
    assert.deepEqual(failed, []);
    assert.deepEqual(await fixture.names(), ["last.ckpt"]);
    assert.equal(await fixture.hash("last.ckpt"), hashOf(bytes));
  }

  async function cancelHalfWay(): Promise<void> {
    const controller = new AbortController();
    fixture.files.misbehave(PLACE);
    fixture.files.onChunk = (sent) => (sent >= HALF ? controller.abort() : undefined);
    await fixture.run([ITEM], { signal: controller.signal });
    fixture.files.onChunk = () => undefined;
  }

  it("is not gone on with when another content is the same where the connection broke", async () => {
    const next = nextCheckpoint();
    whenBroken(() => (file.bytes = next));
    await assertBrought(next);
  });

  it("is gone on with for some hundred kilobytes more, in a few requests", async () => {
    await assertBrought(OLD);
    const [first, ...again] = bytesAsked();
    assert.equal(first, OLD.length);
    assert.ok(again.length <= 5, `${again.length} requests`);
    const more = again.reduce((sum, bytes) => sum + bytes, 0) - HALF;
    assert.ok(more <= 512 * 1024, `${more} bytes`);
  });

  it("is not gone on with while its run writes on, be it the same all over by then", async () => {
    whenBroken(() => (file.isChanging = true));
    await assertBrought(OLD);
    assert.deepEqual(bytesAsked(), [OLD.length, OLD.length]);
  });

  it("is not gone on with when its run wrote on while it came, and is not kept", async () => {
    file.isChanging = true;
    await cancelHalfWay();
    assert.deepEqual(await fixture.names(), []);
    file.isChanging = false;
    await assertBrought(OLD);
    assert.deepEqual(bytesAsked(), [OLD.length, OLD.length]);
  });

  it("is not gone on with when no one says whether its run writes on", async () => {
    await cancelHalfWay();
    fixture.files.changing = () => Promise.reject(new ApiError("server", "the service failed"));
    await assertBrought(OLD);
    assert.deepEqual(bytesAsked(), [OLD.length, OLD.length]);
  });

  it("asks for the run's state once as it begins and once as it goes on, and else for none", async () => {
    await assertBrought(OLD);
    assert.equal(fixture.files.askedForChanging, 2);
    const small = { place: ["run", "small"], path: ["small"], size: 1000 };
    const versioned = { place: ["run", "versioned"], path: ["versioned"], size: OLD.length };
    fixture.files.add(small.place, { bytes: someBytes(1000) });
    fixture.files.add(versioned.place, { bytes: OLD, version: '"1"' });
    fixture.files.misbehave(versioned.place, BROKEN);
    await fixture.run([small, versioned]);
    assert.equal(fixture.files.askedForChanging, 2);
  });

  for (const [status, isGoneOnWith] of [
    ["completed", true],
    ["running", false],
  ] as const) {
    it(`is ${isGoneOnWith ? "" : "not "}gone on with when Model Lab says that its run is ${status}`, async () => {
      const server = await ContentServer.start({ bytes: OLD, etag: undefined });
      server.runStatus = status;
      server.answers = [cutAfter(HALF)];
      const { failed } = await fixture.run([{ ...ITEM, place: SERVED }], { files: server.source.files! });
      await server.close();
      assert.deepEqual(failed, []);
      assert.equal(await fixture.hash("last.ckpt"), hashOf(OLD));
      assert.equal(server.ranges.at(-1) !== undefined, isGoneOnWith);
    });
  }
});
