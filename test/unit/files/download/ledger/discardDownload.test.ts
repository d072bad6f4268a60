import assert from "node:assert/strict";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { discardDownload } from "../../../../../src/files/download/ledger/discardDownload";
import { DownloadLedger } from "../../../../../src/files/download/ledger/downloadLedger";
import { NodeTarget } from "../../../../../src/files/download/disk/nodeTarget";
import { partNameOf } from "../../../../../src/files/download/disk/partName";
import { DownloadFixture, ORIGIN } from "../downloadFixture";

const ITEMS = Array.from({ length: 40 }, (_, index) => ({ place: ["run", `${index}`], path: [`${index}`], size: 5 }));

describe("A download that is discarded", () => {
  let fixture: DownloadFixture;
  let ledger: DownloadLedger;
  let records: string;
  beforeEach(async () => {
    fixture = await DownloadFixture.open();
    records = await mkdtemp(join(tmpdir(), "ledger-"));
    ledger = new DownloadLedger({ folder: records });
    const record = await ledger.begin({
      ...ORIGIN,
      name: "run",
      folder: "file:///models",
      existing: "add",
      items: ITEMS,
      unlisted: [],
    });
    await record.pause();
    for (const item of ITEMS) {
      await writeFile(join(fixture.folder, fixture.partOf(item)), "part");
      await writeFile(join(fixture.folder, `${fixture.partOf(item)}.json`), "{}");
    }
    await writeFile(join(fixture.folder, "0"), "mine");
  });
  afterEach(async () => {
    ledger.dispose();
    await fixture.close();
    await rm(records, { recursive: true });
  });

  const discard = async () => {
    const [unfinished] = await ledger.unfinished();
    const taken = await ledger.take(unfinished!);
    await discardDownload(taken!, new NodeTarget(fixture.folder));
  };

  it("leaves neither parts nor a record, and nothing else is removed", async () => {
    await discard();
    assert.deepEqual(await fixture.names(), ["0"]);
    assert.deepEqual(await readdir(records), []);
  });

  it("stays on record when a part can't be removed, with all else removed, and is discarded when it can", async () => {
    const stuck = join(fixture.folder, fixture.partOf(ITEMS[3]!));
    await rm(stuck);
    await mkdir(stuck);
    await assert.rejects(discard());
    assert.deepEqual(await fixture.names(), [fixture.partOf(ITEMS[3]!), "0"]);
    assert.equal((await ledger.unfinished())[0]?.download.items.length, ITEMS.length);
    await rm(stuck, { recursive: true });
    await discard();
    assert.deepEqual(await readdir(records), []);
  });

  it("leaves what another download works on", async () => {
    const claim = await new NodeTarget(fixture.folder).claimPart(partNameOf(ITEMS[5]!, ORIGIN));
    await discard();
    const part = fixture.partOf(ITEMS[5]!);
    assert.deepEqual(await fixture.names(), [part, `${part}.json`, `${part}.lock`, "0"]);
    await claim.release();
  });
});
