import assert from "node:assert/strict";
import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DiskError } from "../../../../src/files/download/disk/diskError";
import { unfinishedItems } from "../../../../src/files/download/downloadJob";
import { planAgain, planDownload } from "../../../../src/files/download/downloadPlan";
import type { PartWriter } from "../../../../src/files/download/disk/downloadTarget";
import type { DownloadProgress } from "../../../../src/files/download/jobProgress";
import { NodeTarget } from "../../../../src/files/download/disk/nodeTarget";
import type { PartName } from "../../../../src/files/download/disk/partName";
import { ApiError } from "../../../../src/http/apiError";
import { DownloadFixture, hashOf } from "./downloadFixture";
import { someBytes } from "./scriptedFiles";
import type { DownloadItem } from "../../../../src/files/download/part/downloadItem";

const MEGABYTE = 1024 * 1024;
const SAMPLE = 64 * 1024;
const PLACE = ["run", "model.bin"];
const BYTES = someBytes(4 * MEGABYTE + 321);
const ITEM: DownloadItem = { place: PLACE, path: ["model.bin"], size: BYTES.length };
const BROKEN = new ApiError("network", "the connection broke off");

/** A disk that is full after so many bytes. */
class FullDisk extends NodeTarget {
  override async openPart(part: PartName, offset: number): Promise<PartWriter> {
    const writer = await super.openPart(part, offset);
    writer.write = () => Promise.reject(new DiskError("full", "the disk is full"));
    return writer;
  }
}

