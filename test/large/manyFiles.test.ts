import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { planDownload } from "../../src/files/download/downloadPlan";
import { ConnectedSample, TreeWalk, unaborted } from "../support/connectedSample";
import { hashOfFile, hashOfStream } from "../support/downloader";
import { DownloadFixture } from "../unit/files/download/downloadFixture";

/** Eight small ones, as the job has slots. */
const MOST_AT_ONCE = 8;

describe("A directory of 3,000 small files, 1 in 50 of which fails once", () => {
  it("arrives whole, a few files at a time, and says how many were tried again", async () => {
    const sample = await ConnectedSample.start();
    const fixture = await DownloadFixture.open();
    try {
      const source = sample.connect("modelLab");
      const files = source.files!;
      const row = await new TreeWalk(source).open(["whisper-large-v3-callcenter-de", "spec-aug-r8-v5", "predictions"]);
      const facts = { isDirectory: true };
      const selected = [{ place: files.placeOf(row.entry)!, name: "predictions", facts }];
      const plan = await planDownload(selected, { files, ...unaborted() });
      assert.equal(plan.items.length, 3000);
      const inFlight = failSome(sample);
      const summary = await fixture.run(plan.items, { files });
      assert.deepEqual([summary.downloaded.length, summary.failed.length], [3000, 0]);
      assert.deepEqual([summary.retried.length, inFlight.failed], [60, 60]);
      assert.ok(inFlight.most > 1 && inFlight.most <= MOST_AT_ONCE, `${inFlight.most} at once`);
      const names = await readdir(join(fixture.folder, "predictions"));
      assert.equal(names.length, 3000);
      assert.equal(summary.bytes, plan.bytes);
      const { place, path } = plan.items[1234]!;
      const { body } = await files.read(place, undefined, unaborted());
      assert.equal(await hashOfFile(join(fixture.folder, ...path)), await hashOfStream(body));
    } finally {
      await fixture.close();
      await sample.close();
    }
  });
});

/** Counts at the server, and answers each 50th file's first request with an error. */
function failSome({ server }: ConnectedSample): { readonly most: number; readonly failed: number } {
  const counts = { most: 0, failed: 0 };
  const seen = new Set<string>();
  server.clearRequests();
  server.respondWith(({ path, query }) => {
    if (!path.endsWith("/content")) {
      return undefined;
    }
    const underWay = server.requests.slice(-200).filter(({ outcome }) => outcome === "underWay").length;
    counts.most = Math.max(counts.most, underWay);
    const file = query.get("artifact_path") ?? "";
    const isFirst = !seen.has(file);
    seen.add(file);
    if (!isFirst || seen.size % 50 !== 0) {
      // In one process a server answers at once: so short a delay lets requests meet.
      return { delayMs: 2 };
    }
    counts.failed += 1;
    return { status: 500, body: { errors: ["oops"] } };
  });
  return counts;
}
