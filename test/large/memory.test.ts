import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";

const SIZE = 2 ** 30;
/** The aim is 150 MB, and what it took is printed. When garbage is collected hangs on the machine: this holds on slow ones, too. */
const MOST_MEMORY = 200_000_000;
const run = promisify(execFile);

/** As a bare Node process runs it: the loader of TypeScript alone would take as much again. */
async function bundle(outdir: string): Promise<void> {
  const entryPoints = ["download", "downloadServer"].map((name) => `test/bench/${name}.ts`);
  const shared = { bundle: true, minify: true, platform: "node", target: "node20" } as const;
  await build({ entryPoints, outdir, ...shared, external: ["vscode"] });
  await build({ entryPoints: ["test/support/peakMemory.ts"], outdir, ...shared });
}

describe("A process that downloads 1 GiB", () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "memory-"));
    await bundle(folder);
  });
  after(() => rm(folder, { recursive: true }));

  it("is measured by what it takes itself, whatever started it", async () => {
    const held = Buffer.alloc(2 * MOST_MEMORY, 1);
    const code = `console.log(require(${JSON.stringify(join(folder, "peakMemory.js"))}).peakMemory())`;
    const { stdout } = await run(process.execPath, ["--eval", code]);
    assert.ok(Number(stdout) > 10_000_000 && Number(stdout) < MOST_MEMORY, `${stdout} bytes beside ${held.length}`);
  });

  for (const connections of [1, 8]) {
    it(`takes little memory over ${connections === 1 ? "one connection" : "eight connections"}`, async () => {
      const work = JSON.stringify({ count: 1, bytes: SIZE, delayMs: 0, bytesPerSecond: 0 });
      const server = spawn(process.execPath, [join(folder, "downloadServer.js"), work], {
        stdio: ["ignore", "pipe", "inherit"],
      });
      try {
        const [port] = (await once(server.stdout, "data")) as [Buffer];
        const origin = `http://127.0.0.1:${port.toString().trim()}`;
        const args = [join(folder, "download.js"), origin, folder, "1", `${SIZE}`, `${connections}`];
        const { stdout } = await run(process.execPath, args);
        const { memory } = JSON.parse(stdout) as { memory: number };
        console.log(`      peak memory: ${Math.round(memory / 1e6)} MB`);
        const file = join(folder, "files", `${SIZE}-0`);
        assert.equal((await stat(file)).size, SIZE);
        assert.ok(memory < MOST_MEMORY, `${memory} bytes`);
        await rm(file);
      } finally {
        server.kill();
      }
    });
  }
});
