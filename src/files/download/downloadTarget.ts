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
  /** Whether the file of that name holds the very bytes of the part; false, too, where finding out would cost too much. */
  equals(path: LocalPath): Promise<boolean>;
  /** Until what is written would survive a loss of power. */
  sync(): Promise<void>;
  close(): Promise<void>;
  /**
   * Syncs, and gives the file its final name, whole or not at all. `size` is how many bytes it must have. False, with the
   * part kept, when it may replace nothing and the name is taken.
   */
  publish(path: LocalPath, options: { readonly size: number; readonly isReplacing: boolean }): Promise<boolean>;
}

/** The right to write, read and remove the part of one path and its note. */
export interface Claim {
  release(): Promise<void>;
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
  /** Throws when the file is being downloaded already, by whom it may be. Its directory must be there. */
  claimPart(path: LocalPath): Promise<Claim>;
  /** Bytes of the part, or undefined without one. */
  partSize(path: LocalPath): Promise<number | undefined>;
  readPart(path: LocalPath, start: number, length: number): Promise<Uint8Array>;
  /** Cuts the part after `offset` bytes; at 0, starts a new one. */
  openPart(path: LocalPath, offset: number): Promise<PartWriter>;
  readNote(path: LocalPath): Promise<string | undefined>;
  /** The old note or the new one, never half of it. */
  writeNote(path: LocalPath, text: string): Promise<void>;
  removePart(path: LocalPath): Promise<void>;
  removeNote(path: LocalPath): Promise<void>;
}
