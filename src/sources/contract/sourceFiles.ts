import type { CallOptions, Entry } from "./entry";
import type { FileBytes } from "../../http/transport/transport";
import type { ListPage } from "./listPage";

/** Where a file or directory lies in its system, as names from the top down: stable, and without keys. */
export type FilePlace = readonly string[];

/** A file or directory without its content. */
export interface FileFacts {
  readonly isDirectory: boolean;
  /** Bytes. */
  readonly size?: number;
  /** ms since the epoch. */
  readonly modifiedAt?: number;
}

export interface NamedFile extends FileFacts {
  readonly name: string;
}

/** Bytes of a file: from `start` to before `end`, or to the file's end. */
export interface ByteRange {
  readonly start: number;
  readonly end?: number;
  /** The version that a part which one has is of. Another version is given whole, from 0. */
  readonly version?: string;
}

export type ChecksumAlgorithm = "sha512" | "sha256" | "sha1" | "md5" | "crc64nvme" | "crc32c" | "crc32";

/** The hash of a file's bytes, as the service gives it. */
export interface Checksum {
  readonly algorithm: ChecksumAlgorithm;
  /** In lower case. */
  readonly hex: string;
  /** False for an ETag that only looks like one: that it differs says nothing. */
  readonly isCertain: boolean;
}

export interface FileContent {
  /** The place of the body's first byte: the range's start, or 0 when the service gives files whole alone. */
  readonly start: number;
  /** Bytes of the whole file, when the service says so. */
  readonly size?: number;
  /** Tells this content from a later one of the same file; absent when the service says nothing. */
  readonly version?: string;
  /** Of the whole file, where the service gives one. */
  readonly checksum?: Checksum;
  /** Must be read, left (`break`) or aborted. Throws ApiError, also when fewer bytes come than were announced. */
  readonly body: FileBytes;
}

export interface StatOptions extends CallOptions {
  /** Asks the service again, for callers that need the files as they are now. */
  readonly isFresh?: boolean;
}

/** A directory, as far as the service lets itself be asked and can be understood. */
export type DirectoryListing = Omit<ListPage<NamedFile>, "next" | "total" | "looked">;

/** The files of a system, by their places. All throw ApiError, or the signal's reason when aborted. */
export interface SourceFiles<E extends Entry = Entry> {
  /** For entries with the ability `open`, `download` or `mount`. */
  placeOf(entry: E): FilePlace | undefined;
  stat(place: FilePlace, options: StatOptions): Promise<FileFacts>;
  /** The whole of a directory, all pages of it. */
  list(place: FilePlace, options: StatOptions): Promise<DirectoryListing>;
  /** Tells for each place if it may yet change, since its run is under way. Absent where none ever does. */
  changing?(places: readonly FilePlace[], options: CallOptions): Promise<readonly boolean[]>;
  read(place: FilePlace, range: ByteRange | undefined, options: CallOptions): Promise<FileContent>;
}
