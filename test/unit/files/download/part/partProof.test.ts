import assert from "node:assert/strict";
import { chmod, chown, readFile, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { NodeTarget } from "../../../../../src/files/download/disk/nodeTarget";
import { DiskError } from "../../../../../src/files/download/disk/diskError";
import type { PartWriter } from "../../../../../src/files/download/disk/downloadTarget";
import type { PartName } from "../../../../../src/files/download/disk/partName";
import { ApiError } from "../../../../../src/http/apiError";
import { DownloadFixture, hashOf } from "../downloadFixture";
import { someBytes } from "../scriptedFiles";

const MEGABYTE = 1024 * 1024;
const PLACE = ["run", "model.bin"];
const BYTES = someBytes(4 * MEGABYTE + 321);
const ITEM = { place: PLACE, path: ["model.bin"], size: BYTES.length };
const LARGE = someBytes(40 * MEGABYTE);
const LARGE_ITEM = { ...ITEM, size: LARGE.length };

/** A disk that is full for bytes and notes alike, once a part holds so many bytes and its first note is written. */
class FillingDisk extends NodeTarget {
  #room = 25 * MEGABYTE;
  #isNoted: () => void = () => undefined;
  readonly #noted = new Promise<void>((resolve) => (this.#isNoted = resolve));

  override async openPart(part: PartName, offset: number): Promise<PartWriter> {
    const writer = await super.openPart(part, offset);
    const write = writer.write.bind(writer);
    writer.write = async (chunk) => {
      this.#room -= chunk.length;
      if (this.#room < 0) {
        await this.#noted;
        throw new DiskError("full", "the disk is full");
      }
      await write(chunk);
    };
    return writer;
  }

  override async writeNote(part: PartName, text: string): Promise<void> {
    if (this.#room < 0 && (await this.readNote(part)) !== undefined) {
      throw new DiskError("full", "the disk is full");
    }
    await super.writeNote(part, text);
    this.#isNoted();
  }
}

describe("A part that is not what its note says", () => {
  let fixture: DownloadFixture;
  beforeEach(async () => {
    fixture = await DownloadFixture.open();
    fixture.files.add(PLACE, { bytes: BYTES, version: '"1"' });
  });
  afterEach(() => fixture.close());

  const part = () => join(fixture.folder, fixture.partOf(ITEM));
  const starts = () => fixture.files.reads.map(({ range }) => range?.start);

  /** Leaves a part of 2 MiB with its note, as an interrupted download does. */
  async function interrupt(): Promise<void> {
    const controller = new AbortController();
    fixture.files.onChunk = (sent) => (sent >= 2 * MEGABYTE ? controller.abort() : undefined);
    await fixture.run([ITEM], { signal: controller.signal });
    fixture.files.onChunk = () => undefined;
    fixture.files.reads.length = 0;
  }

  async function assertWhole(): Promise<void> {
    assert.deepEqual((await fixture.run([ITEM])).failed, []);
    assert.deepEqual(await fixture.names(), ["model.bin"]);
    assert.equal(await fixture.hash("model.bin"), hashOf(BYTES));
  }

  it("starts over when something has cut it since", async () => {
    await interrupt();
    await truncate(part(), MEGABYTE);
    await assertWhole();
    assert.deepEqual(starts(), [undefined]);
  });

  it("starts over when bytes of it are others, as after a loss of power", async () => {
    await interrupt();
    const bytes = await readFile(part());
    await writeFile(part(), bytes.fill(0, MEGABYTE, MEGABYTE + 4096));
    await assertWhole();
    assert.deepEqual(starts(), [undefined]);
  });

  it("starts over when it was planted with a right-looking note", async () => {
    await writeFile(part(), new Uint8Array(2 * MEGABYTE));
    const note = { place: PLACE, bytes: 2 * MEGABYTE, size: BYTES.length, version: '"1"' };
    await writeFile(`${part()}.json`, JSON.stringify(note));
    await assertWhole();
    assert.equal(starts().at(-1), undefined);
  });

  it("starts over when everyone may write it", async function () {
    if (process.platform === "win32") {
      this.skip();
    }
    await interrupt();
    await chmod(part(), 0o666);
    await assertWhole();
    assert.deepEqual(starts(), [undefined]);
  });

  it("starts over when it is another user's", async function () {
    if (process.getuid?.() !== 0) {
      this.skip();
    }
    await interrupt();
    await chown(part(), 1, 1);
    await assertWhole();
    assert.deepEqual(starts(), [undefined]);
  });

  it("is continued by the note of an earlier build, once samples of it are the same", async () => {
    await writeFile(part(), BYTES.subarray(0, 2 * MEGABYTE));
    const note = { place: PLACE, bytes: 2 * MEGABYTE, size: BYTES.length, version: '"1"' };
    await writeFile(`${part()}.json`, JSON.stringify(note));
    await assertWhole();
    assert.equal(starts().length, 5);
    assert.equal(starts().at(-1), 2 * MEGABYTE);
  });

  it("is not published when something cuts it while it comes, and comes whole the next time", async () => {
    fixture.files.onChunk = (sent) => (sent === 2 * MEGABYTE ? truncate(part(), 1000) : undefined);
    const { failed } = await fixture.run([ITEM]);
    assert.equal(failed[0]?.error.message, "the part was changed by something else");
    assert.ok(!(await fixture.names()).includes("model.bin"));
    fixture.files.onChunk = () => undefined;
    await assertWhole();
  });
});

describe("A disk that becomes full", () => {
  it("is left with what can be continued alone", async () => {
    const fixture = await DownloadFixture.open();
    try {
      fixture.files.add(PLACE, { bytes: LARGE, version: '"1"' });
      const { failed } = await fixture.run([LARGE_ITEM], { target: new FillingDisk(fixture.folder) });
      assert.equal(failed[0]?.error.message, "the disk is full");
      const part = fixture.partOf(LARGE_ITEM);
      assert.deepEqual(await fixture.names(), [part, `${part}.json`]);
      const note = JSON.parse(await readFile(join(fixture.folder, `${part}.json`), "utf8")) as { bytes: number };
      assert.equal((await readFile(join(fixture.folder, part))).length, note.bytes);
      assert.ok(note.bytes >= 16 * MEGABYTE);
      await fixture.run([LARGE_ITEM]);
      assert.equal(fixture.files.reads.at(-1)?.range?.start, note.bytes);
      assert.equal(await fixture.hash("model.bin"), hashOf(LARGE));
    } finally {
      await fixture.close();
    }
  });

  it("is left with nothing of a service that gives no versions, and whose run goes on", async () => {
    const fixture = await DownloadFixture.open();
    try {
      fixture.files.add(PLACE, { bytes: LARGE, isChanging: true });
      fixture.files.misbehave(PLACE, { cutAt: 20 * MEGABYTE, cutError: new ApiError("forbidden", "no more") });
      await fixture.run([LARGE_ITEM]);
      assert.deepEqual(await fixture.names(), []);
    } finally {
      await fixture.close();
    }
  });
});
