import { RangeByteReader, type RangeLimits } from "../../../../src/files/peek/byteReader";
import type { ByteRange, FileContent } from "../../../../src/sources/contract/sourceFiles";

const CHUNK = 16 * 1024;

type Piece = readonly [start: number, bytes: Uint8Array];

export interface ServiceHabits {
  readonly ignoresRange?: boolean;
  readonly saysNoSize?: boolean;
  /** By the number of the request. */
  readonly version?: (request: number) => string;
  readonly misplaces?: boolean;
}

/** A file of any size on a service that counts what it sends: its pieces lie at their places, the rest is zeros. */
export class VirtualFile {
  requests = 0;
  sent = 0;
  open = 0;

  readonly size: number;
  readonly pieces: readonly Piece[];
  readonly habits: ServiceHabits;

  constructor(size: number, pieces: readonly Piece[], habits: ServiceHabits = {}) {
    this.size = size;
    this.pieces = pieces;
    this.habits = habits;
  }

  static of(bytes: Uint8Array, habits?: ServiceHabits): VirtualFile {
    return new VirtualFile(bytes.length, [[0, bytes]], habits);
  }

  reader(limits?: RangeLimits): RangeByteReader {
    return new RangeByteReader((range) => Promise.resolve(this.#answer(range)), limits);
  }

  #answer(range: ByteRange): FileContent {
    this.requests++;
    const start = this.habits.ignoresRange ? 0 : range.start + (this.habits.misplaces ? 7 : 0);
    const end = this.habits.ignoresRange ? this.size : Math.min(range.end ?? this.size, this.size);
    return {
      start,
      ...(this.habits.saysNoSize ? {} : { size: this.size }),
      ...(this.habits.version === undefined ? {} : { version: this.habits.version(this.requests) }),
      body: this.#body(start, end),
    };
  }

  async *#body(start: number, end: number): AsyncGenerator<Uint8Array> {
    this.open++;
    try {
      for (let at = start; at < end; at += CHUNK) {
        const chunk = await Promise.resolve(this.#slice(at, Math.min(at + CHUNK, end)));
        this.sent += chunk.length;
        yield chunk;
      }
    } finally {
      this.open--;
    }
  }

  #slice(start: number, end: number): Uint8Array {
    const slice = new Uint8Array(end - start);
    for (const [place, bytes] of this.pieces) {
      const from = Math.max(start, place);
      const to = Math.min(end, place + bytes.length);
      if (from < to) {
        slice.set(bytes.subarray(from - place, to - place), from - start);
      }
    }
    return slice;
  }
}
