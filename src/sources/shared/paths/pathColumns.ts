import type { Unread } from "../../contract/listPage";

/** A file as a flat listing has it. */
export interface PathFile {
  /** As the service gave it. */
  readonly path: string;
  /** ms since the epoch. */
  readonly createdAt: number;
  /** Bytes. */
  readonly size?: number;
}

/**
 * The directories and files of a flat listing, as columns: a row is a name, which may be a file's and a directory's. Row 0 is
 * the root, which has no name. Some 40 bytes a file, which one thread can hand over to another.
 */
export interface PathColumns {
  /** All names, encoded, one behind the other. */
  readonly names: Uint8Array;
  /** Where each name ends. */
  readonly nameEnds: Uint32Array;
  readonly parents: Uint32Array;
  /** The rows below each row, in the order of their names: those of the root, those of row 1, and so on. */
  readonly children: Uint32Array;
  /** Where the children of each row begin; those of the last end with the last one. */
  readonly childStarts: Uint32Array;
  /** Rows by their parents' and names' hashes, 0 where there is none; as many as a power of two. */
  readonly slots: Uint32Array;
  /** 1 for files. */
  readonly isFile: Uint8Array;
  /** NaN where it is not known. */
  readonly sizes: Float64Array;
  readonly times: Float64Array;
  /** Of files whose path is not that of their row: with empty names in it. */
  readonly oddPaths: ReadonlyMap<number, string>;
  /** Files that are left out, as they could not be read. */
  readonly unread?: Unread;
}

type NameColumns = Pick<PathColumns, "names" | "nameEnds">;

/** An encoded name, among other bytes. */
export interface ByteName {
  bytes: Uint8Array;
  start: number;
  end: number;
}

type LookedUp = NameColumns & Pick<PathColumns, "parents" | "slots">;

/** The slot of a name below a row: it holds that name's row, or 0 where there is none. */
export function slotOf(columns: LookedUp, parent: number, name: Readonly<ByteName>): number {
  return slotOfHash(columns, parent, name, hashOf(parent, name.bytes, name.start, name.end));
}

/** The same, of a name whose hash is known. */
export function slotOfHash(columns: LookedUp, parent: number, name: Readonly<ByteName>, hash: number): number {
  const { parents, slots } = columns;
  const mask = slots.length - 1;
  let slot = hash & mask;
  for (let row = slots[slot] ?? 0; row !== 0; row = slots[slot] ?? 0) {
    if (parents[row] === parent && isSame(columns, row, name)) {
      return slot;
    }
    slot = (slot + 1) & mask;
  }
  return slot;
}

/** FNV-1a, which is quick for names; -1 for what holds the byte that ends names. */
export function hashOf(parent: number, bytes: Uint8Array, start: number, end: number, endByte = -1): number {
  let hash = Math.imul(parent ^ 0x811c9dc5, 0x01000193);
  for (let at = start; at < end; at++) {
    const byte = bytes[at] ?? 0;
    if (byte === endByte) {
      return -1;
    }
    hash = Math.imul(hash ^ byte, 0x01000193);
  }
  // The low bits alone pick a slot.
  return (hash ^ (hash >>> 15)) & 0x7fffffff;
}

function isSame({ names, nameEnds }: NameColumns, row: number, name: Readonly<ByteName>): boolean {
  const start = nameEnds[row - 1] ?? 0;
  if ((nameEnds[row] ?? 0) - start !== name.end - name.start) {
    return false;
  }
  const offset = start - name.start;
  for (let at = name.start; at < name.end; at++) {
    if (names[offset + at] !== name.bytes[at]) {
      return false;
    }
  }
  return true;
}
