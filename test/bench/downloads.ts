import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { DownloadResult } from "./downloadTable";
import { downloadTable } from "./downloadTable";
import { hasTool } from "./downloadTools";
import { median } from "./median";
import { roundsOf } from "./rounds";

const run = promisify(execFile);

interface Work {
  readonly what: string;
  readonly count: number;
  readonly bytes: number;
  readonly delayMs: number;
  readonly bytesPerSecond: number;
  readonly runs: number;
}

const MB = 1e6;
const WORKS: readonly Work[] = [
  { what: "1 GiB from loopback", count: 1, bytes: 2 ** 30, delayMs: 0, bytesPerSecond: 0, runs: 5 },
  {
    what: "256 MB at 50 ms, 20 MB/s a connection",
    count: 1,
    bytes: 256 * MB,
    delayMs: 50,
    bytesPerSecond: 20 * MB,
    runs: 3,
  },
  { what: "2,000 files of 10 kB", count: 2000, bytes: 10_000, delayMs: 0, bytesPerSecond: 0, runs: 5 },
  { what: "2,000 files of 10 kB at 50 ms", count: 2000, bytes: 10_000, delayMs: 50, bytesPerSecond: 0, runs: 3 },
];

interface Measured {
  readonly ms: number;
  readonly stall?: number;
  readonly memory?: number;
  /** The same files a second time, in the same process. */
  readonly again?: { readonly ms: number; readonly stall: number };
}

type Way = (url: string, folder: string, work: Work) => Promise<Measured>;

const inNode =
  (script: string): Way =>
  async (url, folder, { count, bytes }) => {
    const { stdout } = await run(process.execPath, [join(__dirname, script), url, folder, `${count}`, `${bytes}`]);
    return JSON.parse(stdout) as Measured;
  };

const ours = inNode("download.js");
/** The limit of what can be done in Node. */
const bare = inNode("bareDownload.js");

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

interface Medians extends Required<Omit<Measured, "again">> {
  readonly again: Required<Omit<Measured, "again">>;
}

const NOTHING = { ms: 0, stall: 0 };

function mediansOf(each: readonly Measured[]): Medians["again"] {
  return {
    ms: median(each.map(({ ms }) => ms)),
    stall: median(each.map(({ stall = 0 }) => stall)),
    memory: median(each.map(({ memory = 0 }) => memory)),
  };
}

/** In turn, each to a folder of its own. Milliseconds and bytes: medians. */
async function measure(work: Work, ways: readonly Way[]): Promise<readonly Medians[]> {
  const server = spawn(process.execPath, [join(__dirname, "downloadServer.js"), JSON.stringify(work)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  /** Left until the end: ext4 takes 20 times as long to make a file where many have just been removed. */
  const folders: string[] = [];
  try {
    const [port] = (await once(server.stdout, "data")) as [Buffer];
    const results: Measured[][] = ways.map(() => []);
    for (let round = 0; round < roundsOf(work.runs); round++) {
      for (const [index, way] of ways.entries()) {
        const folder = await mkdtemp(join(tmpdir(), "bench-"));
        results[index]?.push(await way(`http://127.0.0.1:${port.toString().trim()}`, folder, work));
        if (work.count === 1) {
          await rm(folder, { recursive: true });
        } else {
          folders.push(folder);
        }
      }
    }
    return results.map((each) => ({ ...mediansOf(each), again: mediansOf(each.map(({ again = NOTHING }) => again)) }));
  } finally {
    server.kill();
    await Promise.all(folders.map((folder) => rm(folder, { recursive: true })));
  }
}

async function resultsOfOne(work: Work, hasAria: boolean): Promise<readonly DownloadResult[]> {
  const [here, other, aria] = await measure(work, hasAria ? [ours, curl, aria2] : [ours, curl]);
  return here && other ? [{ what: work.what, ...here, curlMs: other.ms, ...(aria && { ariaMs: aria.ms }) }] : [];
}

/** Code that has just been loaded is slow, and a listing says where the files lie: a second time shows both. */
async function resultsOfMany(work: Work): Promise<readonly DownloadResult[]> {
  const [here, other, limit] = await measure(work, work.delayMs === 0 ? [ours, curl, bare] : [ours, curl]);
  if (here === undefined || other === undefined) {
    return [];
  }
  const curlMs = other.ms;
  const first = { what: work.what, ...here, curlMs };
  return limit === undefined
    ? [first]
    : [
        first,
        { what: `${work.what}, a second time`, ...here.again, memory: here.memory, curlMs },
        { what: `${work.what} by undici alone, unchecked`, ...limit, curlMs },
        { what: `${work.what} by undici alone, a second time`, ...limit.again, memory: limit.memory, curlMs },
      ];
}

/** Prints downloads side by side with curl and aria2, as Markdown, which is written beside the measurements, too. */
export async function benchDownloads(): Promise<void> {
  if (!(await hasTool("curl", "curl"))) {
    return;
  }
  const hasAria = await hasTool("aria2c", "aria2");
  const results: DownloadResult[] = [];
  for (const work of WORKS) {
    results.push(...(await (work.count === 1 ? resultsOfOne(work, hasAria) : resultsOfMany(work))));
  }
  const table = downloadTable(results, "CONTRIBUTING.md");
  console.log(table);
  await writeFile(join(__dirname, "downloads.md"), table);
}
