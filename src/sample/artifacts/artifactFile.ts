import type { ByteSource } from "../bytes/byteSource";
import type { RunRecord } from "../team/records/records";

export interface ArtifactFile {
  /** Relative to the run's artifact root, without a leading slash. */
  readonly path: string;
  /** ms since the epoch. */
  readonly createdAt: number;
  /** Made when it is asked for: a listing of thousands makes only what it shows. */
  readonly bytes: () => ByteSource;
}

/** Their contents never change, and every listing asks for their sizes. */
const sizes = new WeakMap<ArtifactFile, number>();

/** Bytes. */
export function sizeOf(file: ArtifactFile): number {
  const size = sizes.get(file) ?? file.bytes().size;
  sizes.set(file, size);
  return size;
}

/** A directory when it has no file. */
export interface DirectoryEntry {
  /** Relative to the run's artifact root, without a trailing slash. */
  readonly path: string;
  readonly file?: ArtifactFile;
}

/** Where a run's artifacts are, relative to the project's artifact root. */
export function rootInProject(run: RunRecord): string {
  return `${run.uuid}/artifacts`;
}

/** Lists a directory ("" for the root) by path; empty when there is none. */
export function directoryEntries(files: readonly ArtifactFile[], directory: string): DirectoryEntry[] {
  const prefix = directory === "" ? "" : `${directory}/`;
  const entries = new Map<string, DirectoryEntry>();
  for (const file of files) {
    if (file.path.startsWith(prefix)) {
      const slash = file.path.indexOf("/", prefix.length);
      const path = slash < 0 ? file.path : file.path.slice(0, slash);
      entries.set(path, slash < 0 ? { path, file } : { path });
    }
  }
  return [...entries.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}
