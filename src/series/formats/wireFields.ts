/** A field of a Protocol Buffers message; its number is that of the message's definition. */
export interface WireField {
  readonly number: number;
  /** Of a varint, as a signed number of 64 bits. */
  readonly integer?: number;
  /** Of a fixed number of 4 or 8 bytes, or of a text, a message or packed numbers. */
  readonly bytes?: Uint8Array;
}

/** Gives the fields of a message in order; false for what is none. Groups, which no writer has used for years, are refused. */
export function readFields(message: Uint8Array, visit: (field: WireField) => void): boolean {
  const cursor = new VarintCursor(message);
  while (!cursor.isAtEnd) {
    const tag = cursor.next();
    const number = Math.floor((tag ?? 0) / 8);
    if (tag === undefined || number < 1 || !visitValue(cursor, { number, wireType: tag % 8 }, visit)) {
      return false;
    }
  }
  return true;
}

function visitValue(
  cursor: VarintCursor,
  { number, wireType }: { readonly number: number; readonly wireType: number },
  visit: (field: WireField) => void,
): boolean {
  if (wireType === 0) {
    const integer = cursor.next();
    if (integer !== undefined) {
      visit({ number, integer });
    }
    return integer !== undefined;
  }
  const bytes = cursor.bytes({ 1: 8, 2: wireType === 2 ? cursor.next() : 0, 5: 4 }[wireType]);
  if (bytes !== undefined) {
    visit({ number, bytes });
  }
  return bytes !== undefined;
}

/** The numbers of a packed field of varints; as many as there are until one is broken. */
export function packedIntegers(bytes: Uint8Array): readonly number[] {
  const cursor = new VarintCursor(bytes);
  const integers: number[] = [];
  while (!cursor.isAtEnd) {
    const integer = cursor.next();
    if (integer === undefined) {
      break;
    }
    integers.push(integer);
  }
  return integers;
}

const MOST_VARINT_BYTES = 10;
/** As many as a number holds to the last digit. */
const LOW_BYTES = 7;
const LOW_BITS = 7 * LOW_BYTES;

/** Of 64 bits: one close to 2^64 is a small negative one. */
function signed(low: number, high: number): number {
  const isNegative = high >= 2 ** (63 - LOW_BITS);
  return isNegative ? (high - 2 ** (64 - LOW_BITS)) * 2 ** LOW_BITS + low : high * 2 ** LOW_BITS + low;
}

class VarintCursor {
  readonly #message: Uint8Array;
  #at = 0;

  constructor(message: Uint8Array) {
    this.#message = message;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#message.length;
  }

  next(): number | undefined {
    let low = 0;
    let high = 0;
    for (let index = 0; index < MOST_VARINT_BYTES; index++) {
      const byte = this.#message[this.#at++];
      if (byte === undefined) {
        return undefined;
      }
      if (index < LOW_BYTES) {
        low += (byte & 0x7f) * 2 ** (7 * index);
      } else {
        high += (byte & 0x7f) * 2 ** (7 * (index - LOW_BYTES));
      }
      if (byte < 0x80) {
        return signed(low, high);
      }
    }
    return undefined;
  }

  bytes(length: number | undefined): Uint8Array | undefined {
    if (length === undefined || length < 0 || length > this.#message.length - this.#at) {
      return undefined;
    }
    this.#at += length;
    return this.#message.subarray(this.#at - length, this.#at);
  }
}
