import { setMaxListeners } from "node:events";
import { ApiError } from "../../../http/apiError";
import type { FileContent } from "../../../sources/contract/sourceFiles";
import type { PartContext } from "./partContext";
import { readRange } from "./readRange";

/** A file of fewer comes over one connection. */
const FEWEST_SEGMENTS = 16;

/** Identifies a content that may be received in several ranges: a strong version, and a size. */
interface Whole {
  readonly version: string;
  readonly size: number;
}

/**
 * The bytes of a content in their order. A large one that comes slowly is received in ranges, several at once, where the service
 * honours ranges of one version; all others come as they are.
 */
export function parallelBody(content: FileContent, context: PartContext): AsyncIterable<Uint8Array> {
  const whole = wholeOf(content);
  const isSmall = whole === undefined || whole.size - content.start < context.lanes.segmentBytes * FEWEST_SEGMENTS;
  return isSmall ? content.body : helpedBody(content, whole, context);
}

async function* helpedBody(content: FileContent, whole: Whole, context: PartContext): AsyncGenerator<Uint8Array> {
  const own = new AbortController();
  const helped = { ...context, signal: AbortSignal.any([context.signal, own.signal]) };
  setMaxListeners(0, helped.signal);
  try {
    const position = yield* firstBytes(content, whole, helped);
    yield* segments(position, whole, helped);
  } finally {
    own.abort();
  }
}

/** An HTTP date, which is no strong version, has no quotes. */
function wholeOf({ version = "", size }: FileContent): Whole | undefined {
  return version.startsWith('"') && size !== undefined ? { version, size } : undefined;
}

/** Until others may help, or to the end. @returns the place of the first byte that has not come. */
async function* firstBytes(
  content: FileContent,
  whole: Whole,
  context: PartContext,
): AsyncGenerator<Uint8Array, number> {
  const { segmentBytes, fastBytesPerSecond } = context.lanes;
  const startedAt = performance.now();
  let position = content.start;
  let probe: Probe | undefined;
  for await (const chunk of content.body) {
    yield chunk;
    position += chunk.length;
    const bytes = position - content.start;
    if (probe === undefined && bytes >= segmentBytes && context.lanes.share > 1) {
      const seconds = (performance.now() - startedAt) / 1000;
      probe = { isGood: false };
      void probeRange(bytes / seconds < fastBytesPerSecond ? whole : undefined, probe, context);
    }
    if (isWorthwhile(probe, whole.size - position, segmentBytes)) {
      return position;
    }
  }
  // The first connection brought the rest, or broke off, which is found out by the size.
  return whole.size;
}

function isWorthwhile(probe: Probe | undefined, rest: number, segmentBytes: number): boolean {
  return probe?.isGood === true && rest > segmentBytes * 2;
}

interface Probe {
  isGood: boolean;
}

/** Asks for the last byte, while the first ones come on; for none where one connection is fast enough. */
async function probeRange(whole: Whole | undefined, probe: Probe, context: PartContext): Promise<void> {
  if (whole !== undefined) {
    const { size } = whole;
    probe.isGood = await receiveSegment({ ...whole, start: size - 1, end: size }, context).then(
      () => true,
      () => false,
    );
  }
}

async function* segments(from: number, whole: Whole, context: PartContext): AsyncGenerator<Uint8Array> {
  const { lanes } = context;
  const coming: Promise<() => readonly Uint8Array[]>[] = [];
  let next = from;
  const askForMore = (): void => {
    while (next < whole.size && coming.length < lanes.share) {
      const [start, end] = [next, Math.min(next + lanes.segmentBytes, whole.size)];
      coming.push(settled(receiveSegment({ ...whole, start, end }, context)));
      next = end;
    }
  };
  lanes.enter();
  try {
    askForMore();
    for (let first = coming[0]; first !== undefined; first = coming[0]) {
      const pieces = (await first)();
      void coming.shift();
      askForMore();
      yield* pieces;
    }
  } finally {
    lanes.leave();
  }
}

/** Each failure throws in its turn, unless an earlier one has failed before. */
async function settled<T>(work: Promise<T>): Promise<() => T> {
  try {
    const value = await work;
    return () => value;
  } catch (error) {
    return () => {
      throw error;
    };
  }
}

async function receiveSegment(
  { start, end, version, size }: Whole & { readonly start: number; readonly end: number },
  context: PartContext,
): Promise<readonly Uint8Array[]> {
  const content = await readRange({ start, end, version }, context);
  if (content?.start !== start || content.version !== version || content.size !== size) {
    throw new ApiError("network", "the file changed while it was being downloaded");
  }
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of content.body) {
    pieces.push(piece);
    bytes += piece.length;
  }
  if (bytes !== end - start) {
    throw new ApiError("network", `the connection ended after ${bytes} of ${end - start} bytes`);
  }
  return pieces;
}
