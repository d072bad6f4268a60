import assert from "node:assert/strict";
import {
  amountText,
  doneShare,
  existingText,
  foundText,
  progressText,
  summaryText as placedText,
  unlistedText,
} from "../../../../src/commands/download/downloadWords";
import type { NotListed } from "../../../../src/commands/download/downloadWords";
import type { DownloadSummary } from "../../../../src/files/download/downloadJob";
import { ApiError } from "../../../../src/http/apiError";
import type { DownloadItem } from "../../../../src/files/download/part/downloadItem";

const item = (name: string): DownloadItem => ({ place: ["run", name], path: ["run", name] });
const items = (count: number) => Array.from({ length: count }, (_, index) => item(`${index}.json`));
const failed = (name: string, reason: string) => ({ item: item(name), error: new ApiError("server", reason) });

function summary(overrides: Partial<DownloadSummary>): DownloadSummary {
  const none = { downloaded: [], verified: [], skipped: [], failed: [], retried: [], left: [], bytes: 0 };
  return { ...none, ...overrides };
}

/** Of listings that gave everything. */
const WHOLE = { failures: [], cutOff: 0 };

const PLACE = { name: "vanilla", where: "/models on gpu-7 (ssh-remote)" };
const summaryText = (all: DownloadSummary, notListed: NotListed) => placedText(all, notListed, PLACE);

describe("What is said of how much a download is", () => {
  const plan = { items: items(3), bytes: 0, unknownSizes: 3, emptyDirectories: [], failures: [], cutOff: 0 };

  it("names no bytes where no size is known", () => {
    assert.equal(amountText(plan), "3 files (unknown size)");
    assert.equal(foundText({ files: 3, bytes: 0 }), "3 files");
  });

  it("is the bytes that are known, and how many sizes are not", () => {
    assert.equal(amountText({ ...plan, bytes: 1200, unknownSizes: 1 }), "3 files (1.2 kB, 1 of them of unknown size)");
    assert.equal(amountText({ ...plan, unknownSizes: 0 }), "3 files (0 B)");
  });
});

