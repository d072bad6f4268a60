import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { closeSharedBrowser, sharedBrowser } from "../support/vscodeBrowser";
import { VsCodeProfile } from "../support/vscodeProfile";
import { VsCodeServer, WITHOUT_KEYS } from "../support/vscodeServer";
import { ROOT } from "../support/vscodeTools";
import { markedTable, shownMs } from "./markedTable";
import type { WindowResult } from "./windowHost";

const SIZE = { runs: 10_000, files: 200_000, delayMs: 0 };
const LIMIT_MS = 240_000;
const HEAD = ["In a window", "Takes", "A timer comes late by"];

/** Opens large listings in a window while another timer runs in its extension host. Prints and writes a table. */
export async function benchWindow(): Promise<void> {
  if (process.argv.includes("--no-window")) {
    return;
  }
  const server = spawn(process.execPath, [join(__dirname, "listingServer.js"), JSON.stringify(SIZE)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    const [port] = (await once(server.stdout, "data")) as [Buffer];
    const results = await measureIn(`http://127.0.0.1:${port.toString().trim()}`);
    const rows = results.map(({ what, ms, delay: late }) => [what, shownMs(ms), shownMs(late)]);
    const table = markedTable({ head: HEAD, rows, compared: [1, 2] }, "CONTRIBUTING.md");
    console.log(`\nIn a window of VS Code, whose extension host has a timer of 10 ms\n`);
    console.log(table);
    await writeFile(join(__dirname, "window.md"), table);
  } finally {
    server.kill();
  }
}

async function measureIn(origin: string): Promise<readonly WindowResult[]> {
  const site = { "mlArtifacts.modelLab.site": "custom", "mlArtifacts.modelLab.customURL": origin };
  const profile = new VsCodeProfile({ machineSettings: { ...site, "mlArtifacts.live.enabled": false } });
  const result = join(profile.folder, "result.json");
  const env = { ...WITHOUT_KEYS, BENCH_ORIGIN: origin, BENCH_FOLDER: profile.folder, BENCH_RESULT: result };
  const window = await VsCodeServer.start({ profile, env, isForTests: true });
  try {
    const page = await (await sharedBrowser()).newPage();
    await page.goto(window.testRunUrl({ extension: ROOT, script: join(__dirname, "windowHost.js") }));
    return await resultIn(result, window);
  } finally {
    await closeSharedBrowser();
    await window.stop();
    profile.remove();
  }
}

async function resultIn(file: string, window: VsCodeServer): Promise<readonly WindowResult[]> {
  const endsAt = performance.now() + LIMIT_MS;
  while (!existsSync(file)) {
    if (existsSync(`${file}.failed`)) {
      throw new Error(`It failed in the window: ${readFileSync(`${file}.failed`, "utf8")}`);
    }
    if (!window.isRunning || performance.now() > endsAt) {
      throw new Error(`The window was not through within ${LIMIT_MS / 1000} s:\n${window.readLogs().slice(-2000)}`);
    }
    await delay(200);
  }
  return JSON.parse(readFileSync(file, "utf8")) as readonly WindowResult[];
}
