/** As a person counts: `checkpoint-2` before `checkpoint-10`. */
export const BY_NAME = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

const FIRST = 0x20;
const LAST = 0x7e;
const ZERO = 0x30;
const NINE = 0x39;

/** Compares names that are plain ASCII as `BY_NAME` does, in their bytes and many times as fast. */
export class AsciiOrder {
  /** The places of characters in the order, from 1; those that are equal have the same. */
  readonly #ranks = asciiRanks();
  readonly #bytes: Uint8Array;

  /** @param bytes Of all names. */
  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** True for a name whose characters all stand for themselves in the order. */
  isPlain(start: number, end: number): boolean {
    for (let at = start; at < end; at++) {
      if (this.#rankAt(at) === 0) {
        return false;
      }
    }
    return true;
  }

  compare(startA: number, endA: number, startB: number, endB: number): number {
    const bytes = this.#bytes;
    let a = startA;
    let b = startB;
    while (a < endA && b < endB) {
      const areNumbers = isDigit(bytes[a]) && isDigit(bytes[b]);
      const nextA = areNumbers ? this.#numberEnd(a, endA) : a + 1;
      const nextB = areNumbers ? this.#numberEnd(b, endB) : b + 1;
      const order = areNumbers ? this.#compareNumbers(a, nextA, b, nextB) : this.#rankAt(a) - this.#rankAt(b);
      if (order !== 0) {
        return order;
      }
      a = nextA;
      b = nextB;
    }
    return endA - a - (endB - b);
  }

  #rankAt(at: number): number {
    return this.#ranks[this.#bytes[at] ?? 0] ?? 0;
  }

  #numberEnd(start: number, end: number): number {
    let at = start;
    while (at < end && isDigit(this.#bytes[at])) {
      at++;
    }
    return at;
  }

  #compareNumbers(startA: number, endA: number, startB: number, endB: number): number {
    let a = this.#withoutZeros(startA, endA);
    let b = this.#withoutZeros(startB, endB);
    if (endA - a !== endB - b) {
      return endA - a - (endB - b);
    }
    while (a < endA && this.#bytes[a] === this.#bytes[b]) {
      a++;
      b++;
    }
    return a < endA ? (this.#bytes[a] ?? 0) - (this.#bytes[b] ?? 0) : 0;
  }

  #withoutZeros(start: number, end: number): number {
    let at = start;
    while (at < end && this.#bytes[at] === ZERO) {
      at++;
    }
    return at;
  }
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= ZERO && byte <= NINE;
}

function asciiRanks(): Uint8Array {
  const ranks = new Uint8Array(256);
  const characters = Array.from({ length: LAST - FIRST + 1 }, (_, index) => String.fromCharCode(FIRST + index));
  characters.sort((a, b) => BY_NAME.compare(a, b));
  let rank = 0;
  characters.forEach((character, index) => {
    rank += index > 0 && BY_NAME.compare(characters[index - 1] ?? "", character) === 0 ? 0 : 1;
    ranks[character.charCodeAt(0)] = rank;
  });
  return ranks;
}
