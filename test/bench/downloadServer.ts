import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Writable } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";

/**
 * A Model Lab with one run whose files have the names `<bytes>-<anything>`, in a process of its own. Its argument says how late
 * it answers, in ms, how much a connection brings, in bytes a second (0: as fast as it can), and which files there are.
 */
const { delayMs, bytesPerSecond, count, bytes } = JSON.parse(process.argv[2] ?? "{}") as Record<
  "delayMs" | "bytesPerSecond" | "count" | "bytes",
  number
>;
/** What the run holds: as many files as are asked for, of one size. */
const FILES = Array.from({ length: count }, (_, index) => `${bytes}-${index}`);
const CHUNK = Buffer.alloc(256 * 1024, "0123456789abcdef");

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (delayMs > 0) {
    await delay(delayMs);
  }
  const url = new URL(request.url ?? "/", "http://x");
  const name = url.searchParams.get("artifact_path") ?? url.pathname.slice(1);
  const size = Number(/(\d+)-[^/]*$/.exec(name)?.[1] ?? Number.NaN);
  if (Number.isFinite(size)) {
    await answerFile(name, size, request.headers.range, response);
  } else {
    answerListing(url.pathname, response);
  }
}

function answerListing(path: string, response: ServerResponse): void {
  const page = { type: "number_size", number: 0, size: 100, next_number: null, prev_number: null, total: 1 };
  const listed = FILES.map((file) => ({ path: file, is_dir: false, file_size: Number(file.split("-")[0]) }));
  const runs = [{ id: "7", type: "runs", attributes: { project_id: 1, status: "completed" } }];
  const artifacts = { id: "7", type: "artifacts", attributes: { path_in_project: "runs/7", files: listed } };
  const answer = path.endsWith("/artifacts") ? { data: artifacts } : { data: runs, meta: { page } };
  response.setHeader("content-type", "application/json");
  response.end(JSON.stringify(answer));
}

async function answerFile(name: string, size: number, wanted: string | undefined, response: ServerResponse) {
  const [, first, last = ""] = /^bytes=(\d+)-(\d*)$/.exec(wanted ?? "") ?? [];
  const start = Number(first ?? 0);
  const end = last === "" ? size : Number(last) + 1;
  response.writeHead(first === undefined ? 200 : 206, {
    "content-length": end - start,
    "accept-ranges": "bytes",
    etag: `"${createHash("sha1").update(name).digest("hex")}"`,
    ...(first === undefined ? {} : { "content-range": `bytes ${start}-${end - 1}/${size}` }),
  });
  await send(response, end - start);
}

async function send(response: Writable, length: number): Promise<void> {
  const startedAt = performance.now();
  for (let sent = 0; sent < length && !response.destroyed;) {
    const piece = CHUNK.subarray(0, Math.min(CHUNK.length, length - sent));
    sent += piece.length;
    await new Promise<void>((resolve) => response.write(piece, () => resolve()));
    const ahead = bytesPerSecond === 0 ? 0 : (sent / bytesPerSecond) * 1000 - (performance.now() - startedAt);
    if (ahead > 5) {
      await delay(ahead);
    }
  }
  response.end();
}

const server = createServer((request, response) => void answer(request, response).catch(() => response.destroy()));
server.listen(0, "127.0.0.1", () => console.log((server.address() as AddressInfo).port));
