import type { IncomingHttpHeaders } from "node:http";

/** `end` is not included. */
interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/**
 * The one range that a request asks for: undefined for the whole (no range, several, or an If-Range that no longer
 * holds), "unsatisfiable" when it begins behind the end (RFC 9110, section 14).
 */
export function rangeOf(
  headers: IncomingHttpHeaders,
  size: number,
  etag: string,
): ByteRange | "unsatisfiable" | undefined {
  if (headers.range === undefined || (headers["if-range"] ?? etag) !== etag) {
    return undefined;
  }
  const ends = /^bytes=(\d*)-(\d*)$/.exec(headers.range)?.slice(1).join("-");
  if (ends === undefined || ends === "-") {
    return undefined;
  }
  return ends.startsWith("-") ? suffix(Number(ends.slice(1)), size) : slice(ends, size);
}

function suffix(length: number, size: number): ByteRange | "unsatisfiable" {
  return length === 0 || size === 0 ? "unsatisfiable" : { start: Math.max(0, size - length), end: size };
}

function slice(ends: string, size: number): ByteRange | "unsatisfiable" | undefined {
  const [first = "", last = ""] = ends.split("-");
  const start = Number(first);
  const end = last === "" ? size : Math.min(Number(last) + 1, size);
  if (start >= size) {
    return "unsatisfiable";
  }
  return end <= start ? undefined : { start, end };
}
