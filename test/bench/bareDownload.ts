import { closeSync, constants, mkdirSync, openSync, renameSync, writeSync } from "node:fs";
import { join } from "node:path";
import { watchStalls } from "./watchStalls";
import { peakMemory } from "../support/peakMemory";

const CONNECTIONS = 8;
const NEW = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW;

/** The least that downloads of small files cost in Node: undici, a file of another name, and its rename. Nothing is checked. */
async function download(origin: string, folder: string, names: readonly string[]): Promise<void> {
  const { Pool } = await import("../../src/http/transport/undiciParts");
  const pool = new Pool(origin, { connections: CONNECTIONS });
  const waiting = names.values();
  const downloadNext = async (): Promise<void> => {
    for (const name of waiting) {
      write(join(folder, name), await receive(name));
    }
  };
  const receive = (name: string): Promise<Uint8Array> =>
    new Promise((resolve, reject) => {
      const pieces: Uint8Array[] = [];
      pool.dispatch(
        { path: `/${name}`, method: "GET" },
        {
          onRequestStart: () => undefined,
          onResponseStart: (_, status) => {
            if (status !== 200) {
              reject(new Error(`answered with ${status}`));
            }
          },
          onResponseData: (_, piece) => void pieces.push(piece),
          onResponseEnd: () => resolve(pieces.length === 1 && pieces[0] ? pieces[0] : Buffer.concat(pieces)),
          onResponseError: (_, error) => reject(error),
        },
      );
    });
  await Promise.all(Array.from({ length: CONNECTIONS }, downloadNext));
  await pool.close();
}

function write(file: string, bytes: Uint8Array): void {
  const part = `${file}.part`;
  const handle = openSync(part, NEW);
  writeSync(handle, bytes);
  closeSync(handle);
  renameSync(part, file);
}

/** Prints what `download.ts` prints, of the same files. */
async function main(): Promise<void> {
  const [origin = "", folder = "", count = "1", size = "0"] = process.argv.slice(2);
  const names = Array.from({ length: Number(count) }, (_, index) => `${size}-${index}`);
  const timed = async (below: string): Promise<{ readonly ms: number; readonly stall: number }> => {
    mkdirSync(join(folder, below));
    const endWatch = watchStalls();
    const startedAt = performance.now();
    await download(origin, join(folder, below), names);
    return { ms: performance.now() - startedAt, stall: endWatch() };
  };
  const first = await timed("files");
  const memory = peakMemory();
  console.log(JSON.stringify({ ...first, again: await timed("again"), memory }));
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
