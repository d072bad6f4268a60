import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { isLoose } from "../../text/looseValues";
import { sortKeys, type Sorted } from "./sortKeys";

const LIMIT_MS = 10_000;
const LIMIT_MB = 1_024;

/** Sorts in a thread of its own, which is ended at the limit: no file can stop the extension host. */
export async function sortApart(
  name: string,
  bytes: Uint8Array,
  { limitMs = LIMIT_MS }: { readonly limitMs?: number } = {},
): Promise<Sorted> {
  const worker = new Worker(__filename, {
    workerData: { sortedName: name, bytes },
    resourceLimits: { maxOldGenerationSizeMb: LIMIT_MB },
  });
  try {
    return await resultOf(worker, limitMs);
  } finally {
    await worker.terminate();
  }
}

function resultOf(worker: Worker, limitMs: number): Promise<Sorted> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      resolve({ problem: `it takes longer than the ${limitMs / 1_000} s that sorting may take` });
    }, limitMs);
    worker.once("message", resolve);
    worker.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "ERR_WORKER_OUT_OF_MEMORY") {
        resolve({ problem: `it takes more than the ${LIMIT_MB / 1_024} GB of memory that sorting may take` });
      } else {
        reject(error);
      }
    });
    worker.once("exit", () => {
      clearTimeout(timer);
      resolve({ problem: "sorting ended early" });
    });
  });
}

const job: unknown = workerData;
if (!isMainThread && isLoose(job) && typeof job["sortedName"] === "string" && job["bytes"] instanceof Uint8Array) {
  parentPort?.postMessage(sortKeys(job["sortedName"], job["bytes"]));
}
