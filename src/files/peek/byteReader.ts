import type { ByteRange, FileContent } from "../../sources/contract/sourceFiles";
import { formatBytes } from "../../text/formatNumbers";
import { badFile } from "./badFile";

/** A file that is read in pieces, one read at a time. */
export interface ByteReader {
  /** Bytes of the whole file. Known after the first read, when the service says it. */
  readonly size?: number | undefined;
  /** A limit was reached, and nothing more can be read of this file. */
  readonly isExhausted?: boolean;
  /** @throws ApiError, also when the file ends before `length` bytes. */
  read(start: number, length: number): Promise<Uint8Array>;
}

export interface RangeLimits {
  /** From the listing. The service's word, which comes with the first read, is preferred. */
  readonly size?: number | undefined;
  /** How much more than was asked for the first read takes, and each that goes on about where the last one ended. */
  readonly readAhead?: number;
  /** How much is read and thrown away when a service gives files whole alone. */
  readonly mostSkipped?: number;
  /** Over all reads. */
  readonly budget?: number;
  readonly mostRequests?: number;
}

const READ_AHEAD = 64 * 1024;
const MOST_READ_AHEAD = 1024 * 1024;
const MOST_SKIPPED = 1024 * 1024;
const BUDGET = 16 * 1024 * 1024;
const MOST_REQUESTS = 300;
const NO_BYTES = new Uint8Array(0);

/** Reads a file by ranges, stops each transfer after what it needs, and keeps the latest bytes. */
export class RangeByteReader implements ByteReader {
  readonly #open: (range: ByteRange) => Promise<FileContent>;
  readonly #limits: Required<RangeLimits>;
  #first: FileContent | undefined;
  #keptFrom = 0;
  #kept: Uint8Array = NO_BYTES;
  #transferred = 0;
  #requests = 0;
  #isExhausted = false;

  constructor(open: (range: ByteRange) => Promise<FileContent>, limits: RangeLimits = {}) {
    this.#open = open;
    this.#limits = {
      size: limits.size,
      readAhead: limits.readAhead ?? READ_AHEAD,
      mostSkipped: limits.mostSkipped ?? MOST_SKIPPED,
      budget: limits.budget ?? BUDGET,
      mostRequests: limits.mostRequests ?? MOST_REQUESTS,
    };
  }

  get size(): number | undefined {
    return this.#first?.size ?? this.#limits.size;
  }

  get isExhausted(): boolean {
    return this.#isExhausted;
  }

  /** Bytes that came so far, those thrown away included. */
  get transferred(): number {
    return this.#transferred;
  }

  async read(start: number, length: number): Promise<Uint8Array> {
    checkPlace(start, length);
    this.#checkEnd(start + length, this.size);
    const known = start >= this.#keptFrom ? this.#kept.subarray(start - this.#keptFrom) : NO_BYTES;
    if (known.length >= length) {
      return known.subarray(0, length);
    }
    const fetched = await this.#fetch(start + known.length, length - known.length);
    this.#kept = known.length === 0 ? fetched : Buffer.concat([known, fetched]);
    this.#keptFrom = start;
    this.#checkEnd(start + length, start + this.#kept.length);
    return this.#kept.subarray(0, length);
  }

  #checkEnd(end: number, size = Infinity): void {
    if (size === 0) {
      throw badFile("the file is empty");
    }
    if (end > size) {
      throw badFile(`the file ends after ${formatBytes(size)}, but goes on to ${formatBytes(end)} by its own account`);
    }
  }

  /** As many bytes as are needed, or more; fewer where the file ends. */
  async #fetch(start: number, needed: number): Promise<Uint8Array> {
    const left = this.#limits.budget - this.#transferred;
    if (needed > left) {
      throw this.#overBudget();
    }
    if (++this.#requests > this.#limits.mostRequests) {
      throw this.#exhausted("its header is scattered over too many places of the file");
    }
    const wanted = Math.max(needed, Math.min(this.#readAhead(start), left));
    const end = Math.min(start + wanted, this.size ?? Infinity);
    return this.#collect(await this.#open({ start, end }), start, end - start);
  }

  #readAhead(start: number): number {
    const { readAhead } = this.#limits;
    const gap = start - this.#keptFrom - this.#kept.length;
    const isNext = gap >= 0 && gap <= readAhead;
    return isNext ? Math.max(readAhead, Math.min(2 * this.#kept.length, MOST_READ_AHEAD)) : 0;
  }

  async #collect(content: FileContent, start: number, wanted: number): Promise<Uint8Array> {
    const parts: Uint8Array[] = [];
    let skip = start - content.start;
    let missing = wanted;
    for await (const chunk of content.body) {
      // In the loop, since a body that was opened is freed by leaving it.
      this.#checkContent(content, skip);
      this.#transferred += chunk.length;
      const part = chunk.subarray(Math.min(skip, chunk.length)).subarray(0, missing);
      skip -= Math.min(skip, chunk.length);
      missing -= part.length;
      parts.push(part);
      if (missing === 0) {
        break;
      }
      if (this.#transferred > this.#limits.budget) {
        throw this.#overBudget();
      }
    }
    this.#first ??= content;
    return Buffer.concat(parts);
  }

  #checkContent(content: FileContent, skip: number): void {
    const first = this.#first ?? content;
    if (content.version !== first.version || content.size !== first.size) {
      throw badFile("the file was changed while it was being read");
    }
    if (skip < 0) {
      throw badFile("the service sent another part of the file than it was asked for");
    }
    if (skip > this.#limits.mostSkipped) {
      throw this.#exhausted(
        `the service gives files whole alone, and what is needed lies ${formatBytes(skip)} into this one`,
      );
    }
  }

  #overBudget(): Error {
    return this.#exhausted(`its header is longer than the ${formatBytes(this.#limits.budget)} that are read of a file`);
  }

  #exhausted(reason: string): Error {
    this.#isExhausted = true;
    return badFile(reason);
  }
}

function checkPlace(start: number, length: number): void {
  if (!Number.isSafeInteger(start) || !Number.isSafeInteger(length) || start < 0 || length < 0) {
    throw badFile("it points to a place that no file has");
  }
}

/** A part of a file, as a file of its own. */
export function readerOfPart(reader: ByteReader, start: number, size: number): ByteReader {
  return {
    size,
    read: async (offset, length) => {
      if (offset + length > size) {
        throw badFile(`it ends after ${formatBytes(size)}, before its header does`);
      }
      return reader.read(start + offset, length);
    },
  };
}

export async function sizeOf(reader: ByteReader): Promise<number> {
  await reader.read(0, 1);
  if (reader.size === undefined) {
    throw badFile("the service does not say how long the file is, and its directory lies at its end");
  }
  return reader.size;
}
