import type { LocalPath } from "../disk/localNames";
import { numberedName } from "../disk/localNames";
import { readPartNote, removeNoteAndPart } from "./partNote";
import type { FileOutcome, PartContext } from "./partContext";

/**
 * A whole file that has its final name already, beside that of its part: the process ended between the two steps that give it
 * one. A part with a second name is given up in any case, by its own name alone: what is written to it would be written to the
 * other file. The part must be claimed.
 */
export async function findPublishedPart(context: PartContext): Promise<Pick<FileOutcome, "path" | "size"> | undefined> {
  const { item, target, part } = context;
  if (!(await target.hasSecondName(part))) {
    return undefined;
  }
  // Without a note, an earlier download has told of the file: it is not what this one is to download.
  const note = await readPartNote(context);
  const size = note?.size ?? item.size;
  const path = note && size !== undefined ? await finalPath(size, context) : undefined;
  const removal = removeNoteAndPart(context);
  if (path === undefined || size === undefined) {
    await removal;
    return undefined;
  }
  // A part that can't be removed yet has no note any more, and is dropped when it is found again.
  await removal.catch(() => undefined);
  return { path, size };
}

/** Among the names that the file would have been given, one after the other, up to the first that is free. */
async function finalPath(size: number, { part, target }: PartContext): Promise<LocalPath | undefined> {
  const [directory, name] = [part.path.slice(0, -1), part.path.at(-1) ?? ""];
  for (let number = 1; ; number += 1) {
    const path = [...directory, number === 1 ? name : numberedName(name, number)];
    const found = await target.stat(path);
    if (found === undefined) {
      return undefined;
    }
    if (found.kind === "file" && found.size === size && (await target.isNamed(part, path))) {
      return path;
    }
  }
}