describe("What is said at the end of a download", () => {
  it("is short when all went well", () => {
    assert.equal(
      summaryText(summary({ downloaded: items(1), bytes: 1200 }), WHOLE),
      "Downloaded vanilla (1 file, 1.2 kB) to /models on gpu-7 (ssh-remote).",
    );
  });

  it("names a file once, and what was chosen of a directory with its files", () => {
    const file = summary({ downloaded: [{ place: ["run", "a.json"], path: ["a.json"] }], bytes: 1200 });
    assert.equal(
      placedText(file, WHOLE, { name: "a.json", where: "/models" }),
      "Downloaded a.json (1.2 kB) to /models.",
    );
    const eight = summary({ downloaded: items(8), bytes: 13.4e6 });
    assert.equal(
      placedText(eight, WHOLE, { name: "checkpoint-1224", where: "/models" }),
      "Downloaded checkpoint-1224 (8 files, 13.4 MB) to /models.",
    );
  });

  it("counts what came, was there and was tried again", () => {
    const retried = items(60).map((one) => ({ item: one, times: 1 }));
    const all = summary({ downloaded: items(3000), skipped: items(4), retried, bytes: 3e6 });
    assert.equal(
      summaryText(all, WHOLE),
      "Downloaded vanilla (3,000 files, 3 MB) to /models on gpu-7 (ssh-remote), skipped 4 identical files, tried 60 files again.",
    );
  });

  it("says how many of the files were verified", () => {
    const three = summary({ downloaded: items(3), verified: items(2), bytes: 1200 });
    assert.equal(
      summaryText(three, WHOLE),
      "Downloaded vanilla (3 files, 1.2 kB) to /models on gpu-7 (ssh-remote), verified 2 of them by checksum.",
    );
    const one = summary({ downloaded: items(1), verified: items(1), bytes: 1200 });
    assert.equal(
      summaryText(one, WHOLE),
      "Downloaded vanilla (1 file, 1.2 kB) to /models on gpu-7 (ssh-remote), verified it by checksum.",
    );
  });

  it("says that listings may have been cut off, before it starts and at the end", () => {
    const two = "The service may have more files than it listed in 2 directories.";
    assert.deepEqual(unlistedText({ failures: [], cutOff: 2 }), [two]);
    assert.deepEqual(unlistedText({ failures: [], cutOff: 0 }), []);
    const one = summary({ downloaded: items(1), bytes: 1200 });
    assert.equal(
      summaryText(one, { failures: [], cutOff: 2 }),
      `Downloaded vanilla (1 file, 1.2 kB) to /models on gpu-7 (ssh-remote). ${two}`,
    );
    assert.match(summaryText(one, { failures: [], cutOff: 1 }), / than it listed in 1 directory\.$/);
  });

  it("says that files could not be read in the listings, before it starts and at the end", () => {
    const left = { failures: [], cutOff: 0, unread: { count: 2, reasons: ["no path"] } };
    const text = "2 files could not be read: no path.";
    assert.deepEqual(unlistedText(left), [text]);
    assert.equal(
      summaryText(summary({ downloaded: items(1), bytes: 1200 }), left),
      `Downloaded vanilla (1 file, 1.2 kB) to /models on gpu-7 (ssh-remote). ${text}`,
    );
  });

  it("says what did not come, and why, with what could not be listed beside it", () => {
    const some = summary({
      downloaded: items(2),
      failed: [failed("a", "the disk is full"), failed("b", "x"), failed("c", "x")],
    });
    const unlisted = [{ place: ["run"], path: ["run", "eval"], error: new ApiError("server", "the service failed") }];
    assert.equal(
      summaryText(some, { failures: unlisted, cutOff: 0 }),
      "Downloaded 2 of 5 files of vanilla (0 B) to /models on gpu-7 (ssh-remote). Could not download run/a: the disk is full. Could not download 2 files: x. " +
        "Could not list run/eval: the service failed.",
    );
  });

  it("names no more than two reasons", () => {
    const reasons = ["one", "two", "three", "four"].map((reason) => failed(reason, reason));
    assert.match(
      summaryText(summary({ failed: reasons }), WHOLE),
      /two\. Could not download 2 more, for other reasons\.$/,
    );
  });

  it("tells that what came of the others is kept when it was stopped", () => {
    assert.equal(
      summaryText(summary({ downloaded: items(1), left: items(2) }), WHOLE),
      "Stopped after downloading 1 of 3 files of vanilla (0 B) to /models on gpu-7 (ssh-remote). Partial files were kept and can be resumed.",
    );
  });
});

describe("What is said while a download goes on", () => {
  it("is bytes, speed, time left and files", () => {
    const progress = {
      bytes: 1.2e9,
      totalBytes: 2.5e9,
      files: 3,
      totalFiles: 10,
      bytesPerSecond: 84e6,
      secondsLeft: 15,
    };
    assert.equal(progressText(progress), "1.2 GB of 2.5 GB, 84 MB/s, 15 s left, 3 of 10 files");
    assert.equal(doneShare(progress), 0.48);
  });

  it("names no total and no time left while sizes are unknown, and counts files", () => {
    const one = { bytes: 12e6, files: 0, totalFiles: 1, bytesPerSecond: 3e6 };
    assert.equal(progressText(one), "12 MB, 3 MB/s");
    assert.equal(doneShare(one), 0);
    const several = { ...one, files: 1, totalFiles: 4 };
    assert.equal(progressText(several), "12 MB, 3 MB/s, 1 of 4 files");
    assert.equal(doneShare(several), 0.25);
  });

  it("is done with files that are empty", () => {
    assert.equal(doneShare({ bytes: 0, totalBytes: 0, files: 2, totalFiles: 2, bytesPerSecond: 0 }), 1);
  });

  it("says how long it waits for a service that limits requests", () => {
    const progress = { bytes: 1e6, totalBytes: 2e6, files: 3, totalFiles: 10, bytesPerSecond: 84, waitSeconds: 40 };
    assert.equal(progressText(progress), "1 MB of 2 MB, waiting 40 s: the service limits requests, 3 of 10 files");
  });
});

describe("What is said of files that are there already", () => {
  it("is how many, and what each choice does to them", () => {
    assert.deepEqual(existingText(0, 3), []);
    const text = existingText(2, 3).join("\n");
    assert.match(text, /^2 of them are there already\.$/m);
    assert.match(text, /“Skip Identical” leaves .* and replaces files that differ, including your own changes\./);
  });
});
