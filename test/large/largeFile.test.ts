import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { downloadElsewhere, hashOfFile, hashOfStream } from "../support/downloader";
import { connectModelLab } from "../support/labConnection";
import { TreeWalk, unaborted } from "../support/connectedSample";

const SIZE = 2_471_645_608;
/** With Node, the loader of TypeScript and the HTTP library, which take some 140 MB before the first byte. */
const MOST_MEMORY = 260_000_000;

interface Server {
  readonly origin: string;
  readonly keys: Readonly<Record<string, string>>;
  stop(): void;
}

/** In a process of its own, so that its memory is not taken for the download's. */
async function startServer(): Promise<Server> {
  const args = ["--require", "tsx/cjs", resolve("src/sample/main.ts")];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  const [line] = (await once(child.stdout, "data")) as [Buffer];
  return { ...(JSON.parse(line.toString()) as Omit<Server, "stop">), stop: () => child.kill() };
}

describe("A file of 2.5 GB", () => {
  it("is cancelled half way and continued to the exact bytes, in little memory", async () => {
    const server = await startServer();
    const source = connectModelLab(server.origin, server.keys);
    const folder = await mkdtemp(join(tmpdir(), "large-"));
    try {
      const path = ["llm-release/llama-3.2-1b-support", "merged-bf16", "model.safetensors"];
      const { entry } = await new TreeWalk(source).open(path);
      const place = source.files!.placeOf(entry)!;
      const order = { ...server, folder, item: { place, path: ["model.safetensors"], size: SIZE } };
      const first = await downloadElsewhere({ ...order, stopAt: SIZE / 2 });
      assert.equal(first?.left, 1);
      assert.ok(!(await readdir(folder)).includes("model.safetensors"));
      const second = await downloadElsewhere(order);
      assert.equal(second?.downloaded, 1);
      assert.equal(first.bytes + second.bytes, SIZE, "no byte comes twice");
      const { body } = await source.files!.read(place, undefined, unaborted());
      const file = join(folder, "model.safetensors");
      const [onDisk, served] = await Promise.all([hashOfFile(file), hashOfStream(body)]);
      assert.equal(onDisk, served);
      const peaks = [first.maxRss, second.maxRss].map((bytes) => Math.round(bytes / 1e6));
      console.log(`      peak memory of the downloading process: ${peaks.join(" and ")} MB`);
      assert.ok(Math.max(first.maxRss, second.maxRss) < MOST_MEMORY, `${peaks.join(" and ")} MB`);
    } finally {
      source.dispose();
      server.stop();
      await rm(folder, { recursive: true });
    }
  });
});
