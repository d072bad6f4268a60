import type { ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setTimeout as pause } from "node:timers/promises";
import { CHUNK, chunksOf } from "../bytes/byteSource";
import type { Payload } from "./payload";

/** Sends no faster than the other side reads, and settles when it goes away. */
export async function sendPayload(
  response: ServerResponse,
  payload: Payload,
  { bytesPerSecond = Infinity }: { readonly bytesPerSecond?: number } = {},
): Promise<void> {
  response.writeHead(payload.status, payload.headers);
  if (bytesPerSecond === Infinity && payload.end - payload.start <= CHUNK) {
    sendAtOnce(response, payload);
    return;
  }
  const chunks = chunksOf(payload.source, payload.start, payload.end);
  try {
    await pipeline(Readable.from(bytesPerSecond === Infinity ? chunks : slowed(chunks, bytesPerSecond)), response);
  } catch (error) {
    if (!response.destroyed) {
      throw error;
    }
  }
}

/** Most answers are short, and a stream for each costs more than the rest of it. */
function sendAtOnce(response: ServerResponse, { source, start, end }: Payload): void {
  if (!response.destroyed) {
    response.end(source.read(start, end - start));
  }
}

/** Sends the head and the first bytes of the body, then breaks the connection. */
export async function sendBroken(response: ServerResponse, payload: Payload, byteCount: number): Promise<void> {
  response.writeHead(payload.status, payload.headers);
  const end = Math.min(payload.end, payload.start + byteCount);
  for (const chunk of chunksOf(payload.source, payload.start, end)) {
    await new Promise<void>((resolve) => response.write(chunk, () => resolve()));
  }
  response.flushHeaders();
  response.socket?.end();
}

async function* slowed(chunks: Iterable<Uint8Array>, bytesPerSecond: number): AsyncGenerator<Uint8Array> {
  const start = performance.now();
  let sent = 0;
  for (const chunk of chunks) {
    yield chunk;
    sent += chunk.length;
    await pause(Math.max(0, start + (sent / bytesPerSecond) * 1000 - performance.now()), undefined, { ref: false });
  }
}
