import type { CallOptions } from "../../../sources/contract/entry";
import type { ByteRange } from "../../../sources/contract/sourceFiles";
import type { ReadFile } from "./readFile";

interface Collected {
  readonly bytes: Buffer;
  /** The place of the first byte. */
  readonly start: number;
  /** True when the file goes on behind them. */
  readonly hasMore: boolean;
}

/** A part of a file, of at most so many bytes. A service that gives files whole alone is read as far as needed. */
export async function collectBytes(
  { files, place }: Pick<ReadFile, "files" | "place">,
  { start, most }: { readonly start: number; readonly most: number },
  options: CallOptions,
): Promise<Collected> {
  const range: ByteRange = { start, end: start + most + 1 };
  const content = await files.read(place, range, options);
  const parts: Buffer[] = [];
  let [skip, length] = [Math.max(0, start - content.start), 0];
  for await (const chunk of content.body) {
    const part = Buffer.from(chunk.subarray(Math.min(skip, chunk.length)));
    skip -= Math.min(skip, chunk.length);
    parts.push(part);
    length += part.length;
    if (length > most) {
      break;
    }
  }
  return { bytes: Buffer.concat(parts).subarray(0, most), start, hasMore: length > most };
}

/** Texts hold no zero bytes; that is how other tools tell them, too. */
export function isBinary(bytes: Buffer): boolean {
  return bytes.subarray(0, LOOKED_AT).includes(0);
}

const LOOKED_AT = 8_192;
