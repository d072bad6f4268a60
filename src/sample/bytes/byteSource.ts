/** The contents of a file, readable at any place, so that a file of gigabytes need not exist. */
export interface ByteSource {
  /** Bytes. */
  readonly size: number;
  /** Exactly the bytes from `offset` to `offset + length`, which must lie within the size. */
  read(offset: number, length: number): Uint8Array;
}

export function textBytes(text: string): ByteSource {
  return wholeBytes(Buffer.from(text, "utf8"));
}

export function wholeBytes(bytes: Uint8Array): ByteSource {
  return { size: bytes.length, read: (offset, length) => bytes.subarray(offset, offset + length) };
}

/** For contents whose size is known before they are made: a listing asks for sizes alone. */
export function lateBytes(size: number, make: () => Uint8Array): ByteSource {
  let made: Uint8Array | undefined;
  return {
    size,
    read(offset, length) {
      made ??= make();
      return made.subarray(offset, offset + length);
    },
  };
}

/** One after the other, as a file with a header. */
export function joinedBytes(head: ByteSource, tail: ByteSource): ByteSource {
  return {
    size: head.size + tail.size,
    read(offset, length) {
      const inHead = Math.max(0, Math.min(length, head.size - offset));
      if (inHead === length) {
        return head.read(offset, length);
      }
      const rest = tail.read(Math.max(0, offset - head.size), length - inHead);
      return inHead === 0 ? rest : Buffer.concat([head.read(offset, inHead), rest]);
    },
  };
}

export const CHUNK = 256 * 1024;

/** Both ends as in slice(): `end` is not included. */
export function* chunksOf(source: ByteSource, start: number, end: number): Generator<Uint8Array> {
  for (let offset = start; offset < end; offset += CHUNK) {
    yield source.read(offset, Math.min(CHUNK, end - offset));
  }
}
