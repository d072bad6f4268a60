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
  const first = new FirstConnection(content, whole, helped);
  try {
    for await (const chunk of content.body) {
      first.note(chunk);
      yield chunk;
      if (first.isToEnd()) {
        break;
      }
    }
    yield* segments(first.end, whole, helped);
  } finally {
    own.abort();
  }
}

/** An HTTP date, which is no strong version, has no quotes. */
function wholeOf({ version = "", size }: FileContent): Whole | undefined {
  return version.startsWith('"') && size !== undefined ? { version, size } : undefined;
}

/** The connection that began a content: it brings all of it where it is fast, or where no other may help. */
class FirstConnection {
  readonly #content: FileContent;
  readonly #whole: Whole;
  readonly #context: PartContext;
  #position: number;
  #waitedMs = 0;
  #askedAt = performance.now();
  #probe: Probe | undefined;
  #isEnded = false;

  constructor(content: FileContent, whole: Whole, context: PartContext) {
    this.#content = content;
    this.#whole = whole;
    this.#context = context;
    this.#position = content.start;
  }

  /** The place of the first byte that is for others: none where it brought the rest, or broke off, which its size tells. */
  get end(): number {
    return this.#isEnded ? this.#position : this.#whole.size;
  }

  note(chunk: Uint8Array): void {
    this.#waitedMs += performance.now() - this.#askedAt;
    this.#position += chunk.length;
    const bytes = this.#position - this.#content.start;
    const { lanes } = this.#context;
    const isSlow = bytes >= lanes.segmentBytes && lanes.share > 1 && lanes.isSlow(bytes, this.#waitedMs);
    if (isSlow && this.#probe === undefined) {
      this.#probe = { isGood: false };
      void probeRange(this.#whole, this.#probe, this.#context);
    }
  }

  /** True when the rest is worth several connections. The reader waits again. */
  isToEnd(): boolean {
    this.#askedAt = performance.now();
    const rest = this.#whole.size - this.#position;
    this.#isEnded = this.#probe?.isGood === true && rest > this.#context.lanes.segmentBytes * 2;
    return this.#isEnded;
  }
}

interface Probe {
  isGood: boolean;
}

/** Asks for the last byte, while the first ones come on. */
async function probeRange(whole: Whole, probe: Probe, context: PartContext): Promise<void> {
  const { size } = whole;
  probe.isGood = await receiveSegment({ ...whole, start: size - 1, end: size }, context).then(
    () => true,
    () => false,
  );
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
