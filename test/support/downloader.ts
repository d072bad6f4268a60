import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { createReadStream } from "node:fs";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import type { DownloaderLine, DownloaderOrder } from "./downloaderProcess";

export type DownloaderEnd = Extract<DownloaderLine, { downloaded: number }>;
export type DownloaderState = Extract<DownloaderLine, { position: number }>;

/** Downloads one file in a process of its own. `onState` may kill the process; then there is no end. */
export async function downloadElsewhere(
  order: DownloaderOrder,
  onState: (state: DownloaderState, child: ChildProcess) => void = () => undefined,
): Promise<DownloaderEnd | undefined> {
  const args = ["--import", "tsx", resolve("test/support/downloaderProcess.ts"), JSON.stringify(order)];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  const exit = once(child, "exit");
  let end: DownloaderEnd | undefined;
  for await (const text of createInterface({ input: child.stdout })) {
    const line = JSON.parse(text) as DownloaderLine;
    if ("position" in line) {
      onState(line, child);
    } else {
      end = line;
    }
  }
  await exit;
  return end;
}

/** SHA-256 of what comes, without ever holding it. */
export async function hashOfStream(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of chunks) {
    hash.update(chunk);
  }
  return hash.digest("hex");
}

export function hashOfFile(file: string): Promise<string> {
  return hashOfStream(createReadStream(file, { highWaterMark: 1024 * 1024 }));
}
