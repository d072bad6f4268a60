const FIRST_BYTES = 16 * 1024;

/**
 * Texts of what is kept, one behind the other, as bytes: the garbage collector copies none of them, and a page of runs has one for all.
 */
export class KeptText {
  #bytes: Buffer;
  #length: number;

  constructor(text?: string) {
    this.#bytes = text === undefined ? Buffer.allocUnsafe(FIRST_BYTES) : Buffer.from(text);
    this.#length = text === undefined ? 0 : this.#bytes.length;
  }

  get length(): number {
    return this.#length;
  }

  addByte(byte: number): void {
    if (this.#length === this.#bytes.length) {
      this.#grow(1);
    }
    this.#bytes[this.#length++] = byte;
  }

  add(from: Uint8Array, start: number, end: number): void {
    if (this.#length + end - start > this.#bytes.length) {
      this.#grow(end - start);
    }
    const [bytes, length] = [this.#bytes, this.#length];
    // For some bytes, quicker than to copy them at once.
    for (let at = start; at < end; at++) {
      bytes[length + at - start] = from[at] ?? 0;
    }
    this.#length = length + end - start;
  }

  addText(text: string): void {
    const bytes = Buffer.from(text);
    this.add(bytes, 0, bytes.length);
  }

  read(start: number, end: number): string {
    return this.#bytes.toString("utf8", start, end);
  }

  /** Gives back what is not used. Nothing is added any more. */
  trim(): void {
    const bytes = Buffer.allocUnsafeSlow(this.#length);
    this.#bytes.copy(bytes, 0, 0, this.#length);
    this.#bytes = bytes;
  }

  #grow(count: number): void {
    const more = Buffer.allocUnsafe(2 * (this.#length + count));
    this.#bytes.copy(more, 0, 0, this.#length);
    this.#bytes = more;
  }
}

/** A part of a text that is kept. */
export interface KeptPart {
  readonly text: KeptText;
  readonly start: number;
  readonly end: number;
}

export function keptWhole(text: string): KeptPart {
  const kept = new KeptText(text);
  return { text: kept, start: 0, end: kept.length };
}
