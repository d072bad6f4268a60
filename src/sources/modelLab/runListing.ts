import type { RunFile } from "./model";

/** An immediate child of the listed directory. `path` is relative to the run's artifact root, without a slash at its end. */
export interface ListedPath {
  readonly path: string;
  readonly isDirectory: boolean;
  /** Bytes. */
  readonly size?: number;
}

/**
 * The immediate children that a directory's listing names. The service's page does not say whether a path below a
 * subdirectory starts at the run's root or at that subdirectory, and its example lists a file of a subdirectory from the
 * root: all three are understood. What lies deeper becomes a directory, whose own listing is asked for when it is opened.
 */
export function listedPaths(directory: string, files: readonly RunFile[]): readonly ListedPath[] {
  const found = new Map<string, ListedPath>();
  for (const file of files) {
    const listed = listedPath(directory, file);
    if (listed !== undefined) {
      const key = `${listed.isDirectory ? "dir" : "file"}:${listed.path}`;
      found.set(key, found.get(key) ?? listed);
    }
  }
  return [...found.values()];
}

function listedPath(directory: string, file: RunFile): ListedPath | undefined {
  const [name, ...deeper] = namesBelow(directory, file.path);
  if (name === undefined) {
    return undefined;
  }
  const path = directory === "" ? name : `${directory}/${name}`;
  const isDirectory = file.isDirectory || deeper.length > 0;
  return { path, isDirectory, ...(isDirectory || file.size === undefined ? {} : { size: file.size }) };
}

function namesBelow(directory: string, path: string): readonly string[] {
  const names = path.split("/").filter((name) => name !== "");
  const prefix = directory.split("/").filter((name) => name !== "");
  const isFromRoot = names.length > prefix.length && prefix.every((name, index) => names[index] === name);
  return isFromRoot ? names.slice(prefix.length) : names;
}
