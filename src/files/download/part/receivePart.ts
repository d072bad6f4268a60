import { ApiError } from "../../../http/apiError";
import { formatBytes } from "../../../text/formatNumbers";
import type { FileContent } from "../../../sources/contract/sourceFiles";
import { DiskError } from "../disk/diskError";
import type { DownloadTarget, PartWriter } from "../disk/downloadTarget";
import type { Verification } from "./contentHash";
import type { PartNote } from "./partNote";
import { readPartNote, removeNoteAndPart, SMALLEST_KEPT } from "./partNote";
import { parallelBody } from "./parallelBody";
import type { PartStart } from "./partStart";
import { startPart } from "./partStart";
import type { PartContext } from "./partContext";
import type { DownloadItem } from "./downloadItem";
import { defined } from "../../../text/defined";

/** How many bytes may be lost when power fails or the process is killed, or as many as come in the time below. */
const NOTED_EVERY = 16 * 1024 * 1024;
/** A sync holds up what is written meanwhile. */
const NOTED_EVERY_MS = 1000;

/** A whole file's bytes, under its temporary name. */
export interface ReceivedPart {
  readonly writer: PartWriter;
  readonly size: number;
  readonly verification: Verification;
}

/**
 * Receives all bytes of a file in its part, which the caller has claimed. When that fails, the part stays if a later try can
 * continue it.
 */
export async function receivePart(context: PartContext): Promise<ReceivedPart> {
  const { target, part } = context;
  const kept = await readPartNote(context);
  const own = new AbortController();
  const signal = AbortSignal.any([context.signal, own.signal]);
  try {
    const { content, ...start } = await startPart(kept, { ...context, signal });
    if (content.size !== undefined) {
      refuseTooLarge(content.size, target);
      await checkSize(content.size, { ...context, signal });
    }
    const writer = await target.openPart(part, start.note.bytes);
    const size = await new Reception({ ...context, signal }, { ...start, writer }).run(content);
    return { writer, size, verification: start.digest.verify() };
  } catch (error) {
    // A content that is not read keeps its connection.
    own.abort();
    throw error;
  }
}

interface OpenPart extends Omit<PartStart, "content"> {
  readonly writer: PartWriter;
}

class Reception {
  readonly #context: PartContext;
  readonly #open: OpenPart;
  #position: number;
  /** Bytes that the note speaks of. */
  #noted: number;
  #notedAt = -Infinity;
  /** While the bytes so far are being synced and noted. Never rejects. */
  #noting: Promise<void> | undefined;
  /** While a note is being written. */
  #writingNote: Promise<void> | undefined;
  #isWhole = false;
  #noteFailure: { readonly error: unknown } | undefined;

  constructor(context: PartContext, open: OpenPart) {
    this.#context = context;
    this.#open = open;
    this.#position = open.note.bytes;
    this.#noted = open.note.bytes;
  }

  /** @returns the bytes of the whole file. */
  async run(content: FileContent): Promise<number> {
    try {
      this.#report(0);
      for await (const chunk of parallelBody(content, this.#context)) {
        await this.#apply(chunk);
      }
      this.#context.signal.throwIfAborted();
      await this.#checkEnd();
      // A sync that is under way is for a note that nothing reads any more.
      this.#isWhole = true;
      await this.#writingNote?.catch(() => undefined);
      return this.#position;
    } catch (error) {
      await this.#leave(error);
      throw error;
    }
  }

  async #apply(chunk: Uint8Array): Promise<void> {
    this.#context.signal.throwIfAborted();
    const { size } = this.#open.note;
    if (size !== undefined && this.#position + chunk.length > size) {
      throw new ApiError("badResponse", `the service sent more than the ${size} bytes that it announced`);
    }
    if (this.#noteFailure !== undefined) {
      throw this.#noteFailure.error;
    }
    await this.#open.writer.write(chunk);
    this.#open.digest.update(chunk);
    this.#position += chunk.length;
    this.#report(chunk.length);
    if (this.#open.isKeepable && this.#isToNote()) {
      this.#noting ??= this.#noteMeanwhile();
    }
  }

  #isToNote(): boolean {
    return this.#position - this.#noted >= NOTED_EVERY && performance.now() - this.#notedAt >= NOTED_EVERY_MS;
  }

  /** The bytes that come while earlier ones are synced are for the next note. */
  async #noteMeanwhile(): Promise<void> {
    try {
      await this.#writeNote();
    } catch (error) {
      this.#noteFailure = { error };
    }
    this.#notedAt = performance.now();
    this.#noting = undefined;
  }

  async #checkEnd(): Promise<void> {
    const { size } = this.#open.note;
    if (size === undefined) {
      await checkSize(this.#position, this.#context);
    } else if (this.#position < size) {
      throw new ApiError("network", `the connection ended after ${this.#position} of ${size} bytes`);
    }
  }

  #report(received: number): void {
    const { size } = this.#open.note;
    this.#context.onProgress({ position: this.#position, received, ...defined({ size }) });
  }

  async #leave(error: unknown): Promise<void> {
    const { writer } = this.#open;
    const isWrong = error instanceof ApiError && error.kind === "badResponse";
    await this.#noting;
    try {
      if (isWrong || !canGoOn(this.#open, this.#position)) {
        this.#noted = 0;
        await this.#cutToNote();
      } else {
        await this.#writeNote();
      }
    } catch {
      // The disk that could not be written says so already, by the first error.
      await this.#cutToNote().catch(() => undefined);
    } finally {
      await writer.close().catch(() => undefined);
    }
  }

  /** A full disk is left with what can be continued alone. */
  async #cutToNote(): Promise<void> {
    const { target, part } = this.#context;
    await this.#open.writer.close();
    if (this.#noted === 0) {
      await removeNoteAndPart(this.#context);
    } else {
      await (await target.openPart(part, this.#noted)).close();
    }
  }

  /** In this order: a note never speaks of bytes that did not reach the disk. */
  async #writeNote(): Promise<void> {
    const { target, part } = this.#context;
    const note: PartNote = { ...this.#open.note, bytes: this.#position, crc: this.#open.digest.crc };
    await this.#open.writer.sync();
    if (!this.#isWhole) {
      this.#writingNote = target.writeNote(part, JSON.stringify(note));
      await this.#writingNote;
      this.#noted = note.bytes;
    }
  }
}

function canGoOn({ isKeepable, note: { size } }: OpenPart, position: number): boolean {
  return isKeepable && position > 0 && (size ?? position) >= SMALLEST_KEPT;
}

/** @throws DiskError before anything comes, rather than when all of it is there. */
export function refuseTooLarge(size: number | undefined, { largestFile }: DownloadTarget): void {
  if (size !== undefined && size > (largestFile ?? Infinity)) {
    throw new DiskError("full", `the folder's file system takes no files above ${formatBytes(largestFile ?? 0)}`);
  }
}

export function isAsListed(size: number, { size: listed }: DownloadItem): boolean {
  return listed === undefined || listed === size;
}

/**
 * A service that gives two sizes for a file is asked for a third. The content must have that one, unless the file grows all
 * the while, as a log does: then the content is what it was between the two listings.
 */
export async function checkSize(size: number, { item, files, signal }: PartContext): Promise<void> {
  const { place, size: listed } = item;
  if (listed === undefined || isAsListed(size, item)) {
    return;
  }
  const now = await files.stat(place, { signal, isFresh: true });
  const hasGrown = listed < size && size < (now.size ?? 0);
  if (now.size !== undefined && now.size !== size && !hasGrown) {
    throw new ApiError("badResponse", `the service lists ${now.size} bytes, but sends ${size}`);
  }
}
