import type { FilePlace, SourceFiles, StatOptions } from "../sources/contract/sourceFiles";
import { unreadText } from "../sources/shared/unread";
import { defined } from "../text/defined";
import type { ListedFiles, PageFiles } from "../web/entryPage/messages";

/** The topmost of what is at a place, directories first. @throws ApiError, or the signal's reason when aborted. */
export async function listTopmost(files: SourceFiles, place: FilePlace, options: StatOptions): Promise<ListedFiles> {
  const { items, mayHaveMore = false, unread } = await files.list(place, options);
  const shown = items.map(({ name, isDirectory, size }) => ({ name, isDirectory, ...defined({ size }) }));
  shown.sort((one, other) => Number(other.isDirectory) - Number(one.isDirectory) || (one.name < other.name ? -1 : 1));
  const left = unread && { unread: unreadText(unread, "files") };
  return { kind: "listed", files: shown, mayHaveMore, ...left };
}

/** Files that were listed once stay beside a later failure. */
export function filesAfterLook(before: PageFiles, now: PageFiles): PageFiles {
  return before.kind === "listed" && now.kind === "failed" ? { ...before, failure: now.failure } : now;
}

/** A load that failed had ended the one before, which will not list the files any more. */
export function filesAfterFailure(before: PageFiles): PageFiles {
  return before.kind === "loading" ? { kind: "none" } : before;
}
