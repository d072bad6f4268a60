import { NodeTarget } from "../../src/files/download/disk/nodeTarget";
import { runDownload } from "../../src/files/download/downloadJob";
import { connectModelLab } from "../support/labConnection";
import { watchStalls } from "./watchStalls";

/**
 * Downloads files to a folder in a process of its own, and prints what it took: ms, the longest stall in ms, and bytes of memory at most. With a number of
 * connections, that many are used for a large file, however fast one of them is.
 */
async function main(): Promise<void> {
  const [origin = "", folder = "", count = "1", size = "0", connections] = process.argv.slice(2);
  const source = connectModelLab(origin, { apiKey: "a", appKey: "b" });
  const items = Array.from({ length: Number(count) }, (_, index) => {
    const name = `${size}-${index}`;
    return { place: ["project", "1", "run", "7", name], path: ["files", name], size: Number(size) };
  });
  const endWatch = watchStalls();
  const startedAt = performance.now();
  const { downloaded, failed } = await runDownload(items, {
    files: source.files!,
    origin: { systemId: "modelLab", site: "bench" },
    target: new NodeTarget(folder),
    existing: "add",
    signal: new AbortController().signal,
    ...laneOptions(connections),
  });
  const ms = performance.now() - startedAt;
  const stall = endWatch();
  source.dispose();
  if (downloaded.length !== items.length) {
    throw failed[0]?.error ?? new Error("not all files came");
  }
  console.log(JSON.stringify({ ms, stall, memory: process.resourceUsage().maxRSS * 1024, cpu: process.cpuUsage() }));
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
