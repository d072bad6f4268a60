import assert from "node:assert/strict";
import type { ChildProcess } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { ConnectedSample, TreeWalk, unaborted } from "../support/connectedSample";
import { holdUpFiles, NOTED_BYTES } from "../support/holdUpFiles";
import { downloadElsewhere, hashOfFile, hashOfStream } from "../support/downloader";

describe("A download whose process is killed", () => {
  it("is continued by another one to the exact bytes", async () => {
    const sample = await ConnectedSample.start();
    const folder = await mkdtemp(join(tmpdir(), "killed-"));
    try {
      const { files, place, size } = await largeFile(sample);
      const { origin, keys } = sample.server;
      const order = { origin, keys: { ...keys }, folder, item: { place, path: ["optimizer.pt"], size } };
      const quicken = sample.server.respondWith(holdUpFiles);
      let end: Promise<void> | undefined;
      const killed = await downloadElsewhere(order, (_, child) => {
        end ??= killOnceNoted(child, folder);
      });
      await end;
      assert.equal(killed, undefined, "it came to its end before it was killed");
      const left = (await readdir(folder)).sort();
      const [part = ""] = left;
      assert.match(part, /^\.optimizer\.pt\.[\da-f]{12}\.mlpart$/);
      assert.deepEqual(left, [part, `${part}.json`, `${part}.lock`]);
      const note = JSON.parse(await readFile(join(folder, `${part}.json`), "utf8")) as { bytes: number };
      assert.ok(note.bytes >= NOTED_BYTES);
      quicken();
      const second = await downloadElsewhere(order);
      assert.equal(second?.bytes, size - note.bytes);
      assert.deepEqual(await readdir(folder), ["optimizer.pt"]);
      const { body } = await files.read(place, undefined, unaborted());
      assert.equal(await hashOfFile(join(folder, "optimizer.pt")), await hashOfStream(body));
    } finally {
      await rm(folder, { recursive: true });
      await sample.close();
    }
  });
});

async function killOnceNoted(child: ChildProcess, folder: string): Promise<void> {
  while (child.exitCode === null && (await notedBytes(folder)) < NOTED_BYTES) {
    await setTimeout(20);
  }
  child.kill("SIGKILL");
}

/** A note is replaced as a whole: it may be missing for a moment, and is never half. */
async function notedBytes(folder: string): Promise<number> {
  const note = (await readdir(folder)).find((name) => name.endsWith(".json"));
  if (note === undefined) {
    return 0;
  }
  const text = await readFile(join(folder, note), "utf8").catch(() => "{}");
  return (JSON.parse(text) as { bytes?: number }).bytes ?? 0;
}

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
