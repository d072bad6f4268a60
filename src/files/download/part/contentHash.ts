import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";
import { Crc64 } from "./crc64";
import type { Checksum, ChecksumAlgorithm } from "../../../sources/contract/sourceFiles";

/** Takes bytes in their order, and says in the end what they hash to, as hexadecimal digits. */
export interface ContentHash {
  update(bytes: Uint8Array): void;
  digest(): string;
}

/** The outcome of a comparison with the service's checksum; `unknown` where there is none to go by. */
export type Verification = "verified" | "unknown" | "wrong";

export function createContentHash(algorithm: ChecksumAlgorithm): ContentHash {
  switch (algorithm) {
    case "crc32":
      return cyclicHash(crc32Of);
    case "crc32c":
      return cyclicHash(crc32c);
    case "crc64nvme":
      return new Crc64();
    default:
      return nodeHash(algorithm);
  }
}

/** An ETag that only looks like a checksum, and differs, says nothing. */
export function compareWith({ hex, isCertain }: Checksum, hash: ContentHash): Verification {
  if (hash.digest() === hex) {
    return "verified";
  }
  return isCertain ? "wrong" : "unknown";
}

function nodeHash(algorithm: string): ContentHash {
  const hash = createHash(algorithm);
  return { update: (bytes) => void hash.update(bytes), digest: () => hash.digest("hex") };
}

function cyclicHash(add: (bytes: Uint8Array, value: number) => number): ContentHash {
  let value = 0;
  return {
    update: (bytes) => void (value = add(bytes, value)),
    digest: () => value.toString(16).padStart(8, "0"),
  };
}

/** CRC-32 of bytes that follow others. Node's begins again where no bytes are given, as an answer's pieces may be. */
export function crc32Of(bytes: Uint8Array, before: number): number {
  return bytes.length === 0 ? before : crc32(bytes, before);
}

/** Castagnoli's polynomial, bits reversed. */
const POLYNOMIAL = 0x82f63b78;
let table: Uint32Array | undefined;

function crc32c(bytes: Uint8Array, before: number): number {
  table ??= Uint32Array.from({ length: 256 }, (_, byte) => shifted(byte));
  let value = ~before;
  for (const byte of bytes) {
    value = (table[(value ^ byte) & 0xff] ?? 0) ^ (value >>> 8);
  }
  return ~value >>> 0;
}

function shifted(byte: number): number {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) {
    value = (value & 1) === 1 ? (value >>> 1) ^ POLYNOMIAL : value >>> 1;
  }
  return value >>> 0;
}
