import { ApiError } from "../../../http/apiError";
import type { ByteRange, FileContent } from "../../../sources/contract/sourceFiles";
import { skipPrefix } from "./skipPrefix";
import { PartDigest } from "./partDigest";
import type { PartNote } from "./partNote";
import { noteOf, SMALLEST_KEPT } from "./partNote";
import { provePart } from "./partProof";
import { hasSameSamples, SAMPLE, SMALLEST_COMPARED } from "./partSamples";
import type { PartContext } from "./partContext";
import { readRange } from "./readRange";
import { defined } from "../../../text/defined";

/** A content that has begun to come, and what is known of the part that it belongs to. */
export interface PartStart {
  /** `bytes` is where the content continues. */
  readonly note: PartNote;
  readonly content: FileContent;
  /** Of the bytes that are there. */
  readonly digest: PartDigest;
  /** False when nothing would tell the next version of a file from this one: no later try continues the part then. */
  readonly isKeepable: boolean;
}

/** Asks for the rest of a part when it is sure that it is of the same content, and for the whole file when not. */
export async function startPart(kept: PartNote | undefined, context: PartContext): Promise<PartStart> {
  const rest = kept === undefined ? undefined : await startRest(kept, context);
  if (rest !== undefined) {
    return rest;
  }
  const { item, files, signal, onRetry } = context;
  const content = await files.read(item.place, undefined, { signal, onRetry });
  if (content.start !== 0) {
    throw new ApiError("badResponse", "the service left out the beginning of the file");
  }
  return await startWhole(content, context);
}

async function startWhole(content: FileContent, context: PartContext): Promise<PartStart> {
  const { version, size = 0 } = content;
  const isKeepable = version !== undefined || (size >= SMALLEST_KEPT && !(await mayChange(context)));
  return { note: noteOf(context.item, content), content, digest: new PartDigest(content.checksum), isKeepable };
}

async function startRest(kept: PartNote, context: PartContext): Promise<PartStart | undefined> {
  const start = restStart(kept);
  const digest = start === 0 ? undefined : await provenDigest(kept, context);
  if (digest === undefined) {
    return undefined;
  }
  const range: ByteRange = { start, ...defined({ version: kept.version }) };
  const own = new AbortController();
  const signal = AbortSignal.any([context.signal, own.signal]);
  const content = await readRange(range, { ...context, signal });
  if (content?.start === 0) {
    return await startWhole(content, context);
  }
  const rest = content && (await joinedTo(kept, content, { ...context, start, digest }));
  if (rest === undefined) {
    own.abort();
  }
  return rest;
}

/** Undefined when the part is not what its note says, or may not be what the service has now. */
async function provenDigest(kept: PartNote, context: PartContext): Promise<PartDigest | undefined> {
  const digest = await provePart(kept, context);
  return digest !== undefined && (await maySayTheSame(kept, context)) ? digest : undefined;
}

/** Undefined when what is there is not what comes. */
async function joinedTo(
  kept: PartNote,
  content: FileContent,
  { target, part, start, digest }: PartContext & { readonly start: number; readonly digest: PartDigest },
): Promise<PartStart | undefined> {
  if (!isSame({ ...kept, bytes: start }, content)) {
    return undefined;
  }
  const there = await target.readPart(part, start, kept.bytes - start);
  const body = there.length === kept.bytes - start ? await skipPrefix(content.body, there) : undefined;
  return body && { note: kept, content: { ...content, start: kept.bytes, body }, digest, isKeepable: true };
}

function isSame({ bytes, version, size }: PartNote, content: FileContent): boolean {
  return content.start === bytes && content.version === version && content.size === size;
}

/**
 * There is no range of no bytes: of a part that has all of them, the last is asked for again. Where the service tells no
 * versions, the last sample is. Both must be what is there.
 */
function restStart({ bytes, size, version, crc }: PartNote): number {
  if (version === undefined) {
    return size === undefined || bytes < SMALLEST_COMPARED ? 0 : bytes - SAMPLE;
  }
  if (crc === undefined && bytes < SMALLEST_COMPARED) {
    return 0;
  }
  return size === undefined ? bytes : Math.min(bytes, Math.max(0, size - 1));
}

/**
 * A version, and what the note says of the bytes, are enough; a note of an earlier build says nothing of them, so that samples
 * must be the same. Where the service tells no versions, nothing may be writing the file, the time of the last change must be as it was if there
 * is one, and samples must be the same.
 */
async function maySayTheSame(kept: PartNote, context: PartContext): Promise<boolean> {
  if (kept.version !== undefined) {
    return kept.crc !== undefined || (await hasSameSamples(kept, context));
  }
  const isStill = !(await mayChange(context)) && (await hasSameTime(kept, context));
  return isStill && (await hasSameSamples(kept, context));
}

async function hasSameTime(kept: PartNote, { item, files, signal }: PartContext): Promise<boolean> {
  if (kept.modifiedAt === undefined) {
    return true;
  }
  const { size, modifiedAt } = await files.stat(item.place, { signal, isFresh: true });
  return size === kept.size && modifiedAt === kept.modifiedAt;
}

/** True also when it can't be found out if a run under way may yet write the file. */
async function mayChange({ item, files, signal }: PartContext): Promise<boolean> {
  try {
    const [isChanging] = (await files.changing?.([item.place], { signal })) ?? [];
    return isChanging === true;
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof ApiError) {
      return true;
    }
    throw error;
  }
}
