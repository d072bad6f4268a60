import { ApiError } from "../../http/apiError";
import type { ListedFile } from "./listedPaths";
import { entryId } from "./entryId";
import type { DirectoryListing, FileFacts, FilePlace, NamedFile, SourceFiles } from "../contract/sourceFiles";
import type { CallOptions } from "../contract/entry";
import { defined } from "../../text/defined";

/**
 * The path that a place's names make below a root. An address may come from outside: what could lead a service elsewhere
 * names no file.
 * @throws ApiError (notFound)
 */
export function pathOf(names: FilePlace): string {
  if (names.some((name) => /^\.{0,2}$|[/\0]/.test(name))) {
    throw noSuchFile();
  }
  return names.join("/");
}

/**
 * A path as it stands in a request's query. Half of a surrogate pair can't be written there: asking for something near it would
 * be a guess. @throws ApiError (badRequest)
 */
export function askablePath(path: string): string {
  if (!path.isWellFormed()) {
    throw new ApiError("badRequest", "its name holds bytes that are no text, and the service can't be asked for it");
  }
  return path;
}

/** The names of a path, as a place has them. */
export function namesOf(path: string): readonly string[] {
  return path.split("/").filter((name) => name !== "");
}

interface PlacedFile {
  readonly place: FilePlace;
  /** The last names of the place, from `root` on. */
  readonly names: readonly string[];
  /** The id of the row that the names start below. */
  readonly root: string;
}

/** The ids of the rows of directories down to a file. Only a listing tells whether the last one is a directory, too. */
export async function fileRowIds(
  files: Pick<SourceFiles, "stat">,
  { place, names, root }: PlacedFile,
  options: CallOptions,
): Promise<readonly string[]> {
  pathOf(names);
  const isDirectory = names.length === 0 || (await files.stat(place, options)).isDirectory;
  let below = "";
  return names.map((name, index) => {
    const kind = index < names.length - 1 || isDirectory ? "dir" : "file";
    below = entryId(below, name);
    return entryId(root, kind) + below;
  });
}

/** `path` from the root, without a slash at its end. */
export function namedFile({ path, ...facts }: ListedFile): NamedFile {
  return { name: path.slice(path.lastIndexOf("/") + 1), ...facts };
}

/** Finds a name in a directory's listing. Where a store has a file and a directory of one name, it is the file. */
export function factsIn({ items, mayHaveMore, unread }: DirectoryListing, name: string | undefined): FileFacts {
  const found = items.filter((file) => file.name === name);
  const facts = found.find(({ isDirectory }) => !isDirectory) ?? found[0];
  if (facts === undefined) {
    throw mayHaveMore === true || unread !== undefined ? notInPart() : noSuchFile();
  }
  const { isDirectory, size, modifiedAt } = facts;
  return {
    isDirectory,
    ...defined({ size, modifiedAt }),
  };
}

/** A name that a listing lacks is not known to be absent when the listing may go on. */
function notInPart(): ApiError {
  return new ApiError("badResponse", "it is not in the part of the directory that the service lists");
}

export function noSuchFile(): ApiError {
  return new ApiError("notFound", "there is no such file");
}

export function notAFile(): ApiError {
  return new ApiError("badRequest", "it is a directory");
}
