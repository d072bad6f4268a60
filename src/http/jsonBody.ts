import { ApiError } from "./apiError";

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

/** @throws ApiError without the parser's own words, which quote the answer. */
export function parseJson(bytes: Buffer, contentType: string | undefined): unknown {
  if (bytes.length === 0) {
    throw new ApiError("badResponse", "the answer is empty");
  }
  const text = bytes.toString("utf8");
  try {
    return JSON.parse(text);
  } catch {
    throw new ApiError(
      "badResponse",
      isHtml(text, contentType) ? HTML_REASON : "the answer is not complete, valid JSON",
    );
  }
}

const HTML_REASON =
  "the answer is a web page, not data: a proxy or a sign-in page may have answered instead of the service";

function isHtml(text: string, contentType: string | undefined): boolean {
  return contentType?.includes("html") === true || /^\s*</.test(text.slice(0, 100));
}
