import { maskedCrc32c } from "./crc32c";

/** The length in 8 bytes, and its CRC in 4. */
const HEAD = 12;
/** The CRC of the data. */
const TAIL = 4;
/** Longer records hold pictures, sounds or graphs. They are passed over. */
const LONGEST_RECORD = 1_000_000;

/**
 * The records of a TFRecord file: a length, its masked CRC-32C, the data and theirs, little-endian
 * (https://www.tensorflow.org/tutorials/load_data/tfrecord#tfrecords_format_details).
 */
export class RecordFrames {
  #kept: Uint8Array = new Uint8Array(0);
  /** Where the kept bytes start in the file. */
  #start = 0;
  /** How far the file was read. */
  #end = 0;
  #count = 0;
  #damaged = 0;
  #brokenAt: number | undefined;

  get position(): number {
    return this.#start + this.#kept.length;
  }

  /** Records so far, the damaged ones and those that were passed over included. */
  get count(): number {
    return this.#count;
  }

  /** Records whose data do not fit their CRC. */
  get damaged(): number {
    return this.#damaged;
  }

  /** The place of a length that does not fit its CRC: where the next record starts is not known. */
  get brokenAt(): number | undefined {
    return this.#brokenAt;
  }

  /** True when a record has begun, and not ended. */
  get isWithin(): boolean {
    return this.#kept.length > 0 || this.#start > this.#end;
  }

  /** The data of the records that the next bytes complete. */
  take(bytes: Uint8Array): readonly Uint8Array[] {
    const found: Uint8Array[] = [];
    this.#end = this.position + bytes.length;
    this.#kept = this.#kept.length === 0 ? bytes : Buffer.concat([this.#kept, bytes]);
    while (this.#brokenAt === undefined && this.#takeOne(found));
    // A view of the rest would keep all that came with it in memory.
    this.#kept = Uint8Array.from(this.#kept);
    return found;
  }

  /** False when more bytes are needed. */
  #takeOne(found: Uint8Array[]): boolean {
    const kept = this.#kept;
    if (kept.length < HEAD) {
      return false;
    }
    const view = new DataView(kept.buffer, kept.byteOffset, kept.length);
    const length = Number(view.getBigUint64(0, true));
    if (view.getUint32(8, true) !== maskedCrc32c(kept.subarray(0, 8)) || !Number.isSafeInteger(length)) {
      this.#brokenAt = this.#start;
      return false;
    }
    const end = HEAD + length + TAIL;
    if (length > LONGEST_RECORD) {
      this.#count += 1;
      return this.#passTo(end);
    }
    if (kept.length < end) {
      return false;
    }
    const data = kept.subarray(HEAD, HEAD + length);
    const isWhole = view.getUint32(HEAD + length, true) === maskedCrc32c(data);
    this.#count += 1;
    this.#damaged += isWhole ? 0 : 1;
    found.push(...(isWhole ? [data] : []));
    return this.#passTo(end);
  }

  #passTo(end: number): boolean {
    this.#start += end;
    this.#kept = this.#kept.subarray(end);
    return this.#kept.length > 0;
  }
}
