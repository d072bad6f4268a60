import { ApiError } from "../../../http/apiError";
import type { LocalPath } from "../disk/localNames";
import type { FileContent } from "../../../sources/contract/sourceFiles";
import { finalPath, isComparing, isReplacing } from "./existingFiles";
import type { Verification } from "./contentHash";
import type { FileOutcome, PartContext } from "./partContext";
import { PartDigest } from "./partDigest";
import { SMALLEST_KEPT } from "./partNote";
import { checkSize, isAsListed, refuseTooLarge } from "./receivePart";

interface Received {
  readonly bytes: Uint8Array;
  readonly verification: Verification;
}

/**
 * Downloads a file that is too small to be continued: it is held in memory, and written in one go. Undefined when it is to take
 * a part, since it is larger than listed, or the target or an earlier download would have it so.
 */
export async function downloadSmall(context: PartContext): Promise<FileOutcome | undefined> {
  const { item, target, part } = context;
  const isSmall = item.size !== undefined && item.size < SMALLEST_KEPT;
  if (!isSmall || target.small === undefined || !(await target.small.prepare(part))) {
    return undefined;
  }
  const received = await receive(context);
  return received && (await settle(received, context, target.small));
}

async function settle(
  { bytes, verification }: Received,
  { item, existing }: PartContext,
  small: NonNullable<PartContext["target"]["small"]>,
): Promise<FileOutcome> {
  const facts = { size: bytes.length, isVerified: verification === "verified" } as const;
  const write = (free: LocalPath) => small.write(free, { bytes, isReplacing: isReplacing(existing) });
  const isHeld = async () => isComparing(existing) && (await small.holds(item.path, bytes));
  // Where nothing is replaced, a look at what is there takes place when the name turns out to be taken.
  if (isReplacing(existing) && (await isHeld())) {
    return { state: "skipped", path: item.path, ...facts };
  }
  if (await write(item.path)) {
    return { state: "downloaded", path: item.path, ...facts };
  }
  return (await isHeld())
    ? { state: "skipped", path: item.path, ...facts }
    : { state: "downloaded", path: await finalPath(item.path, write), ...facts };
}

/** A file whose checksum differs from the service's is downloaded once more. */
async function receive(context: PartContext): Promise<Received | undefined> {
  const first = await receiveOnce(context);
  if (first?.verification !== "wrong") {
    return first;
  }
  context.onRetry();
  const second = await receiveOnce(context);
  if (second?.verification === "wrong") {
    throw new ApiError("badResponse", "what the service sent does not match its own checksum");
  }
  return second;
}

async function receiveOnce(context: PartContext): Promise<Received | undefined> {
  const { item, files, signal, onRetry } = context;
  const content = await files.read(item.place, undefined, { signal, onRetry });
  try {
    checkStart(content, context);
    if (content.size !== undefined && !isAsListed(content.size, item)) {
      await checkSize(content.size, context);
    }
    const bytes = takeHeld(content, context) ?? (await collect(content, context));
    if (bytes === undefined) {
      leave(content);
      return undefined;
    }
    if (content.size === undefined && !isAsListed(bytes.length, item)) {
      await checkSize(bytes.length, context);
    }
    checkEnd(bytes.length, content);
    return { bytes, verification: verify(bytes, content) };
  } catch (error) {
    leave(content);
    throw error;
  }
}

function checkStart({ start, size }: FileContent, { target }: PartContext): void {
  if (start !== 0) {
    throw new ApiError("badResponse", "the service left out the beginning of the file");
  }
  refuseTooLarge(size, target);
}

/** A content that is not read keeps its connection, and reading begins with its first bytes. */
function leave({ body }: FileContent): void {
  const iterator = body[Symbol.asyncIterator]();
  void iterator
    .next()
    .then(() => iterator.return?.())
    .catch(() => undefined);
}

function verify(bytes: Uint8Array, { checksum }: FileContent): Verification {
  if (checksum === undefined) {
    return "unknown";
  }
  const digest = new PartDigest(checksum);
  digest.update(bytes);
  return digest.verify();
}

/** Bytes that have come already, as those of a small file mostly have. */
function takeHeld(content: FileContent, context: PartContext): Uint8Array | undefined {
  const held = isHoldable(content) ? content.body.held?.() : undefined;
  if (held !== undefined) {
    noteReceived(held, held.length, content, context);
  }
  return held;
}

/** False for one that is known to be more than is held in memory. */
function isHoldable({ size = 0 }: FileContent): boolean {
  return size < SMALLEST_KEPT;
}

/** Undefined when it is more than a file that is held in memory. */
async function collect(content: FileContent, context: PartContext): Promise<Uint8Array | undefined> {
  if (!isHoldable(content)) {
    return undefined;
  }
  const pieces: Uint8Array[] = [];
  let position = 0;
  for await (const piece of content.body) {
    context.signal.throwIfAborted();
    position += piece.length;
    if (position >= SMALLEST_KEPT) {
      return undefined;
    }
    pieces.push(piece);
    noteReceived(piece, position, content, context);
  }
  context.signal.throwIfAborted();
  return Buffer.concat(pieces);
}

function noteReceived(piece: Uint8Array, position: number, { size }: FileContent, context: PartContext): void {
  if (position > (size ?? Infinity)) {
    throw new ApiError("badResponse", `the service sent more than the ${size} bytes that it announced`);
  }
  const received = piece.length;
  context.onProgress(size === undefined ? { position, received } : { position, received, size });
}

function checkEnd(position: number, { size = 0 }: FileContent): void {
  if (position < size) {
    throw new ApiError("network", `the connection ended after ${position} of ${size} bytes`);
  }
}
