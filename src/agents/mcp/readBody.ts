import type { IncomingMessage } from "node:http";

const MOST_BYTES = 256 * 1024;

/** The body of a request as JSON; undefined for what is none, or is longer than any that begins a session. */
export async function readBody(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request) {
    const bytes = Buffer.from(part as Uint8Array);
    length += bytes.length;
    if (length > MOST_BYTES) {
      return undefined;
    }
    parts.push(bytes);
  }
  try {
    return JSON.parse(Buffer.concat(parts).toString("utf8")) as unknown;
  } catch {
    return undefined;
  }
}