describe("runDownload", () => {
  let fixture: DownloadFixture;
  beforeEach(async () => {
    fixture = await DownloadFixture.open();
    fixture.files.add(PLACE, { bytes: BYTES, version: '"1"' });
  });
  afterEach(() => fixture.close());

  async function assertWhole(bytes = BYTES): Promise<void> {
    assert.deepEqual(await fixture.names(), ["model.bin"]);
    assert.equal(await fixture.hash("model.bin"), hashOf(bytes));
  }
  const starts = (): readonly (number | undefined)[] => fixture.files.reads.map(({ range }) => range?.start);
  /** Where samples of a part of so many bytes begin, and then its rest. */
  const resumption = (bytes: number): readonly number[] =>
    [0.5, 1.5, 2.5, 3.5, 4].map((part) => Math.floor((part * (bytes - SAMPLE)) / 4));

  it("brings a file whole, and leaves nothing else", async () => {
    const summary = await fixture.run([ITEM]);
    assert.deepEqual(summary.downloaded, [ITEM]);
    assert.equal(summary.bytes, BYTES.length);
    await assertWhole();
  });

  it("goes on where a connection broke, and says that it tried again", async () => {
    fixture.files.misbehave(PLACE, { cutAt: 2 * MEGABYTE, cutError: BROKEN });
    const summary = await fixture.run([ITEM]);
    assert.deepEqual(summary.retried, [{ item: ITEM, times: 1 }]);
    assert.deepEqual(starts(), [undefined, 2 * MEGABYTE]);
    assert.equal(summary.bytes, BYTES.length);
    await assertWhole();
  });

  it("goes on after a body that ends early without a word", async () => {
    fixture.files.misbehave(PLACE, { cutAt: MEGABYTE });
    await fixture.run([ITEM]);
    assert.deepEqual(starts(), [undefined, MEGABYTE]);
    await assertWhole();
  });

  it("starts over when the service ignores the range", async () => {
    fixture.files.misbehave(PLACE, { cutAt: 2 * MEGABYTE }, { ignoresRange: true });
    await fixture.run([ITEM]);
    await assertWhole();
  });

  for (const [what, misdeed] of [
    ["gives the new one whole", {}],
    ["gives a part of the new one all the same", { ignoresVersion: true }],
  ] as const) {
    it(`never mixes two versions when the service ${what}`, async () => {
      const changed = someBytes(BYTES.length, 2);
      fixture.files.misbehave(PLACE, { cutAt: 2 * MEGABYTE }, misdeed);
      fixture.clock.sleep = async () => {
        await Promise.resolve();
        Object.assign(fixture.files.paths.get(JSON.stringify(PLACE)) ?? {}, { bytes: changed, version: '"2"' });
      };
      await fixture.run([ITEM]);
      await assertWhole(changed);
    });
  }

  for (const modifiedAt of [undefined, 5]) {
    const facts = { bytes: BYTES, ...(modifiedAt === undefined ? {} : { modifiedAt }) };
    const item = { ...ITEM, place: ["plain"], ...(modifiedAt === undefined ? {} : { modifiedAt }) };
    const withTimes = modifiedAt === undefined ? "" : ", with times";

    it(`without versions${withTimes}, goes on after asking again for samples and the last bytes that are there`, async () => {
      fixture.files.add(item.place, { ...facts });
      fixture.files.misbehave(item.place, { cutAt: MEGABYTE }, {}, {}, {}, {}, { cutAt: MEGABYTE });
      const summary = await fixture.run([item]);
      assert.deepEqual(starts(), [undefined, ...resumption(MEGABYTE), ...resumption(2 * MEGABYTE - SAMPLE)]);
      assert.equal(summary.bytes, BYTES.length);
      await assertWhole();
    });
  }

  it("without versions, starts over when the last bytes that are there come otherwise, or the time is another", async () => {
    const changed = someBytes(BYTES.length, 2);
    for (const [name, late] of [
      ["bytes", { bytes: changed }],
      ["time", { modifiedAt: 6 }],
    ] as const) {
      const item = { place: [name], path: [name], size: BYTES.length, modifiedAt: 5 };
      fixture.files.add(item.place, { bytes: BYTES, modifiedAt: 5 });
      fixture.files.misbehave(item.place, { cutAt: MEGABYTE });
      fixture.clock.sleep = async () => {
        await Promise.resolve();
        Object.assign(fixture.files.paths.get(JSON.stringify(item.place)) ?? {}, late);
      };
      await fixture.run([item]);
      assert.equal(starts().at(-1), undefined);
      assert.equal(await fixture.hash(name), hashOf("bytes" in late ? changed : BYTES));
    }
  });

  it("without versions, keeps the part when the connection breaks before it is sure", async () => {
    const item = { ...ITEM, place: ["plain"] };
    fixture.files.add(item.place, { bytes: BYTES });
    for (const [index, before] of [[], [{}, {}, {}, {}]].entries()) {
      fixture.files.reads.length = 0;
      fixture.files.misbehave(item.place, { cutAt: 2 * MEGABYTE }, ...before, { cutAt: 1000 });
      await fixture.run([item], { existing: "overwrite" });
      const asked = resumption(2 * MEGABYTE);
      assert.deepEqual(starts(), [undefined, ...asked.slice(0, index === 0 ? 1 : 5), ...asked]);
      await assertWhole();
    }
  });

  it("keeps nothing of a body that is longer than announced", async () => {
    fixture.files.misbehave(PLACE, { more: 10 });
    const { failed } = await fixture.run([ITEM]);
    assert.match(failed[0]?.error.message ?? "", /sent more than/);
    assert.deepEqual(await fixture.names(), []);
  });

  it("keeps nothing when the service lists another size than it sends", async () => {
    const item = { place: ["odd"], path: ["odd"], size: 11 };
    fixture.files.add(item.place, { bytes: someBytes(10), listedSize: 11 });
    const { failed } = await fixture.run([item]);
    assert.match(failed[0]?.error.message ?? "", /lists 11 bytes, but sends 10/);
    assert.deepEqual(await fixture.names(), []);
  });

  it("continues to the exact bytes after it was cancelled half way, in another process", async () => {
    const controller = new AbortController();
    fixture.files.onChunk = (sent) => {
      if (sent >= 2 * MEGABYTE) {
        controller.abort();
      }
    };
    const cancelled = await fixture.run([ITEM], { signal: controller.signal });
    assert.deepEqual(cancelled.left, [ITEM]);
    assert.deepEqual(unfinishedItems(cancelled), [ITEM]);
    assert.deepEqual(await fixture.names(), [fixture.partOf(ITEM), `${fixture.partOf(ITEM)}.json`]);
    fixture.files.onChunk = () => undefined;
    await fixture.run(unfinishedItems(cancelled));
    assert.deepEqual(starts(), [undefined, 2 * MEGABYTE]);
    await assertWhole();
  });

  it("starts over when the note of a part is broken or of another file", async () => {
    const other = JSON.stringify({ place: ["other"], bytes: MEGABYTE, version: '"1"', size: BYTES.length });
    for (const note of ["{", other]) {
      await writeFile(join(fixture.folder, fixture.partOf(ITEM)), new Uint8Array(MEGABYTE));
      await writeFile(join(fixture.folder, `${fixture.partOf(ITEM)}.json`), note);
      await fixture.run([ITEM], { existing: "overwrite" });
      await assertWhole();
    }
  });

  it("brings 300 small files of which 1 in 10 fails once, and says which it tried again", async () => {
    const places = Array.from({ length: 300 }, (_, index) => ["many", `step-${index}.json`]);
    for (const [index, place] of places.entries()) {
      fixture.files.add(place, { bytes: someBytes(100, index) });
      if (index % 10 === 0) {
        fixture.files.misbehave(place, { error: new ApiError("server", "the service failed", { status: 500 }) });
      }
    }
    const signal = new AbortController().signal;
    const plan = await planDownload([{ place: ["many"], name: "many", facts: { isDirectory: true } }], {
      files: fixture.files,
      signal,
    });
    assert.deepEqual([plan.items.length, plan.bytes, plan.unknownSizes], [300, 30_000, 0]);
    const summary = await fixture.run(plan.items);
    assert.deepEqual([summary.downloaded.length, summary.failed.length, summary.retried.length], [300, 0, 30]);
    assert.equal((await readdir(join(fixture.folder, "many"))).length, 300);
    assert.equal(await fixture.hash("many", "step-7.json"), hashOf(someBytes(100, 7)));
    assert.ok(fixture.files.most <= 8, `${fixture.files.most} at once`);
  });

  it("goes on with the rest when a file fails, and brings that one later", async () => {
    const small = { place: ["small"], path: ["small"], size: 3 };
    fixture.files.add(small.place, { bytes: someBytes(3) });
    fixture.files.misbehave(PLACE, { error: new ApiError("forbidden", "the keys may not") });
    const summary = await fixture.run([ITEM, small]);
    assert.deepEqual(summary.failed[0]?.error.kind, "forbidden");
    assert.deepEqual(summary.downloaded, [small]);
    assert.deepEqual((await fixture.run(unfinishedItems(summary))).downloaded, [ITEM]);
  });

  it("says that the disk is full, and leaves no part", async () => {
    const { failed, retried } = await fixture.run([ITEM], { target: new FullDisk(fixture.folder) });
    assert.equal(failed[0]?.error.message, "the disk is full");
    assert.deepEqual(retried, []);
    assert.deepEqual(await fixture.names(), []);
  });

  it("writes through no link that is in the folder", async () => {
    const outside = await mkdtemp(join(tmpdir(), "outside-"));
    await symlink(outside, join(fixture.folder, "dir"));
    await symlink(join(outside, "a"), join(fixture.folder, "a"));
    await symlink(join(outside, "b"), join(fixture.folder, fixture.partOf({ ...ITEM, path: ["b"] })));
    const paths = [["dir", "x"], ["dir", "deep", "x"], ["a"], ["b"]];
    const { failed } = await fixture.run(paths.map((path) => ({ ...ITEM, path })));
    assert.equal(failed.length, 4);
    assert.ok(failed.every(({ error }) => error instanceof DiskError && error.message.includes("link")));
    assert.deepEqual(await readdir(outside), []);
    await rm(outside, { recursive: true });
  });

  it("refuses paths that were not made safe", async () => {
    for (const path of [["..", "x"], ["/x"], ["CON"], [""]]) {
      const { failed } = await fixture.run([{ ...ITEM, path }]);
      assert.equal(failed[0]?.error.kind, "badName");
    }
  });

  it("keeps files apart on a disk that knows no case", async () => {
    const names = ["A.txt", "a.txt", "a (2).txt"];
    names.forEach((name, index) => fixture.files.add(["case", name], { bytes: someBytes(9, index) }));
    const selected = [{ place: ["case"], name: "case", facts: { isDirectory: true } }];
    const plan = await planDownload(selected, { files: fixture.files, signal: new AbortController().signal });
    const folded = plan.items.map((item) => ({ ...item, path: item.path.map((name) => name.toLowerCase()) }));
    const { downloaded } = await fixture.run(folded);
    assert.equal(downloaded.length, 3);
    assert.equal((await readdir(join(fixture.folder, "case"))).length, 3);
    for (const { path, place } of folded) {
      assert.equal(await fixture.hash(...path), hashOf(someBytes(9, names.indexOf(place.at(-1) ?? ""))));
    }
  });

  it("replaces no directory with a file", async () => {
    await mkdir(join(fixture.folder, "model.bin"));
    const { failed } = await fixture.run([ITEM], { existing: "overwrite" });
    assert.equal(failed[0]?.error.kind, "inTheWay");
  });

  it("tells no total of bytes before all sizes are known", async () => {
    const told: DownloadProgress[] = [];
    // Four large files take all slots: the last, whose size is not known, begins when one of them is there.
    const known = ["a", "b", "c", "d"].map((name) => ({ ...ITEM, path: [name] }));
    const items = [...known, { place: ITEM.place, path: ["e"] }];
    const onProgress = (progress: DownloadProgress) => told.push(progress);
    const { downloaded } = await fixture.run(items, { onProgress, existing: "keepBoth" });
    assert.deepEqual(downloaded, items);
    assert.deepEqual([told[0]?.totalBytes, told[0]?.secondsLeft], [undefined, undefined]);
    assert.equal(told.at(-1)?.totalBytes, 5 * BYTES.length);
  });

  it("tells bytes, files, speed and the time left, and all of it at the end", async () => {
    const told: DownloadProgress[] = [];
    fixture.files.onChunk = () => void (fixture.clock.time += 100);
    await fixture.run([ITEM], { onProgress: (progress) => told.push(progress) });
    assert.ok(told.some(({ secondsLeft, bytesPerSecond }) => (secondsLeft ?? 0) > 1 && bytesPerSecond > 400_000));
    const { bytes, totalBytes, files, totalFiles, secondsLeft } = told.at(-1)!;
    assert.deepEqual([bytes, totalBytes, files, totalFiles, secondsLeft], [BYTES.length, BYTES.length, 1, 1, 0]);
  });
});

