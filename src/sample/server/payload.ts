import { createHash } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { promisify } from "node:util";
import { constants, gzip } from "node:zlib";
import { wholeBytes, type ByteSource } from "../bytes/byteSource";
import { rangeOf } from "./byteRange";
import type { SampleResponse } from "./exchange";

/** Goes over the wire: status, headers with the length, and bytes of the source. */
export interface Payload {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly source: ByteSource;
  readonly start: number;
  readonly end: number;
}

const WORTH_SQUEEZING = 1024;
const MOST_HASHED = 8 * 1024;
const NOTHING = wholeBytes(new Uint8Array());
/** An answer that stays on this machine need not be small. */
const FASTEST = { level: constants.Z_BEST_SPEED };
const squeeze = promisify(gzip);

/** @param isSqueezed whether JSON goes squeezed to a client that can read it. */
export async function payloadOf(
  response: SampleResponse,
  asked: IncomingHttpHeaders,
  isSqueezed = false,
): Promise<Payload> {
  if (response.bytes !== undefined) {
    return rangePayload(response, response.bytes, asked);
  }
  const json = response.jsonText ?? (response.json === undefined ? undefined : JSON.stringify(response.json));
  if (json !== undefined) {
    return jsonPayload(response, json, isSqueezed && /\bgzip\b/.test(asked["accept-encoding"] ?? ""));
  }
  return whole(response, NOTHING, {});
}

async function jsonPayload(response: SampleResponse, json: string, isSqueezed: boolean): Promise<Payload> {
  const plain = Buffer.from(json);
  const headers = { "Content-Type": "application/json", Vary: "Accept-Encoding" };
  if (!isSqueezed || plain.length < WORTH_SQUEEZING) {
    return whole(response, wholeBytes(plain), headers);
  }
  return whole(response, wholeBytes(await squeeze(plain, FASTEST)), { ...headers, "Content-Encoding": "gzip" });
}

function whole(response: SampleResponse, source: ByteSource, headers: Record<string, string>): Payload {
  const length: Record<string, string> = response.status === 204 ? {} : { "Content-Length": String(source.size) };
  return {
    status: response.status,
    headers: { ...headers, ...length, ...response.headers },
    source,
    start: 0,
    end: source.size,
  };
}

function rangePayload(response: SampleResponse, source: ByteSource, asked: IncomingHttpHeaders): Payload {
  const etag = etagOf(source);
  const headers = { "Content-Type": "application/octet-stream", "Accept-Ranges": "bytes", ETag: etag };
  const range = response.status === 200 ? rangeOf(asked, source.size, etag) : undefined;
  if (range === undefined) {
    return whole(response, source, headers);
  }
  if (range === "unsatisfiable") {
    const unsatisfiable = { ...response, status: 416 };
    return whole(unsatisfiable, NOTHING, { ...headers, "Content-Range": `bytes */${source.size}` });
  }
  return {
    status: 206,
    headers: {
      ...headers,
      ...response.headers,
      "Content-Range": `bytes ${range.start}-${range.end - 1}/${source.size}`,
      "Content-Length": String(range.end - range.start),
    },
    source,
    ...range,
  };
}

/** From the size and the two ends: a file of gigabytes is not read for it. */
function etagOf(source: ByteSource): string {
  const length = Math.min(source.size, MOST_HASHED);
  const hash = createHash("sha1").update(String(source.size));
  hash.update(source.read(0, length)).update(source.read(source.size - length, length));
  return `"${hash.digest("hex")}"`;
}
