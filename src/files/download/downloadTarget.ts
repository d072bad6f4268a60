import type { LocalPath } from "./localNames";

export interface TargetFacts {
  readonly kind: "file" | "directory" | "other";
  /** Bytes. */
  readonly size: number;
  /** ms since the epoch. */
  readonly modifiedAt: number;
}

/** The beginning of a file that is under way, open for writing at its end. */
export interface PartWriter {
  write(chunk: Uint8Array): Promise<void>;
  /** Until what is written would survive a loss of power. */
  sync(): Promise<void>;
  close(): Promise<void>;
  /**
   * Syncs and closes, and gives the file its final name, whole or not at all. `size` is how many bytes it must have.
   * False, with the part closed and kept, when it may replace nothing and the name is taken.
   */
  publish(path: LocalPath, options: { readonly size: number; readonly isReplacing: boolean }): Promise<boolean>;
}

/**
 * The folder that downloads go to, on whatever disk. Paths are relative to it. All throw DiskError. A file under way has a
 * part, and a note beside it: both belong to the path that the file is to have, wherever the target keeps them.
 */
export interface DownloadTarget {
  /** Bytes of the largest file that it takes; absent where the disk alone decides. */
  readonly largestFile?: number;
  stat(path: LocalPath): Promise<TargetFacts | undefined>;
  /** Makes those above it, too. */
  makeDirectory(path: LocalPath): Promise<void>;
  /** Bytes of the part, or undefined without one. */
  partSize(path: LocalPath): Promise<number | undefined>;
  /** Cuts the part after `offset` bytes; at 0, starts a new one. One writer a part, or it throws. */
  openPart(path: LocalPath, offset: number): Promise<PartWriter>;
  readNote(path: LocalPath): Promise<string | undefined>;
  /** The old note or the new one, never half of it. */
  writeNote(path: LocalPath, text: string): Promise<void>;
  removePart(path: LocalPath): Promise<void>;
  removeNote(path: LocalPath): Promise<void>;
}
