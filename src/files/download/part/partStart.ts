import { ApiError } from "../../../http/apiError";
import type { ByteRange, FileContent, FilePlace } from "../../../sources/contract/sourceFiles";
import { skipPrefix } from "./skipPrefix";
import type { PartNote } from "./partNote";
import { noteOf, SMALLEST_KEPT } from "./partNote";
import { hasSameSamples, SAMPLE, SMALLEST_COMPARED } from "./partSamples";
import type { StartOptions } from "./readRange";
import { callOptions, readRange } from "./readRange";
import type { DownloadItem } from "./downloadItem";

/** A content that has begun to come, and what is known of the part that it belongs to. */
export interface PartStart {
  /** `bytes` is where the content goes on. */
  readonly note: PartNote;
  readonly content: FileContent;
  /** Whether a later try may go on with the part: nothing would tell the next version of a file from this one otherwise. */
  readonly isKeepable: boolean;
}

/** Asks for the rest of a part when it is sure that it is of the same content, and for the whole file when not. */
export async function startPart(
  item: DownloadItem,
  kept: PartNote | undefined,
  options: StartOptions,
): Promise<PartStart> {
  const rest = kept === undefined ? undefined : await startRest(item, kept, options);
  if (rest !== undefined) {
    return rest;
  }
  const content = await options.files.read(item.place, undefined, callOptions(options));
  if (content.start !== 0) {
    throw new ApiError("badResponse", "the service left out the beginning of the file");
  }
  return await startWhole(item, content, options);
}

async function startWhole(item: DownloadItem, content: FileContent, options: StartOptions): Promise<PartStart> {
  const { version, size = 0 } = content;
  const isKeepable = version !== undefined || (size >= SMALLEST_KEPT && !(await mayChange(item.place, options)));
  return { note: noteOf(item, content), content, isKeepable };
}

async function startRest(item: DownloadItem, kept: PartNote, options: StartOptions): Promise<PartStart | undefined> {
  const start = restStart(kept);
  if (start === 0 || !(await maySayTheSame(item, kept, options))) {
    return undefined;
  }
  const range: ByteRange = { start, ...(kept.version === undefined ? {} : { version: kept.version }) };
  const own = new AbortController();
  const signal = AbortSignal.any([options.signal, own.signal]);
  const content = await readRange(item.place, range, { ...options, signal });
  if (content?.start === 0) {
    return await startWhole(item, content, options);
  }
  const rest = content && (await joinedTo(kept, content, { ...options, start }));
  if (rest === undefined) {
    own.abort();
  }
  return rest;
}

/** Undefined when what is there is not what comes. */
async function joinedTo(
  kept: PartNote,
  content: FileContent,
  { target, part, start }: StartOptions & { readonly start: number },
): Promise<PartStart | undefined> {
  if (!isSame({ ...kept, bytes: start }, content)) {
    return undefined;
  }
  if (kept.version !== undefined) {
    return { note: { ...kept, bytes: start }, content, isKeepable: true };
  }
  const there = await target.readPart(part, start, kept.bytes - start);
  const body = there.length === kept.bytes - start ? await skipPrefix(content.body, there) : undefined;
  return body && { note: kept, content: { ...content, start: kept.bytes, body }, isKeepable: true };
}

function isSame({ bytes, version, size }: PartNote, content: FileContent): boolean {
  return content.start === bytes && content.version === version && content.size === size;
}

/**
 * There is no range of no bytes: of a part that has all of them, the last is asked for again. Where the service tells no
 * versions, the last sample is, which must be what is there.
 */
function restStart({ bytes, size, version }: PartNote): number {
  if (version === undefined) {
    return size === undefined || bytes < SMALLEST_COMPARED ? 0 : bytes - SAMPLE;
  }
  return size === undefined ? bytes : Math.min(bytes, Math.max(0, size - 1));
}

/**
 * Where the service tells no versions, nothing may be writing the file, the time of the last change must be as it was if there
 * is one, and samples must be the same.
 */
async function maySayTheSame({ place }: DownloadItem, kept: PartNote, options: StartOptions): Promise<boolean> {
  if (kept.version !== undefined) {
    return true;
  }
  const isStill = !(await mayChange(place, options)) && (await hasSameTime(place, kept, options));
  return isStill && (await hasSameSamples(place, kept, options));
}

async function hasSameTime(place: FilePlace, kept: PartNote, { files, signal }: StartOptions): Promise<boolean> {
  if (kept.modifiedAt === undefined) {
    return true;
  }
  const { size, modifiedAt } = await files.stat(place, { signal, isFresh: true });
  return size === kept.size && modifiedAt === kept.modifiedAt;
}

/** Whether a run under way may yet write the file, or whether it does is not to be found out. */
async function mayChange(place: FilePlace, { files, signal }: StartOptions): Promise<boolean> {
  try {
    const [isChanging] = (await files.changing?.([place], { signal })) ?? [];
    return isChanging === true;
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof ApiError) {
      return true;
    }
    throw error;
  }
}
