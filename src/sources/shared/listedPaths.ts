/** A file or directory as a service lists it. */
export interface ListedFile {
  /** From the root or from the directory asked for, as the service gave it; a directory's may end in a slash. */
  readonly path: string;
  readonly isDirectory: boolean;
  /** Bytes. */
  readonly size?: number;
  /** ms since the epoch. */
  readonly modifiedAt?: number;
}

/**
 * The immediate children that a directory's listing names, each once, with paths from the root and without a slash at
 * their end. For services that do not say whether a path below a subdirectory starts at the root or at that subdirectory:
 * both are understood. What lies deeper becomes a directory, whose own listing is asked for when it is opened.
 */
export function listedPaths(directory: string, files: readonly ListedFile[]): readonly ListedFile[] {
  const found = new Map<string, ListedFile>();
  for (const file of files) {
    const listed = listedPath(directory, file);
    if (listed !== undefined) {
      const key = `${listed.isDirectory ? "dir" : "file"}:${listed.path}`;
      found.set(key, found.get(key) ?? listed);
    }
  }
  return [...found.values()];
}

function listedPath(directory: string, file: ListedFile): ListedFile | undefined {
  const [name, ...deeper] = namesBelow(directory, file.path);
  if (name === undefined) {
    return undefined;
  }
  const path = directory === "" ? name : `${directory}/${name}`;
  return file.isDirectory || deeper.length > 0 ? { path, isDirectory: true } : { ...file, path };
}

function namesBelow(directory: string, path: string): readonly string[] {
  const names = namesOf(path);
  const prefix = namesOf(directory);
  const isFromRoot = names.length > prefix.length && prefix.every((name, index) => names[index] === name);
  return isFromRoot ? names.slice(prefix.length) : names;
}

function namesOf(path: string): readonly string[] {
  return path.split("/").filter((name) => name !== "");
}
