import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { markedTable, shownMegabytes, shownMs, shownRatio } from "./markedTable";
import { median } from "./median";
import { roundsOf } from "./rounds";

const run = promisify(execFile);
/** Outside of the folder of the measurements, so that it is installed once. */
const CLIENT = join(__dirname, "../bench-client");
const CLIENT_PACKAGE = "@datadog/datadog-api-client@1.64.0";

interface Work {
  readonly what: string;
  readonly delayMs: number;
  readonly runs: number;
  readonly files: number;
  /** Ours, that of undici and JSON.parse, and that of the service's own client. */
  readonly ways: readonly [ours: string, floor: string, ...client: string[]];
  readonly rounds: number;
}

const FILES = ["files ours", "files floor", "files client"] as const;
const WORKS: readonly Work[] = [
  { what: "200,000 files in one reply", delayMs: 0, runs: 100, files: 200_000, ways: FILES, rounds: 5 },
  {
    what: "Its bytes alone, each looked at once",
    delayMs: 0,
    runs: 100,
    files: 200_000,
    ways: ["files least", "files floor"],
    rounds: 3,
  },
  { what: "1,000,000 files in one reply", delayMs: 0, runs: 100, files: 1_000_000, ways: FILES, rounds: 1 },
  {
    what: "10,000 runs, 100 pages, through the source",
    delayMs: 0,
    runs: 10_000,
    files: 10,
    ways: ["runs ours", "runs floor", "runs client"],
    rounds: 3,
  },
  {
    what: "10,000 runs, 100 pages, through the tree",
    delayMs: 0,
    runs: 10_000,
    files: 10,
    ways: ["runs tree", "runs floor", "runs client"],
    rounds: 3,
  },
  {
    what: "The bytes of their pages alone, each looked at once",
    delayMs: 0,
    runs: 10_000,
    files: 10,
    ways: ["runs least", "runs floor"],
    rounds: 3,
  },
  {
    what: "10,000 runs refreshed, at 80 ms a reply",
    delayMs: 80,
    runs: 10_000,
    files: 10,
    ways: ["runs refresh", "runs floor", "runs client"],
    rounds: 1,
  },
];

interface Measured {
  readonly ms: number;
  readonly stall: number;
  readonly kept: number;
  readonly memory: number;
}

const HEAD = ["Listing", "Here", "undici", "Ratio", "Official client", "Ratio", "Longest stall", "Kept", "Memory"];
const COMPARED = [3, 5, 7, 8];

/** In turn, in a process each. Medians. */
async function measure(work: Work, ways: readonly string[]): Promise<readonly (Measured | undefined)[]> {
  const server = spawn(process.execPath, [join(__dirname, "listingServer.js"), JSON.stringify(work)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    const [port] = (await once(server.stdout, "data")) as [Buffer];
    const origin = `http://127.0.0.1:${port.toString().trim()}`;
    const results: Measured[][] = ways.map(() => []);
    for (let round = 0; round < roundsOf(work.rounds); round++) {
      for (const [index, way] of ways.entries()) {
        results[index]?.push(...(await measured(origin, way)));
      }
    }
    return results.map(mediansOf);
  } finally {
    server.kill();
  }
}

/** None for what failed: a client may not be able to do what is asked of it. */
async function measured(origin: string, way: string): Promise<readonly Measured[]> {
  const env = { ...process.env, BENCH_CLIENT: CLIENT };
  const command = ["--expose-gc", join(__dirname, "list.js"), origin, way];
  const work = run(process.execPath, command, { env }).then(({ stdout }) => [JSON.parse(stdout) as Measured]);
  return way.endsWith("client") ? await work.catch(() => []) : await work;
}

function mediansOf(results: readonly Measured[]): Measured | undefined {
  const of = (name: keyof Measured) => median(results.map((result) => result[name]));
  return results.length === 0
    ? undefined
    : { ms: of("ms"), stall: of("stall"), kept: of("kept"), memory: of("memory") };
}

/** Installs the service's own client, where npm may. Says what is left out. */
async function hasClient(): Promise<boolean> {
  const isThere = () => existsSync(join(CLIENT, "node_modules/@datadog/datadog-api-client"));
  if (!isThere()) {
    await mkdir(CLIENT, { recursive: true });
    const install = ["install", "--prefix", CLIENT, "--ignore-scripts", "--no-audit", "--no-fund", CLIENT_PACKAGE];
    await run("npm", install).catch(() => undefined);
  }
  if (!isThere()) {
    console.log("Left out: Datadog's own client, which could not be installed.");
  }
  return isThere();
}

/** Prints listings side by side with undici and the official client, as Markdown, which is written beside the measurements, too. */
export async function benchListings(): Promise<void> {
  const hasOfficial = await hasClient();
  const rows: string[][] = [];
  for (const work of WORKS) {
    const [here, floor, client] = await measure(work, hasOfficial ? work.ways : work.ways.slice(0, 2));
    if (here !== undefined && floor !== undefined) {
      const official = client === undefined ? ["", ""] : [shownMs(client.ms), shownRatio(here.ms / client.ms)];
      const size = [shownMs(here.stall), shownMegabytes(here.kept), shownMegabytes(here.memory)];
      const ratio = shownRatio(here.ms / floor.ms);
      rows.push([work.what, shownMs(here.ms), shownMs(floor.ms), ratio, ...official, ...size]);
    }
  }
  const table = markedTable({ head: HEAD, rows, compared: COMPARED }, "CONTRIBUTING.md");
  console.log(table);
  await writeFile(join(__dirname, "listings.md"), table);
}
