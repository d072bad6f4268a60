import { PartDigest } from "./partDigest";
import type { PartContext } from "./partContext";
import type { PartNote } from "./partNote";

const CHUNK = 1024 * 1024;

/**
 * The digest of what a part holds, read back from the disk; undefined when that is not what its note says, as after a loss of
 * power, or when something else wrote to it.
 */
export async function provePart(
  note: PartNote,
  { target, part, signal }: PartContext,
): Promise<PartDigest | undefined> {
  const digest = new PartDigest(note.checksum);
  for (let at = 0; at < note.bytes; at += CHUNK) {
    signal.throwIfAborted();
    const wanted = Math.min(CHUNK, note.bytes - at);
    const bytes = await target.readPart(part, at, wanted);
    if (bytes.length !== wanted) {
      return undefined;
    }
    digest.update(bytes);
  }
  return note.crc === undefined || note.crc === digest.crc ? digest : undefined;
}