describe("planDownload", () => {
  it("reports a directory that can't be listed, and goes on", async () => {
    const fixture = await DownloadFixture.open();
    fixture.files.add(["run", "a"], { bytes: someBytes(5) });
    const directory = { isDirectory: true };
    const selected = [
      { place: ["run"], name: "run", facts: directory },
      { place: ["run", "a"], name: "a" },
      { place: ["gone"], name: "RUN", facts: directory },
    ];
    const plan = await planDownload(selected, { files: fixture.files, signal: new AbortController().signal });
    assert.deepEqual(
      plan.items.map(({ path }) => path),
      [["run (2)", "a"]],
    );
    assert.deepEqual(
      plan.failures.map(({ place, error }) => [place, error.kind]),
      [[["gone"], "notFound"]],
    );
    await fixture.close();
  });

  it("lists again what could not be listed, for the same path", async () => {
    const fixture = await DownloadFixture.open();
    const signal = new AbortController().signal;
    const files = fixture.files;
    files.add(["run", "late", "a"], { bytes: someBytes(5) });
    const unlisted = [{ place: ["run", "late"], path: ["run (2)", "late"] }];
    files.stat = () => Promise.resolve({ isDirectory: true });
    const { items, failures } = await planAgain(unlisted, { files, signal });
    assert.deepEqual([items.map(({ path }) => path), failures], [[["run (2)", "late", "a"]], []]);
    await fixture.close();
  });

  it("stops when aborted", async () => {
    const fixture = await DownloadFixture.open();
    const signal = AbortSignal.abort();
    await assert.rejects(planDownload([], { files: fixture.files, signal }), { name: "AbortError" });
    await fixture.close();
  });
});
