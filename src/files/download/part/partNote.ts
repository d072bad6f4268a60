import * as v from "valibot";
import type { FileContent } from "../../../sources/contract/sourceFiles";
import type { DownloadItem } from "./downloadItem";
import type { PartContext } from "./partContext";
import { checkedJson } from "../../../text/checkedJson";
import { defined } from "../../../text/defined";

const NOTE = v.object({
  place: v.array(v.string()),
  /** Bytes of the part that are known to have reached the disk. */
  bytes: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  size: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(0))),
  version: v.optional(v.string()),
  modifiedAt: v.optional(v.number()),
  /** CRC-32 of those bytes; absent in notes of earlier builds. */
  crc: v.optional(v.number()),
  /** Of the whole file, as the service gave it when the download began. */
  checksum: v.optional(
    v.object({
      algorithm: v.picklist(["sha512", "sha256", "sha1", "md5", "crc64nvme", "crc32c", "crc32"]),
      hex: v.string(),
      isCertain: v.boolean(),
    }),
  ),
});

/** Smaller files are not worth a note: they start over. */
export const SMALLEST_KEPT = 1024 * 1024;

/** The facts of a part that let its download go on after a restart. Lies beside the part, as JSON. */
export type PartNote = v.InferOutput<typeof NOTE>;

/** The note of a part that is there, is of this file, and that no one but the user could write. */
export async function readPartNote({ target, part, item }: PartContext): Promise<PartNote | undefined> {
  const [text, length] = [await target.readNote(part), await target.partSize(part)];
  const note = text === undefined ? undefined : checkedJson(NOTE, text);
  if (note === undefined || length === undefined || JSON.stringify(note.place) !== JSON.stringify(item.place)) {
    return undefined;
  }
  // A part that is shorter than its note says was cut by something else: what is left of it can't be told from what it was.
  if (note.crc !== undefined && length < note.bytes) {
    return undefined;
  }
  return { ...note, bytes: Math.min(note.bytes, length) };
}

/** Removes a partial file, once its writer is closed. */
export async function removeNoteAndPart({ target, part }: Pick<PartContext, "target" | "part">): Promise<void> {
  await target.removeNote(part);
  await target.removePart(part);
}

export function noteOf({ place, modifiedAt }: DownloadItem, { size, version, checksum }: FileContent): PartNote {
  return {
    place: [...place],
    bytes: 0,
    ...defined({ size, version, modifiedAt, checksum }),
  };
}
