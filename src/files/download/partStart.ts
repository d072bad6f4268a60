import { ApiError } from "../../http/apiError";
import type { CallOptions } from "../../sources/source";
import type { ByteRange, FileContent, SourceFiles } from "../../sources/sourceFiles";
import type { DownloadItem } from "./downloadPlan";
import type { DownloadTarget } from "./downloadTarget";
import { bodyAfter } from "./bodyAfter";
import type { PartNote } from "./partNote";
import { noteOf } from "./partNote";

/** Where the service tells no versions, so many bytes are asked for again, and must be those that are there. */
const OVERLAP = 64 * 1024;

/** A content that has begun to come, and what is known of the part that it belongs to. */
export interface PartStart {
  /** `bytes` is where the content goes on. */
  readonly note: PartNote;
  readonly content: FileContent;
}

export interface StartOptions {
  readonly files: SourceFiles;
  /** Where the part lies. */
  readonly target: DownloadTarget;
  readonly signal: AbortSignal;
  /** Told each time that the service had to be asked again. */
  readonly onRetry?: () => void;
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
  return { note: noteOf(item, content), content };
}

async function startRest(item: DownloadItem, kept: PartNote, options: StartOptions): Promise<PartStart | undefined> {
  const start = restStart(kept);
  if (start === 0 || !(await maySayTheSame(item, kept, options))) {
    return undefined;
  }
  const range: ByteRange = { start, ...(kept.version === undefined ? {} : { version: kept.version }) };
  const own = new AbortController();
  const content = await readRest(item, range, { ...options, signal: AbortSignal.any([options.signal, own.signal]) });
  if (content?.start === 0) {
    return { note: noteOf(item, content), content };
  }
  const rest = content && (await joinedTo(item, kept, content, { ...options, start }));
  if (rest === undefined) {
    own.abort();
  }
  return rest;
}

/** Undefined when what is there is not what comes. */
async function joinedTo(
  { path }: DownloadItem,
  kept: PartNote,
  content: FileContent,
  { target, start }: StartOptions & { readonly start: number },
): Promise<PartStart | undefined> {
  if (!isSame({ ...kept, bytes: start }, content)) {
    return undefined;
  }
  if (kept.version !== undefined) {
    return { note: { ...kept, bytes: start }, content };
  }
  const there = await target.readPart(path, start, kept.bytes - start);
  const body = there.length === kept.bytes - start ? await bodyAfter(content.body, there) : undefined;
  return body && { note: kept, content: { ...content, start: kept.bytes, body } };
}

function isSame({ bytes, version, size }: PartNote, content: FileContent): boolean {
  return content.start === bytes && content.version === version && content.size === size;
}

/** There is no range of no bytes: of a part that has all of them, the last is asked for again. */
function restStart({ bytes, size, version }: PartNote): number {
  if (version === undefined) {
    return size === undefined ? 0 : Math.max(0, bytes - OVERLAP);
  }
  return size === undefined ? bytes : Math.min(bytes, Math.max(0, size - 1));
}

/** Where the service tells no versions, but the time of the last change, that must be as it was. */
async function maySayTheSame(item: DownloadItem, kept: PartNote, { files, signal }: StartOptions): Promise<boolean> {
  if (kept.version !== undefined || kept.modifiedAt === undefined) {
    return true;
  }
  const { size, modifiedAt } = await files.stat(item.place, { signal, isFresh: true });
  return size === kept.size && modifiedAt === kept.modifiedAt;
}

/** Undefined when the service finds nothing at the range, as with a file that is shorter now, or answers with another one. */
async function readRest(item: DownloadItem, range: ByteRange, options: StartOptions): Promise<FileContent | undefined> {
  try {
    return await options.files.read(item.place, range, callOptions(options));
  } catch (error) {
    if (error instanceof ApiError && ["badRequest", "badResponse"].includes(error.kind)) {
      return undefined;
    }
    throw error;
  }
}

function callOptions({ signal, onRetry }: StartOptions): CallOptions {
  return onRetry === undefined ? { signal } : { signal, onRetry };
}
