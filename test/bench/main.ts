import { execFile } from "node:child_process";
import { readdirSync, statSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { benchAgents } from "./agents";
import { benchCurves } from "./curves";
import { benchDownloads } from "./downloads";
import { benchListings } from "./listings";
import type { Pair } from "./measure";
import { markedTable } from "./markedTable";
import { median } from "./median";
import { roundsOf } from "./rounds";
import { startSample } from "./sampleProcess";
import { benchWindow } from "./window";

const COLD_RUNS = 15;

interface Line {
  readonly what: string;
  readonly instead: string;
  readonly pair: Pair;
  readonly unit: "ms" | "MB" | "kB" | "requests";
}

const run = promisify(execFile);

/** Runs a measurement in a process of its own, and gives what it printed. */
async function measured<T>(name: string, address: string, ...args: readonly string[]): Promise<T> {
  const command = ["--expose-gc", join(__dirname, `${name}.js`), ...args];
  const env = { ...process.env, BENCH_SAMPLE: address, NODE_PATH: __dirname };
  const { stdout } = await run(process.execPath, command, { env });
  return JSON.parse(stdout) as T;
}

/** What can only be measured once in a process, in many of them. */
async function measuredCold(name: string, address: string): Promise<Pair> {
  const times: { ours: number[]; other: number[] } = { ours: [], other: [] };
  for (let count = 0; count < roundsOf(COLD_RUNS); count++) {
    for (const side of ["ours", "other"] as const) {
      times[side].push((await measured<{ ms: number }>(name, address, side)).ms);
    }
  }
  return { ours: median(times.ours), other: median(times.other) };
}

async function measureAll(address: string): Promise<readonly Line[]> {
  const fetched = "fetch, whole objects kept";
  const runs = await measured<{ time: Pair; heap: Pair }>("listRuns", address);
  const warm = await measured<{ time: Pair }>("warmPage", address);
  const check = await measured<{ time: Pair }>("checkPage", address);
  const redraw = await measured<{ time: Pair }>("redraw", address);
  const table = await measured<{ first: Pair; time: Pair; memory: Pair }>("runTable", address);
  const cold = await measuredCold("coldPage", address);
  const load = await measuredCold("loadExtension", address);
  return [
    { what: "List 1,200 runs, 12 pages", instead: fetched, pair: runs.time, unit: "ms" },
    { what: "Heap that the 1,200 runs take", instead: fetched, pair: runs.heap, unit: "MB" },
    { what: "First page of projects, cold", instead: "fetch", pair: cold, unit: "ms" },
    { what: "First page of projects, warm", instead: "fetch", pair: warm.time, unit: "ms" },
    { what: "Parse and check a page of 100 runs", instead: "JSON.parse alone", pair: check.time, unit: "ms" },
    { what: "Draw 1,200 rows again", instead: "listing them again", pair: redraw.time, unit: "ms" },
    { what: "First rows of a table of 10,000 runs", instead: "fetch of a page", pair: table.first, unit: "ms" },
    { what: "All rows of it, 100 pages", instead: fetched, pair: table.time, unit: "ms" },
    { what: "Memory that it takes", instead: fetched, pair: table.memory, unit: "MB" },
    { what: "Load the extension", instead: "loading all bundles at once", pair: load, unit: "ms" },
    { what: "Code that is loaded at the start", instead: "all bundles", pair: bundleSizes(), unit: "kB" },
  ];
}

/** With 100,000 runs, of a server of its own, which takes some seconds to make them. */
async function measureLarge(): Promise<readonly Line[]> {
  const large = await startSample(join(__dirname, "sampleMain.js"), "large");
  try {
    const times = await measured<GoToTimes>("goToRun", large.address);
    const { byId, byName, other } = times.requests;
    const instead = "fetch, page by page to the 20th of 940";
    return [
      { what: "Go to 1 of 100,000 runs by its ID", instead, pair: times.id, unit: "ms" },
      { what: "Requests for that", instead, pair: { ours: byId, other }, unit: "requests" },
      { what: "Go to 1 of 100,000 runs by its name", instead, pair: times.name, unit: "ms" },
      { what: "Requests for that", instead, pair: { ours: byName, other }, unit: "requests" },
    ];
  } finally {
    large.stop();
  }
}

interface GoToTimes {
  readonly id: Pair;
  readonly name: Pair;
  readonly requests: { readonly byId: number; readonly byName: number; readonly other: number };
}

/** Bytes. */
function bundleSizes(): Pair {
  const sizeOf = (file: string) => statSync(join("dist", file)).size;
  const files = readdirSync("dist").filter((file) => file.endsWith(".js"));
  return { ours: sizeOf("extension.js"), other: files.reduce((sum, file) => sum + sizeOf(file), 0) };
}

function print(lines: readonly Line[]): void {
  console.log(`Node ${process.versions.node}, ${process.platform} ${process.arch}, ${cpus().length} cores; medians\n`);
  const rows = lines.map(({ what, instead, pair, unit }) => [
    what,
    shown(pair.ours, unit),
    instead,
    shown(pair.other, unit),
    `${(pair.ours / pair.other).toPrecision(2)} ×`,
  ]);
  const head = ["What", "Here", "Instead", "Takes", "Ratio"];
  const table = markedTable({ head, rows, compared: [4] }, "CONTRIBUTING.md");
  console.log(table);
  writeFileSync(join(__dirname, "usual.md"), table);
}

/** Three digits say enough of what differs by a tenth from one time to the next. */
function shown(value: number, unit: Line["unit"]): string {
  const scale = { ms: 1, kB: 1e3, MB: 1e6, requests: 1 }[unit];
  return `${Number((value / scale).toPrecision(3))} ${unit}`;
}

/** Parts that can be measured alone. */
const PARTS: Readonly<Partial<Record<string, () => Promise<void>>>> = {
  listing: benchListings,
  downloads: benchDownloads,
  curves: benchCurves,
  window: benchWindow,
  agents: benchAgents,
};

async function main(): Promise<void> {
  const part = process.argv.slice(2).find((argument) => !argument.startsWith("--"));
  const only = part === undefined ? undefined : PARTS[part];
  if (part !== undefined && only === undefined) {
    throw new Error(
      `There is no part ${part}: choose ${Object.keys(PARTS).join(" or ")}, or none for all; --short measures each once.`,
    );
  }
  await (only ?? benchAll)();
}

async function benchAll(): Promise<void> {
  const sample = await startSample(join(__dirname, "sampleMain.js"));
  try {
    print([...(await measureAll(sample.address)), ...(await measureLarge())]);
  } finally {
    sample.stop();
  }
  await benchListings();
  await benchDownloads();
  await benchCurves();
  await benchWindow();
  await benchAgents();
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
