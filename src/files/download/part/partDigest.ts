import type { Checksum } from "../../../sources/contract/sourceFiles";
import type { ContentHash, Verification } from "./contentHash";
import { compareWith, crc32Of, createContentHash } from "./contentHash";

/** Hashes a part's bytes in their order, from the first. */
export class PartDigest {
  readonly #checksum: Checksum | undefined;
  readonly #hash: ContentHash | undefined;
  #crc = 0;

  /** @param checksum That of the whole file, where the service gives one. */
  constructor(checksum: Checksum | undefined) {
    this.#checksum = checksum;
    this.#hash = checksum && createContentHash(checksum.algorithm);
  }

  /** CRC-32 of all bytes so far: it finds out what the disk has lost, and costs little. */
  get crc(): number {
    return this.#crc;
  }

  update(bytes: Uint8Array): void {
    this.#crc = crc32Of(bytes, this.#crc);
    this.#hash?.update(bytes);
  }

  /** Once all bytes of the file are in. */
  verify(): Verification {
    return this.#checksum && this.#hash ? compareWith(this.#checksum, this.#hash) : "unknown";
  }
}
