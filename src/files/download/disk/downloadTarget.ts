import type { LocalPath } from "./localNames";
import type { PartName } from "./partName";

export interface TargetFacts {
  readonly kind: "file" | "directory" | "other";
  /** Bytes. */
  readonly size: number;
  /** ms since the epoch. */
  readonly modifiedAt: number;
}

/** The beginning of a file that is under way, open for writing at its end. */
export interface PartWriter {
  /** Resolves when there is room for more, and throws what an earlier writing threw. Keeps the chunk until it is written. */
  write(chunk: Uint8Array): Promise<void>;
  /**
   * True when the file of that name holds the very bytes of the part; false, too, where finding out would cost too
   * much.
   */
  equals(path: LocalPath): Promise<boolean>;
  /** Until all that was written before the call would survive a loss of power. */
  sync(): Promise<void>;
  close(): Promise<void>;
  /**
   * Syncs, and gives the file its final name, whole or not at all. `size` is how many bytes it must have. False, with the
   * part kept, when it may replace nothing and the name is taken.
   */
  publish(path: LocalPath, options: { readonly size: number; readonly isReplacing: boolean }): Promise<boolean>;
}

/** Writes files that are too small to be continued, without a part of a lasting name. */
export interface SmallFiles {
  /** Makes the directory. False when an earlier download left a part of the file, which is to be dealt with first. */
  prepare(part: PartName): Promise<boolean>;
  /** Gives the file its name, whole or not at all. False when it may replace nothing and the name is taken. */
  write(path: LocalPath, options: { readonly bytes: Uint8Array; readonly isReplacing: boolean }): Promise<boolean>;
  /** True when there is a file of that name with these very bytes. */
  holds(path: LocalPath, bytes: Uint8Array): Promise<boolean>;
}

/** The right to write, read and remove one part and its note. */
export interface Claim {
  release(): Promise<void>;
}

/**
 * The folder that downloads go to, on whatever disk. Paths are relative to it. All throw DiskError. A file under way has a
 * part, and a note beside it, wherever the target keeps them.
 */
export interface DownloadTarget {
  /** Bytes of the largest file that it takes; absent where the disk alone decides. */
  readonly largestFile?: number;
  /** Absent where each file takes a part. */
  readonly small?: SmallFiles;
  stat(path: LocalPath): Promise<TargetFacts | undefined>;
  /** Makes those above it, too. */
  makeDirectory(path: LocalPath): Promise<void>;
  /** Throws when the file is being downloaded already, by whom it may be. Its directory must be there. */
  claimPart(part: PartName): Promise<Claim>;
  /** Bytes of the part; undefined without one, and for one that others than the user own or may write. */
  partSize(part: PartName): Promise<number | undefined>;
  /**
   * True when the part has a second name: the final one, when nothing could remove the part's own since, or one from
   * elsewhere. Nothing may be written to it then.
   */
  hasSecondName(part: PartName): Promise<boolean>;
  /** True when the file of that name is the part itself. */
  isNamed(part: PartName, path: LocalPath): Promise<boolean>;
  readPart(part: PartName, start: number, length: number): Promise<Uint8Array>;
  /** Cuts the part after `offset` bytes; at 0, starts a new one. */
  openPart(part: PartName, offset: number): Promise<PartWriter>;
  readNote(part: PartName): Promise<string | undefined>;
  /** The old note or the new one, never half of it. */
  writeNote(part: PartName, text: string): Promise<void>;
  removePart(part: PartName): Promise<void>;
  removeNote(part: PartName): Promise<void>;
}
