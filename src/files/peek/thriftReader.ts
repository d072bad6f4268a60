import { badFile } from "./badFile";

/** The compact protocol's types of values. */
export const THRIFT = {
  true: 1,
  false: 2,
  byte: 3,
  int16: 4,
  int32: 5,
  int64: 6,
  double: 7,
  binary: 8,
  list: 9,
  set: 10,
  map: 11,
  struct: 12,
} as const;

/** Called for a struct's fields, by their ids. */
export type ThriftFields = Readonly<Record<number, readonly [type: number, read: () => void]>>;

const DEEPEST = 32;
const DECODER = new TextDecoder();
const LARGEST_SCALE = 2 ** 63;

/** Thrift's compact protocol, as far as reading goes. Layout: thrift-compact-protocol.md of the Thrift project. */
export class ThriftReader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** Calls back at each field, by its id; those without a callback, or of another type, are passed over. */
  struct(fields: ThriftFields, depth = 0): void {
    let id = 0;
    for (let head = this.#byte(); head !== 0; head = this.#byte()) {
      const type = head & 0x0f;
      id = head >> 4 === 0 ? this.int() : id + (head >> 4);
      const field = fields[id];
      if (field?.[0] === type) {
        field[1]();
      } else {
        this.#skip(type, depth + 1, false);
      }
    }
  }

  /** Calls back for each item, which must be of this type. */
  list(type: number, read: () => void): void {
    const [count, found] = this.#listHead();
    if (found !== type && count > 0) {
      throw badFile("its footer is damaged: a list holds something else than it should");
    }
    for (let index = 0; index < count; index++) {
      read();
    }
  }

  /** Of 16, 32 or 64 bits; those that are not exact as a number don't stand for counts. */
  int(): number {
    const zigzag = this.#varint();
    return zigzag % 2 === 0 ? zigzag / 2 : -(zigzag + 1) / 2;
  }

  byte(): number {
    return this.#byte();
  }

  text(): string {
    return DECODER.decode(this.#take(this.#varint()));
  }

  #listHead(): readonly [count: number, type: number] {
    const head = this.#byte();
    const count = head >> 4 === 15 ? this.#varint() : head >> 4;
    // Each item takes a byte at least.
    if (count > this.#bytes.length - this.#at) {
      throw badFile("its footer is damaged: a list is longer than the footer");
    }
    return [count, head & 0x0f];
  }

  #skip(type: number, depth: number, isItem: boolean): void {
    if (depth > DEEPEST) {
      throw badFile("its footer is damaged: it is nested too deeply");
    }
    if (type === THRIFT.struct) {
      this.struct({}, depth);
    } else if (type === THRIFT.list || type === THRIFT.set) {
      this.#skipList(depth);
    } else {
      this.#skipPlain(type, isItem);
    }
  }

  #skipPlain(type: number, isItem: boolean): void {
    switch (type) {
      case THRIFT.int16:
      case THRIFT.int32:
      case THRIFT.int64:
        this.#varint();
        return;
      case THRIFT.double:
        this.#take(8);
        return;
      case THRIFT.binary:
        this.#take(this.#varint());
        return;
      case THRIFT.true:
      case THRIFT.false:
        // A field's head holds the flag itself, an item takes a byte.
        this.#take(isItem ? 1 : 0);
        return;
      case THRIFT.byte:
        this.#byte();
        return;
      default:
        // Parquet has no maps.
        throw badFile("its footer is damaged: it holds a value of an unknown type");
    }
  }

  #skipList(depth: number): void {
    const [count, type] = this.#listHead();
    for (let index = 0; index < count; index++) {
      this.#skip(type, depth + 1, true);
    }
  }

  /** Exact up to 2^53; what is larger is no length and no count that is believed. */
  #varint(): number {
    let value = 0;
    for (let scale = 1; scale <= LARGEST_SCALE; scale *= 128) {
      const byte = this.#byte();
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) {
        return value;
      }
    }
    throw badFile("its footer is damaged: a number does not end");
  }

  #byte(): number {
    const byte = this.#bytes[this.#at++];
    if (byte === undefined) {
      throw badFile("its footer is damaged: it breaks off");
    }
    return byte;
  }

  #take(length: number): Uint8Array {
    if (length > this.#bytes.length - this.#at) {
      throw badFile("its footer is damaged: it breaks off");
    }
    this.#at += length;
    return this.#bytes.subarray(this.#at - length, this.#at);
  }
}
