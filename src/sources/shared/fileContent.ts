import { ApiError } from "../../http/apiError";
import type { StreamAnswer } from "../../http/httpRequest";
import { checksumOf } from "./checksumOf";
import { shapeOf, versionOf } from "./contentShape";
import type { ByteRange, FileContent } from "../contract/sourceFiles";
import { defined } from "../../text/defined";

type Headers = Readonly<Record<string, string>>;

/** Asks for a file with these headers beside the usual ones. */
type AskForFile = (headers: Headers) => Promise<StreamAnswer>;

/** A range that is no part of the file. */
const UNSATISFIABLE = 416;

/**
 * A file, or the part of it that is asked for. A service that gives another version's part, or that no such part exists when
 * the version may have changed, is asked for the whole: parts of two versions never meet.
 */
export async function readContent(range: ByteRange | undefined, ask: AskForFile): Promise<FileContent> {
  if (!isPart(range)) {
    return contentOf(await ask({}), undefined);
  }
  const answer = await askForPart(range, ask);
  if (answer === undefined) {
    return readWholeInstead(range, ask);
  }
  if (isWholeOrOfVersion(answer, range)) {
    return contentOf(answer, range);
  }
  leave(answer);
  return contentOf(await ask({}), undefined);
}

/** A part behind the end may be one of an older, longer version; and an empty file has not even a first byte. */
async function readWholeInstead({ start, version }: ByteRange, ask: AskForFile): Promise<FileContent> {
  if (start > 0 && version === undefined) {
    throw beyondEnd(start);
  }
  const whole = await ask({});
  if (start > 0 && versionOf(whole.headers) === version) {
    leave(whole);
    throw beyondEnd(start);
  }
  return contentOf(whole, undefined);
}

function isPart(range: ByteRange | undefined): range is ByteRange {
  return range !== undefined && (range.start > 0 || range.end !== undefined);
}

/** Undefined when the file has no such part: it is shorter, or empty. */
async function askForPart(range: ByteRange, ask: AskForFile): Promise<StreamAnswer | undefined> {
  const headers = rangeHeaders(range);
  try {
    return await ask(headers);
  } catch (error) {
    if (error instanceof ApiError && error.status === UNSATISFIABLE) {
      return undefined;
    }
    throw error;
  }
}

function rangeHeaders({ start, end, version }: ByteRange): Headers {
  if (!Number.isSafeInteger(start) || start < 0 || (end !== undefined && !(end > start))) {
    throw new ApiError("badRequest", "what was asked for is no part of a file");
  }
  const range = `bytes=${start}-${end === undefined ? "" : end - 1}`;
  return version === undefined ? { range } : { range, "if-range": version };
}

/** There are services that honour Range and not If-Range. */
function isWholeOrOfVersion({ status, headers }: StreamAnswer, { version }: ByteRange): boolean {
  const given = versionOf(headers);
  return status !== 206 || version === undefined || given === undefined || given === version;
}

function contentOf(answer: StreamAnswer, range: ByteRange | undefined): FileContent {
  try {
    const { start, size, length } = shapeOf(answer, range);
    const version = versionOf(answer.headers);
    const checksum = checksumOf(answer);
    return {
      start,
      ...defined({ size, version, checksum }),
      // HTTP itself sees to it that as many bytes come as it announces.
      body: length === answer.size ? answer.body : exactly(answer.body, length),
    };
  } catch (error) {
    leave(answer);
    throw error;
  }
}

async function* exactly(
  body: AsyncIterable<Uint8Array>,
  announced: number | undefined,
): AsyncGenerator<Uint8Array, void, undefined> {
  let came = 0;
  for await (const chunk of body) {
    came += chunk.length;
    if (came > (announced ?? Infinity)) {
      throw new ApiError("badResponse", `the answer is longer than the ${announced ?? 0} bytes that it announced`);
    }
    yield chunk;
  }
  if (came < (announced ?? 0)) {
    throw new ApiError("network", `the answer ended early, after ${came} of ${announced ?? 0} bytes`);
  }
}

function beyondEnd(start: number): ApiError {
  return new ApiError("badRequest", `the file ends before its byte ${start}`, { status: UNSATISFIABLE });
}

/** Frees an answer's connection, which takes reading: an unread body would keep it. */
function leave({ body }: StreamAnswer): void {
  const iterator = body[Symbol.asyncIterator]();
  const end = async (): Promise<void> => {
    await iterator.next();
    await iterator.return?.();
  };
  void end().catch(() => undefined);
}
