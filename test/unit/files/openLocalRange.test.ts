import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openLocalRange } from "../../../src/files/preview/openLocalRange";

describe("A part of a file on disk", () => {
  const folder = mkdtempSync(join(tmpdir(), "ranges-"));
  const file = join(folder, "a.npy");
  const textOf = async (start: number, end?: number) => {
    const content = await openLocalRange(file, end === undefined ? { start } : { start, end });
    const blocks: Uint8Array[] = [];
    for await (const block of content.body) blocks.push(block);
    return { ...content, body: Buffer.concat(blocks).toString() };
  };

  beforeEach(() => writeFileSync(file, "0123456789"));
  after(() => rmSync(folder, { recursive: true }));

  it("is what was asked for, up to the end of the file", async () => {
    const { start, size, body } = await textOf(2, 5);
    assert.deepEqual({ start, size, body }, { start: 2, size: 10, body: "234" });
    assert.equal((await textOf(8, 900)).body, "89");
    assert.equal((await textOf(4)).body, "456789");
  });

  it("tells one version of the file from the next", async () => {
    const { version } = await textOf(0);
    assert.equal((await textOf(0)).version, version);
    writeFileSync(file, "another text");
    assert.notEqual((await textOf(0)).version, version);
  });

  it("is refused with what the disk says", async () => {
    const message = "the file is no longer there";
    await assert.rejects(openLocalRange(join(folder, "none.npy"), { start: 0 }), { name: "ApiError", message });
    await assert.rejects(openLocalRange(folder, { start: 0 }), { name: "ApiError", message: /^not a file$/ });
  });
});
