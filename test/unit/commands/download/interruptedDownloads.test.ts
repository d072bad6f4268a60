import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { offerInterrupted } from "../../../../src/commands/download/interruptedDownloads";
import { DiskError } from "../../../../src/files/download/disk/diskError";
import { DownloadLedger } from "../../../../src/files/download/ledger/downloadLedger";
import type { RecordedDownload } from "../../../../src/files/download/ledger/downloadRecord";

const DOWNLOAD: RecordedDownload = {
  name: "one",
  systemId: "modelLab",
  site: "test",
  folder: "file:///models",
  existing: "add",
  items: [{ place: ["a"], path: ["a"] }],
  unlisted: [],
};
const FORBIDDEN = new DiskError("forbidden", "there is no permission to write there");

describe("Downloads that the end of VS Code interrupted", () => {
  let folder: string;
  let ledger: DownloadLedger;
  let done: string[];
  let said: string[];
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "ledger-"));
    [done, said] = [[], []];
    const before = new DownloadLedger({ folder, pid: 1, isAlive: () => false });
    for (const name of ["one", "two"]) {
      await before.begin({ ...DOWNLOAD, name });
    }
    await (await before.begin({ ...DOWNLOAD, name: "stopped" })).pause();
    before.dispose();
    ledger = new DownloadLedger({ folder, pid: 2, isAlive: () => false });
  });
  afterEach(async () => {
    ledger.dispose();
    await rm(folder, { recursive: true });
  });

  async function offer(choice: "Continue" | "Discard" | undefined, failing = ""): Promise<void> {
    const does =
      (verb: string) =>
      ({ download: { name } }: { readonly download: RecordedDownload }): Promise<void> => {
        done.push(`${verb} ${name}`);
        return name === failing ? Promise.reject(FORBIDDEN) : Promise.resolve();
      };
    await offerInterrupted({
      ledger,
      runner: { continue: does("continue"), discard: does("discard"), putOff: does("put off") },
      messages: {
        showFailure: (action, error) => {
          said.push(`${action}: ${error instanceof Error ? error.message : ""}`);
          return Promise.resolve();
        },
      },
      ask: () => Promise.resolve(choice),
    });
  }

  for (const [choice, verb, past] of [
    ["Continue", "continue", "continued"],
    ["Discard", "discard", "discarded"],
    [undefined, "put off", "put off when no one says anything"],
  ] as const) {
    it(`are all ${past}, and none that someone stopped`, async () => {
      await offer(choice);
      assert.deepEqual([done.sort(), said], [[`${verb} one`, `${verb} two`], []]);
    });
  }

  it("say what could not be done with one of them, in the words of what was asked, and do the rest", async () => {
    await offer("Discard", "one");
    await offer("Continue", "two");
    assert.deepEqual(said, [
      `discard the download: ${FORBIDDEN.message}`,
      `continue the download: ${FORBIDDEN.message}`,
    ]);
    assert.equal(done.length, 4);
  });
});
