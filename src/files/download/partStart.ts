import { ApiError } from "../../http/apiError";
import type { CallOptions } from "../../sources/source";
import type { ByteRange, FileContent, SourceFiles } from "../../sources/sourceFiles";
import type { DownloadItem } from "./downloadPlan";
import type { PartNote } from "./partNote";
import { noteOf } from "./partNote";

/** A content that has begun to come, and what is known of the part that it belongs to. */
export interface PartStart {
  /** `bytes` is where the content goes on. */
  readonly note: PartNote;
  readonly content: FileContent;
}

export interface StartOptions {
  readonly files: SourceFiles;
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
  if (content !== undefined && isSame({ ...kept, bytes: start }, content)) {
    return { note: { ...kept, bytes: start }, content };
  }
  own.abort();
  return undefined;
}

function isSame({ bytes, version, size }: PartNote, content: FileContent): boolean {
  return content.start === bytes && content.version === version && content.size === size;
}

/** There is no range of no bytes: of a part that has all of them, the last is asked for again. */
function restStart({ bytes, size }: PartNote): number {
  return size === undefined ? bytes : Math.min(bytes, Math.max(0, size - 1));
}

/** Where the service tells no versions, the size and the time of the change must be as they were. */
async function maySayTheSame(item: DownloadItem, kept: PartNote, { files, signal }: StartOptions): Promise<boolean> {
  if (kept.version !== undefined) {
    return true;
  }
  if (kept.size === undefined || kept.modifiedAt === undefined) {
    return false;
  }
  const { size, modifiedAt } = await files.stat(item.place, { signal });
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
