import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ConnectedSample, TreeWalk, unaborted } from "../support/connectedSample";
import { downloadElsewhere, hashOfFile, hashOfStream } from "../support/downloader";

const NOTED = 16 * 1024 * 1024;

describe("A download whose process is killed", () => {
  it("is continued by another one to the exact bytes", async () => {
    const sample = await ConnectedSample.start();
    const folder = await mkdtemp(join(tmpdir(), "killed-"));
    try {
      const { files, place, size } = await largeFile(sample);
      const { origin, keys } = sample.server;
      const order = { origin, keys: { ...keys }, folder, item: { place, path: ["optimizer.pt"], size } };
      const slow = { bytesPerSecond: 10_000_000 };
      const quicken = sample.server.respondWith(({ path }) => (path.endsWith("/content") ? slow : undefined));
      const killed = await downloadElsewhere(order, ({ position }, child) => {
        if (position > NOTED + 4_000_000) {
          child.kill("SIGKILL");
        }
      });
      assert.equal(killed, undefined, "it came to its end before it was killed");
      const left = (await readdir(folder)).sort();
      const [part = ""] = left;
      assert.match(part, /^\.optimizer\.pt\.[\da-f]{12}\.mlpart$/);
      assert.deepEqual(left, [part, `${part}.json`, `${part}.lock`]);
      const note = JSON.parse(await readFile(join(folder, `${part}.json`), "utf8")) as { bytes: number };
      assert.ok(note.bytes >= NOTED);
      quicken();
      const end = await downloadElsewhere(order);
      assert.equal(end?.bytes, size - note.bytes);
      assert.deepEqual(await readdir(folder), ["optimizer.pt"]);
      const { body } = await files.read(place, undefined, unaborted());
      assert.equal(await hashOfFile(join(folder, "optimizer.pt")), await hashOfStream(body));
    } finally {
      await rm(folder, { recursive: true });
      await sample.close();
    }
  });
});

/** Some 30 MB, which are noted once on the way. */
async function largeFile(sample: ConnectedSample) {
  const source = sample.connect("modelLab");
  const row = await new TreeWalk(source).open([
    "dpo-qwen3-8b-helpfulness",
    "dpo-beta0.1-lr5e-7",
    "checkpoint-204",
    "optimizer.pt",
  ]);
  const place = source.files!.placeOf(row.entry)!;
  return { files: source.files!, place, size: row.entry.size! };
}
