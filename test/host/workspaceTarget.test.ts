import assert from "node:assert/strict";
import { readdirSync, writeFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { FileSystemError, Uri, workspace } from "vscode";
import { openTarget } from "../../src/files/download/disk/openTarget";
import { runDownload } from "../../src/files/download/downloadJob";
import { DiskError } from "../../src/files/download/disk/diskError";
import { partFileName, partNameOf } from "../../src/files/download/disk/partName";
import type { PartWriter } from "../../src/files/download/disk/downloadTarget";
import { WorkspacePart } from "../../src/files/download/disk/workspacePart";
import { ScriptedFiles, someBytes } from "../unit/files/download/scriptedFiles";
import { MemoryFiles } from "./support/memoryFiles";
import { TemporaryFolder } from "./support/temporaryFolder";
import type { DownloadItem } from "../../src/files/download/part/downloadItem";

const SCHEME = "mltest-memory";
const MEGABYTE = 1024 * 1024;
const BYTES = someBytes(3 * MEGABYTE + 5);
const ITEM: DownloadItem = { place: ["run", "model.bin"], path: ["run", "deep", "model.bin"], size: BYTES.length };
const ORIGIN = { systemId: "modelLab", site: "test" };
const FINAL = "/models/run/deep/model.bin";

describe("A download to a folder that only VS Code can write to", () => {
  let storage: TemporaryFolder;
  let files: ScriptedFiles;
  let memory: MemoryFiles;
  beforeEach(async () => {
    storage = new TemporaryFolder();
    memory = new MemoryFiles();
    storage.own(workspace.registerFileSystemProvider(SCHEME, memory, { isCaseSensitive: true }));
    files = new ScriptedFiles();
    files.add(ITEM.place, { bytes: BYTES, version: '"1"' });
    await workspace.fs.createDirectory(folder());
  });
  afterEach(() => storage.remove());

  const folder = () => Uri.from({ scheme: SCHEME, path: "/models" });
  const target = () => openTarget(folder(), storage.uri);
  const run = (
    existing: "skip" | "overwrite" | "keepBoth" = "skip",
    items = [ITEM],
    controller = new AbortController(),
  ) => runDownload(items, { files, origin: ORIGIN, target: target(), existing, signal: controller.signal });

  it("brings a file whole, under another name until it is", async () => {
    const { downloaded, failed } = await run();
    assert.deepEqual([downloaded.length, failed], [1, []]);
    assert.deepEqual(memory.fileNames, [FINAL]);
    assert.deepEqual(Buffer.compare(await workspace.fs.readFile(folder().with({ path: FINAL })), BYTES), 0);
    const temporary = partFileName("model.bin", partNameOf(ITEM, ORIGIN).mark);
    assert.deepEqual(memory.written, [`/models/run/deep/${temporary}`]);
    assert.deepEqual(
      readdirSync(storage.uri.fsPath, { recursive: true }),
      ["parts"],
      "nothing is left on the local disk",
    );
  });

  it("continues what was stopped, though the file system knows no ranges", async () => {
    const controller = new AbortController();
    files.onChunk = (sent) => {
      if (sent >= 2 * MEGABYTE) {
        controller.abort();
      }
    };
    const { left } = await run("skip", [ITEM], controller);
    assert.equal(left.length, 1);
    assert.deepEqual(memory.fileNames, []);
    files.onChunk = () => undefined;
    await run();
    assert.deepEqual(
      files.reads.map(({ range }) => range?.start),
      [undefined, 2 * MEGABYTE],
    );
    assert.deepEqual(Buffer.compare(await workspace.fs.readFile(folder().with({ path: FINAL })), BYTES), 0);
  });

  it("skips, replaces or keeps what is there, as it was told", async () => {
    const there = folder().with({ path: FINAL });
    await run();
    assert.equal((await run("skip")).skipped.length, 1);
    await workspace.fs.writeFile(there, new Uint8Array(3));
    await run("keepBoth");
    assert.deepEqual(memory.fileNames, ["/models/run/deep/model (2).bin", FINAL]);
    assert.equal((await workspace.fs.stat(there)).size, 3);
    await run("overwrite");
    assert.equal((await workspace.fs.stat(there)).size, BYTES.length);
  });

  it("compares what has come once all of it is on the disk", async () => {
    const there = folder().with({ path: FINAL });
    await workspace.fs.writeFile(there, BYTES);
    const file = Uri.joinPath(storage.uri, "part");
    writeFileSync(file.fsPath, BYTES.subarray(0, MEGABYTE));
    const nothing = () => Promise.resolve();
    const local: PartWriter = {
      write: nothing,
      sync: nothing,
      equals: () => Promise.resolve(false),
      publish: () => Promise.resolve(false),
      // What was written last reaches the disk no sooner.
      close: () => writeFile(file.fsPath, BYTES),
    };
    const part = new WorkspacePart({ local, file, locate: () => there, temporaryName: (name) => name });
    assert.equal(await part.equals(ITEM.path), true);
  });

  it("leaves nothing under the name when the file system fails or loses bytes, and says so", async () => {
    memory.loses = 1;
    assert.match((await run()).failed[0]?.error.message ?? "", /kept \d+ of \d+ bytes/);
    assert.deepEqual(memory.fileNames, []);
    memory.loses = 0;
    memory.failure = FileSystemError.NoPermissions();
    assert.match((await run()).failed[0]?.error.message ?? "", /no permission/);
    assert.deepEqual(memory.fileNames, []);
    memory.failure = undefined;
    assert.equal((await run()).downloaded.length, 1);
  });

  it("refuses a file before it comes that the file system would have to take whole into memory", async () => {
    const { failed } = await run("skip", [{ ...ITEM, size: 2_000_000_000 }]);
    assert.ok(failed[0]?.error instanceof DiskError);
    assert.match(failed[0].error.message, /takes no files above 1 GB/);
    assert.deepEqual(files.reads, []);
  });

  it("puts nothing outside of the folder", async () => {
    const { failed } = await run("skip", [{ ...ITEM, path: ["..", "x"] }]);
    assert.match(failed[0]?.error.message ?? "", /not safe/);
    assert.deepEqual(memory.fileNames, []);
  });
});
