import { ApiError } from "../../http/apiError";
import type { StreamAnswer } from "../../http/httpRequest";
import type { ByteRange } from "../contract/sourceFiles";

type Headers = Readonly<Record<string, string>>;

/** The bytes that an answer brings; undefined where the service does not say. */
interface ContentShape {
  readonly start: number;
  /** Bytes of the whole file. */
  readonly size: number | undefined;
  /** Bytes of the answer. */
  readonly length: number | undefined;
}

/** @throws ApiError (badResponse) when it is neither the whole nor the part that was asked for. */
export function shapeOf({ status, headers, size }: StreamAnswer, range: ByteRange | undefined): ContentShape {
  switch (status) {
    case 200:
      return { start: 0, size, length: size };
    case 206:
      return partShape(headers, range ?? { start: 0 });
    default:
      throw new ApiError("badResponse", `the service answered with no file (status ${status})`, { status });
  }
}

/**
 * A strong ETag, or else the time of the last change, unless the file may change again within that second. Bytes that were
 * compressed on the way can't be counted on from there, and have no version.
 */
export function versionOf(headers: Headers): string | undefined {
  if (isEncoded(headers)) {
    return undefined;
  }
  const etag = headers["etag"]?.trim() ?? "";
  return /^"[^"]*"$/.test(etag) ? etag : lastChange(headers);
}

function lastChange({ date = "", "last-modified": changed = "" }: Headers): string | undefined {
  const age = Date.parse(date) - Date.parse(changed);
  return changed === "" || age < 1000 ? undefined : changed;
}

function partShape(headers: Headers, range: ByteRange): ContentShape {
  const part = readContentRange(headers["content-range"] ?? "");
  if (part === undefined || isEncoded(headers)) {
    throw new ApiError("badResponse", "the answer does not say which part of the file it is", { status: 206 });
  }
  if (part.start !== range.start || !reachesEnd(part, range)) {
    throw new ApiError("badResponse", "the answer is another part of the file than was asked for", { status: 206 });
  }
  return { start: part.start, size: part.size, length: part.end - part.start };
}

interface ContentRange {
  readonly start: number;
  readonly end: number;
  readonly size: number | undefined;
}

/** Up to where it was asked for, or to the file's end: a shorter part would pass for all there is. */
function reachesEnd({ start, end, size = Infinity }: ContentRange, range: ByteRange): boolean {
  const wanted = Math.min(range.end ?? Infinity, size);
  return end > start && (end === wanted || wanted === Infinity);
}

function readContentRange(text: string): ContentRange | undefined {
  const [, first, last, total] = /^\s*bytes (\d+)-(\d+)\/(\d+|\*)\s*$/i.exec(text) ?? [];
  return first === undefined
    ? undefined
    : { start: Number(first), end: Number(last) + 1, size: total === "*" ? undefined : Number(total) };
}

/** True when the bytes were compressed on the way. */
export function isEncoded(headers: Headers): boolean {
  return !["", "identity"].includes(headers["content-encoding"]?.trim().toLowerCase() ?? "");
}
