import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { bundleNode } from "../../scripts/nodeBundles.mjs";

const COUNT = 1_000_000;
/** Of the made-up data: a directory for each 2,000 files. */
const DIRECTORIES = 500;
const FOLDER = "out/large/listing";
const run = promisify(execFile);

interface Taken {
  readonly ms: number;
  readonly stall: number;
  readonly kept: number;
  readonly rows: number;
}

/** As a bare Node process runs it, with the thread that reads it. */
describe(`A project's own listing of ${COUNT.toLocaleString("en")} files in one answer`, () => {
  before(async () => {
    const files = ["list", "listingServer"].map((name) => `test/bench/${name}.ts`);
    await bundleNode(FOLDER, files, { isProduction: true });
  });
  after(() => rm(FOLDER, { recursive: true }));

  it("opens, and takes less than 130 bytes a file", async () => {
    const data = JSON.stringify({ delayMs: 0, runs: 100, files: COUNT });
    const server = spawn(process.execPath, [join(FOLDER, "listingServer.js"), data], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    try {
      const [port] = (await once(server.stdout, "data")) as [Buffer];
      const origin = `http://127.0.0.1:${port.toString().trim()}`;
      const { stdout } = await run(process.execPath, ["--expose-gc", join(FOLDER, "list.js"), origin, "files ours"]);
      const { ms, stall, kept, rows } = JSON.parse(stdout) as Taken;
      console.log(`      ${Math.round(ms)} ms, the longest stall ${Math.round(stall)} ms, ${kept / 1e6} MB kept`);
      assert.equal(rows, DIRECTORIES);
      assert.ok(kept > 0 && kept < 130 * COUNT, `${kept} bytes`);
    } finally {
      server.kill();
    }
  });
});
