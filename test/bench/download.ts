import { NodeTarget } from "../../src/files/download/disk/nodeTarget";
import { runDownload } from "../../src/files/download/downloadJob";
import type { SourceFiles } from "../../src/sources/contract/sourceFiles";
import { connectModelLab } from "../support/labConnection";
import { watchStalls } from "./watchStalls";
import { peakMemory } from "../support/peakMemory";

interface Order {
  readonly files: SourceFiles;
  readonly folder: string;
  readonly count: number;
  readonly size: number;
  readonly connections: string | undefined;
}

/**
 * Downloads files to a folder in a process of its own, and prints what it took: ms, the longest stall in ms, and bytes of memory at most. Many files
 * are downloaded once more, by code that has run before. With a number of connections, that many are used for a large file, however fast one of them is.
 */
async function main(): Promise<void> {
  const [origin = "", folder = "", count = "1", size = "0", connections] = process.argv.slice(2);
  const source = connectModelLab(origin, { apiKey: "a", appKey: "b" });
  const order = { files: source.files!, folder, count: Number(count), size: Number(size), connections };
  const first = await timed("files", order);
  const took = { memory: peakMemory(), cpu: process.cpuUsage() };
  const again = order.count > 1 ? { again: await timed("again", order) } : {};
  source.dispose();
  console.log(JSON.stringify({ ...first, ...again, ...took }));
}

async function timed(below: string, { files, folder, count, size, connections }: Order) {
  const items = Array.from({ length: count }, (_, index) => {
    const name = `${size}-${index}`;
    return { place: ["project", "1", "run", "7", name], path: [below, name], size };
  });
  const endWatch = watchStalls();
  const startedAt = performance.now();
  const { downloaded, failed } = await runDownload(items, {
    files,
    origin: { systemId: "modelLab", site: "bench" },
    target: new NodeTarget(folder),
    existing: "add",
    signal: new AbortController().signal,
    ...laneOptions(connections),
  });
  const ms = performance.now() - startedAt;
  const stall = endWatch();
  if (downloaded.length !== items.length) {
    throw failed[0]?.error ?? new Error("not all files came");
  }
  return { ms, stall };
}

function laneOptions(connections = ""): object {
  return connections === ""
    ? {}
    : { connections: Number(connections), lanes: { fastBytesPerSecond: Infinity, patienceMs: 0 } };
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
