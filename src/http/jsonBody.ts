import { ApiError } from "./apiError";
import { replaceBareWords } from "../text/rawJson";
import { isDeeperThan } from "./jsonText";

/**
 * Deeper answers take V8 seconds to parse, and are no data. Fields have limits of their own, far below. An answer of fewer
 * brackets, as a page of a hundred runs is, need not be looked through.
 */
const DEEPEST = 20_000;

/** Reads a body to its end. Gives undefined, and ends the connection, when it is longer than the limit. */
export async function readBody(body: AsyncIterable<unknown>, limit: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    if (!Buffer.isBuffer(chunk)) {
      continue;
    }
    size += chunk.length;
    if (size > limit) {
      return undefined;
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}

export interface ParsedJson {
  readonly value: unknown;
  /** The answer as it came, without a byte-order mark. */
  readonly text: string;
}

/**
 * Bare `NaN`, `Infinity` and `-Infinity`, which Python writes, become those numbers.
 * @throws ApiError without the parser's own words, which quote the answer.
 */
export function parseJson(bytes: Buffer, contentType: string | undefined): ParsedJson {
  if (bytes.length === 0) {
    throw new ApiError("badResponse", "the answer is empty");
  }
  if (isDeeperThan(bytes, DEEPEST)) {
    throw new ApiError("badResponse", "the answer is nested too deeply");
  }
  const text = bytes.toString("utf8").replace(/^\uFEFF/, "");
  try {
    return { value: parseLoosely(text), text };
  } catch {
    throw new ApiError(
      "badResponse",
      isHtml(text, contentType) ? HTML_REASON : "the answer is not complete, valid JSON",
    );
  }
}

function parseLoosely(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    // The global one is loaded when it is used: threads that read answers start sooner.
    const mark = crypto.randomUUID();
    const plain = replaceBareWords(text, { NaN: `"${mark}"`, Infinity: "1e999" });
    if (plain === undefined) {
      throw error;
    }
    return withNaN(JSON.parse(plain), mark);
  }
}

/** Puts NaN wherever the mark stands. A reviver would call itself for each level, and an answer may have thousands. */
function withNaN(value: unknown, mark: string): unknown {
  const whole = { value };
  const open: object[] = [whole];
  for (let holder = open.pop(); holder !== undefined; holder = open.pop()) {
    for (const [key, inner] of Object.entries(holder) as [string, unknown][]) {
      if (inner === mark) {
        Object.defineProperty(holder, key, { value: NaN, enumerable: true, configurable: true, writable: true });
      } else if (typeof inner === "object" && inner !== null) {
        open.push(inner);
      }
    }
  }
  return whole.value;
}

const HTML_REASON =
  "the answer is a web page, not data: a proxy or a sign-in page may have answered instead of the service";

function isHtml(text: string, contentType: string | undefined): boolean {
  return contentType?.includes("html") === true || /^\s*</.test(text.slice(0, 100));
}
