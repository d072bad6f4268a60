import assert from "node:assert/strict";
import { appendFile, mkdir, mkdtemp, readdir, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DownloadLedger, withoutDone } from "../../../../../src/files/download/ledger/downloadLedger";
import type { NotedFile, RecordedDownload } from "../../../../../src/files/download/ledger/downloadRecord";
import { withLost } from "../../../../../src/files/download/ledger/lostFiles";
import type { DownloadItem } from "../../../../../src/files/download/part/downloadItem";
import { NodeTarget } from "../../../../../src/files/download/disk/nodeTarget";

const ITEMS = ["a", "b", "c"].map((name) => ({ place: ["run", name], path: ["run", name], size: 5 }));
const DOWNLOAD: RecordedDownload = {
  name: "run",
  systemId: "modelLab",
  site: "sample",
  folder: "file:///models",
  existing: "keepBoth",
  items: ITEMS,
  unlisted: [{ place: ["run", "d"], path: ["run", "d"] }],
};
const HOUR = 3_600_000;

describe("The ledger of downloads", () => {
  let folder: string;
  const alive = new Set<number>();
  const ledgers: DownloadLedger[] = [];
  const windowOf = (pid: number, now?: () => number): DownloadLedger => {
    alive.add(pid);
    const clock = now === undefined ? {} : { now };
    const ledger = new DownloadLedger({ folder, pid, isAlive: (other) => alive.has(other), ...clock });
    ledgers.push(ledger);
    return ledger;
  };

  beforeEach(async () => {
    folder = join(await mkdtemp(join(tmpdir(), "ledger-")), "downloads");
  });
  afterEach(async () => {
    ledgers.splice(0).forEach((ledger) => ledger.dispose());
    alive.clear();
    await rm(join(folder, ".."), { recursive: true });
  });

  it("knows of nothing at first, and needs no folder", async () => {
    assert.deepEqual(await windowOf(1).unfinished(), []);
  });

  it("gives what a process left that was killed, without the files that came", async () => {
    const record = await windowOf(1).begin(DOWNLOAD);
    record.noteDone(noted(ITEMS[1]!));
    await settled(record.file, "1 5\n");
    assert.deepEqual(await windowOf(2).unfinished(), [], "while it is alive");
    alive.delete(1);
    const [found] = await windowOf(3).unfinished();
    assert.deepEqual(found?.download, { ...DOWNLOAD, items: [ITEMS[0], ITEMS[2]] });
    assert.deepEqual([found.doneFiles, found.isPaused], [1, false]);
  });

  it("bears a line that was cut in the writing", async () => {
    const record = await windowOf(1).begin(DOWNLOAD);
    await appendFile(record.file, "0\n1");
    alive.delete(1);
    const [found] = await windowOf(2).unfinished();
    assert.deepEqual(found?.download.items, [ITEMS[1], ITEMS[2]]);
  });

  it("lets one of two windows take it", async () => {
    await windowOf(1).begin(DOWNLOAD);
    alive.delete(1);
    const [one, other] = [windowOf(2), windowOf(3)];
    const [found] = await one.unfinished();
    const records = await Promise.all([one.take(found!), other.take(found!), one.take(found!)]);
    assert.equal(records.filter((record) => record !== undefined).length, 1);
    assert.deepEqual([await one.unfinished(), await other.unfinished()], [[], []]);
  });

  it("tells what was stopped from what was interrupted, in each window", async () => {
    const [one, other] = [windowOf(1), windowOf(2)];
    await (await one.begin(DOWNLOAD)).pause();
    for (const ledger of [one, other]) {
      assert.deepEqual(
        (await ledger.unfinished()).map(({ isPaused }) => isPaused),
        [true],
      );
    }
  });

  it("goes on with the rest, and counts what came before", async () => {
    const ledger = windowOf(1);
    const first = await ledger.begin(DOWNLOAD);
    first.noteDone(noted(ITEMS[0]!));
    await first.pause();
    const [found] = await ledger.unfinished();
    const again = await ledger.take(found!);
    await again!.record.begin(again!.download, again!.doneFiles);
    again!.record.noteDone(noted(again!.download.items[0]!));
    await again!.record.pause();
    const [rest] = await ledger.unfinished();
    assert.deepEqual([rest?.doneFiles, rest?.download.items], [2, [ITEMS[2]]]);
  });

  it("gives what is left by now, also to whom it was listed before another went on with it", async () => {
    const ledger = windowOf(1);
    await (await ledger.begin(DOWNLOAD)).pause();
    const [early] = await ledger.unfinished();
    const between = await ledger.take(early!);
    await between!.record.begin({ ...between!.download, unlisted: [] }, between!.doneFiles);
    between!.download.items.slice(0, 2).forEach((item) => between!.record.noteDone(noted(item)));
    await between!.record.pause();
    const late = await ledger.take(early!);
    assert.deepEqual(late?.download, { ...DOWNLOAD, items: [ITEMS[2]], unlisted: [] });
    assert.equal(late.doneFiles, 2);
  });

  it("leaves out what is known to have come, though no record of it could be written", async () => {
    const ledger = windowOf(1);
    await (await ledger.begin(DOWNLOAD)).pause();
    const [found] = await ledger.unfinished();
    const taken = withoutDone((await ledger.take(found!))!, [ITEMS[1]!]);
    assert.deepEqual([taken.doneFiles, taken.download.items], [1, [ITEMS[0], ITEMS[2]]]);
  });

  describe("that a loss of power has ended", () => {
    const end = async (startedAt: number, damage: (models: string) => Promise<void>) => {
      const record = await windowOf(1).begin(DOWNLOAD);
      record.noteDone(noted(ITEMS[0]!));
      record.noteDone(noted(ITEMS[1]!, "b (2)"));
      await settled(record.file, "1 5 b (2)\n");
      alive.delete(1);
      const models = join(folder, "../models");
      await mkdir(join(models, "run"), { recursive: true });
      await Promise.all(["a", "b", "b (2)"].map((name) => writeFile(join(models, "run", name), "12345")));
      await damage(models);
      const ledger = new DownloadLedger({ folder, pid: 2, isAlive: (pid) => alive.has(pid), startedAt });
      ledgers.push(ledger);
      const [found] = await ledger.unfinished();
      const { download, doneFiles } = await withLost((await ledger.take(found!))!, new NodeTarget(models));
      return [doneFiles, download.items.map(({ place }) => place.at(-1))];
    };
    const soon = Date.now() + HOUR;

    it("downloads what the disk has cut short again, be it under a number", async () => {
      assert.deepEqual(await end(soon, (models) => truncate(join(models, "run/a"))), [1, ["c", "a"]]);
      await rm(folder, { recursive: true });
      assert.deepEqual(await end(soon, (models) => rm(join(models, "run/b (2)"))), [1, ["c", "b"]]);
    });

    it("leaves what is whole, and what the user has taken away while the machine ran on", async () => {
      assert.deepEqual(await end(soon, () => Promise.resolve()), [2, ["c"]]);
      await rm(folder, { recursive: true });
      assert.deepEqual(await end(0, (models) => rm(join(models, "run/a"))), [2, ["c"]]);
    });
  });

  it("gives nothing of what has ended since it was listed", async () => {
    const ledger = windowOf(1);
    await (await ledger.begin(DOWNLOAD)).pause();
    const [early] = await ledger.unfinished();
    await (await ledger.take(early!))?.record.remove();
    assert.equal(await ledger.take(early!), undefined);
  });

  it("forgets what is all there", async () => {
    const ledger = windowOf(1);
    await (await ledger.begin(DOWNLOAD)).remove();
    assert.deepEqual(await readdir(folder), []);
  });

  it("takes a process that gives no sign of life for another one of the same number", async () => {
    await windowOf(1).begin(DOWNLOAD);
    assert.equal((await windowOf(2, () => Date.now() + HOUR).unfinished()).length, 1);
  });

  it("bears files that are none of its own, and a disk that takes nothing", async () => {
    await windowOf(1).begin(DOWNLOAD);
    await writeFile(join(folder, "notes.txt"), "hello");
    await writeFile(join(folder, "x.00000000-1.jsonl"), "{}\n");
    alive.delete(1);
    assert.equal((await windowOf(2).unfinished()).length, 1);
    const full = new DownloadLedger({ folder: join(folder, "notes.txt") });
    const record = await full.begin(DOWNLOAD);
    record.noteDone(noted(ITEMS[0]!));
    await record.pause();
    full.dispose();
  });
});

function noted(item: DownloadItem, name = item.path.at(-1)!): NotedFile {
  return { item, name, size: item.size! };
}

/** A note is written behind the download's back. */
async function settled(file: string, end: string): Promise<void> {
  const { readFile } = await import("node:fs/promises");
  while (!(await readFile(file, "utf8")).endsWith(end)) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}
