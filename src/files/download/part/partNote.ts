import * as v from "valibot";
import type { FileContent } from "../../../sources/contract/sourceFiles";
import type { DownloadItem } from "./downloadItem";
import type { PartContext } from "./partContext";

const NOTE = v.object({
  place: v.array(v.string()),
  /** Bytes of the part that are known to have reached the disk. */
  bytes: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  size: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(0))),
  version: v.optional(v.string()),
  modifiedAt: v.optional(v.number()),
});

/** Smaller files are not worth a note: they start over. */
export const SMALLEST_KEPT = 1024 * 1024;

/** What is known of a part, so that its download can go on after a restart. Lies beside the part, as JSON. */
export type PartNote = v.InferOutput<typeof NOTE>;

/** The note of a part that is there and is of this file. */
export async function readPartNote({ target, part, item }: PartContext): Promise<PartNote | undefined> {
  const [text, length] = [await target.readNote(part), await target.partSize(part)];
  const note = text === undefined ? undefined : parseNote(text);
  if (note === undefined || length === undefined || JSON.stringify(note.place) !== JSON.stringify(item.place)) {
    return undefined;
  }
  return { ...note, bytes: Math.min(note.bytes, length) };
}

/** Removes a partial file, once its writer is closed. */
export async function removeNoteAndPart({ target, part }: Pick<PartContext, "target" | "part">): Promise<void> {
  await target.removeNote(part);
  await target.removePart(part);
}

/** What to note of a content that begins to come. */
export function noteOf({ place, modifiedAt }: DownloadItem, { size, version }: FileContent): PartNote {
  return {
    place: [...place],
    bytes: 0,
    ...(size === undefined ? {} : { size }),
    ...(version === undefined ? {} : { version }),
    ...(modifiedAt === undefined ? {} : { modifiedAt }),
  };
}

function parseNote(text: string): PartNote | undefined {
  try {
    const checked = v.safeParse(NOTE, JSON.parse(text));
    return checked.success ? checked.output : undefined;
  } catch {
    return undefined;
  }
}
