import { ApiError } from "../http/apiError";
import type { ListedFile } from "./listedPaths";
import type { FileFacts, FilePlace, NamedFile } from "./source";

/**
 * The path that a place's names make below a root. An address may be written by anybody: what could lead a service elsewhere
 * names no file.
 * @throws ApiError (notFound)
 */
export function pathOf(names: FilePlace): string {
  if (names.some((name) => /^\.{0,2}$|[/\0]/.test(name))) {
    throw noSuchFile();
  }
  return names.join("/");
}

/** The names of a path, as a place has them. */
export function namesOf(path: string): readonly string[] {
  return path.split("/").filter((name) => name !== "");
}

/** `path` from the root, without a slash at its end. */
export function namedFile({ path, ...facts }: ListedFile): NamedFile {
  return { name: path.slice(path.lastIndexOf("/") + 1), ...facts };
}

/** What a directory's listing says of one name. Where a store has a file and a directory of one name, it is the file. */
export function factsIn(listing: readonly NamedFile[], name: string | undefined): FileFacts {
  const found = listing.filter((file) => file.name === name);
  const facts = found.find(({ isDirectory }) => !isDirectory) ?? found[0];
  if (facts === undefined) {
    throw noSuchFile();
  }
  const { isDirectory, size, modifiedAt } = facts;
  return {
    isDirectory,
    ...(size === undefined ? {} : { size }),
    ...(modifiedAt === undefined ? {} : { modifiedAt }),
  };
}

export function noSuchFile(): ApiError {
  return new ApiError("notFound", "there is no such file");
}

export function notAFile(): ApiError {
  return new ApiError("badRequest", "it is a directory");
}
