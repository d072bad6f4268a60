import { badFile } from "./badFile";
import type { ByteReader } from "./byteReader";

const BLOCK = 64 * 1024;
const DECODER = new TextDecoder();

/** Little-endian values of a file, one after the other. */
export class ByteCursor {
  readonly #reader: ByteReader;
  #at = 0;

  constructor(reader: ByteReader) {
    this.#reader = reader;
  }

  get position(): number {
    return this.#at;
  }

  skip(length: number): void {
    this.#at += length;
  }

  async view(length: number): Promise<DataView> {
    const bytes = await this.bytes(length);
    return new DataView(bytes.buffer, bytes.byteOffset, length);
  }

  async bytes(length: number): Promise<Uint8Array> {
    const bytes = await this.#reader.read(this.#at, length);
    this.#at += length;
    return bytes;
  }

  async uint32(): Promise<number> {
    return (await this.view(4)).getUint32(0, true);
  }

  /** A length, a count or an offset. */
  async uint64(): Promise<number> {
    const value = (await this.view(8)).getBigUint64(0, true);
    if (value > BigInt(Number.MAX_SAFE_INTEGER)) {
      throw badFile("it holds a length that no file has");
    }
    return Number(value);
  }

  /** A length of 8 bytes, and as many bytes of UTF-8. */
  async text(): Promise<string> {
    return DECODER.decode(await this.bytes(await this.uint64()));
  }

  /** Passes over texts by the block, since a model's vocabulary has hundreds of thousands. */
  async skipTexts(count: number): Promise<void> {
    for (let left = count; left > 0;) {
      // Each text takes the 8 bytes of its length at least.
      const length = Math.min(8 * left, BLOCK);
      const block = viewOf(await this.#reader.read(this.#at, length));
      let at = 0;
      for (; left > 0 && at + 8 <= length; left--) {
        at += 8 + Number(block.getBigUint64(at, true));
      }
      this.#at += at;
    }
  }
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}
