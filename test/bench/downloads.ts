import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { median } from "./median";

const RUNS = 3;
const run = promisify(execFile);

interface Work {
  readonly what: string;
  readonly count: number;
  readonly bytes: number;
  readonly delayMs: number;
  readonly bytesPerSecond: number;
}

const MB = 1e6;
const WORKS: readonly Work[] = [
  { what: "1 GiB from loopback", count: 1, bytes: 2 ** 30, delayMs: 0, bytesPerSecond: 0 },
  { what: "256 MB at 50 ms, 20 MB/s a connection", count: 1, bytes: 256 * MB, delayMs: 50, bytesPerSecond: 20 * MB },
  { what: "2,000 files of 10 kB", count: 2000, bytes: 10_000, delayMs: 0, bytesPerSecond: 0 },
  { what: "2,000 files of 10 kB at 50 ms", count: 2000, bytes: 10_000, delayMs: 50, bytesPerSecond: 0 },
];

interface Measured {
  readonly ms: number;
  readonly memory?: number;
}

type Way = (url: string, folder: string, work: Work) => Promise<Measured>;

const ours: Way = async (url, folder, { count, bytes }) => {
  const { stdout } = await run(process.execPath, [join(__dirname, "download.js"), url, folder, `${count}`, `${bytes}`]);
  return JSON.parse(stdout) as Measured;
};

const curl: Way = async (url, folder, { count, bytes }) => {
  const lines = Array.from(
    { length: count },
    (_, index) => `url = "${url}/${bytes}-${index}"\noutput = "${join(folder, `${bytes}-${index}`)}"`,
  );
  const config = join(folder, "config");
  await writeFile(config, lines.join("\n"));
  return await timed("curl", ["-s", "--fail", "--parallel", "--parallel-max", "8", "--config", config]);
};

const aria2: Way = async (url, folder, { bytes }) =>
  await timed("aria2c", ["-q", "-x8", "-s8", "-k1M", "--file-allocation=none", "-d", folder, `${url}/${bytes}-0`]);

async function timed(command: string, args: readonly string[]): Promise<Measured> {
  const startedAt = performance.now();
  await run(command, args);
  return { ms: performance.now() - startedAt };
}

async function has(command: string): Promise<boolean> {
  return await run(command, ["--version"]).then(
    () => true,
    () => false,
  );
}

/** In turn, each to a folder of its own. Milliseconds and bytes: medians. */
async function measure(work: Work, ways: readonly Way[]): Promise<readonly { ms: number; memory: number }[]> {
  const server = spawn(process.execPath, [join(__dirname, "downloadServer.js"), JSON.stringify(work)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    const [port] = (await once(server.stdout, "data")) as [Buffer];
    const results: Measured[][] = ways.map(() => []);
    for (let round = 0; round < RUNS; round++) {
      for (const [index, way] of ways.entries()) {
        const folder = await mkdtemp(join(tmpdir(), "bench-"));
        results[index]?.push(await way(`http://127.0.0.1:${port.toString().trim()}`, folder, work));
        await rm(folder, { recursive: true });
      }
    }
    return results.map((each) => ({
      ms: median(each.map(({ ms }) => ms)),
      memory: median(each.map(({ memory = 0 }) => memory)),
    }));
  } finally {
    server.kill();
  }
}

/** Prints downloads side by side with curl and, where it is there, aria2. */
export async function benchDownloads(): Promise<void> {
  if (!(await has("curl"))) {
    console.log("Left out: downloads, since there is no curl.");
    return;
  }
  const hasAria = await has("aria2c");
  console.log("| Download | Here | curl, 8 at once | Ratio | aria2, 8 connections | Ratio | Memory |");
  console.log("| --- | --: | --: | --: | --: | --: | --: |");
  for (const work of WORKS) {
    const isWithAria = hasAria && work.count === 1;
    const [here, other, aria] = await measure(work, isWithAria ? [ours, curl, aria2] : [ours, curl]);
    const ratio = (to: { ms: number } | undefined) => (to && here ? `${(here.ms / to.ms).toFixed(2)} ×` : "");
    const ms = (of: { ms: number } | undefined) => (of ? `${Math.round(of.ms)} ms` : "");
    const memory = `${Math.round((here?.memory ?? 0) / MB)} MB`;
    console.log(`| ${[work.what, ms(here), ms(other), ratio(other), ms(aria), ratio(aria), memory].join(" | ")} |`);
  }
}
