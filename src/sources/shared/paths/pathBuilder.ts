import { hasEmptyName, LatestDirectory } from "./latestDirectory";
import { decodeName, encodeName } from "./nameBytes";
import { orderedChildren } from "./orderedChildren";
import type { ByteName, PathColumns } from "./pathColumns";
import { hashOf, slotOfHash } from "./pathColumns";

const FIRST_ROWS = 1024;
const SLASH = 0x2f;

/** Makes columns of a flat listing's files, as they come. */
export class PathBuilder {
  #rows = 1;
  #nameBytes = 0;
  #names = new Uint8Array(16 * FIRST_ROWS);
  #nameEnds = new Uint32Array(FIRST_ROWS);
  #parents = new Uint32Array(FIRST_ROWS);
  #isFile = new Uint8Array(FIRST_ROWS);
  #sizes = new Float64Array(FIRST_ROWS);
  #times = new Float64Array(FIRST_ROWS);
  #slots = new Uint32Array(4 * FIRST_ROWS);
  readonly #oddPaths = new Map<number, string>();
  /** The same arrays, for looking up names. */
  #columns = this.#lookedUp();
  #scratch = new Uint8Array(FIRST_ROWS);
  /** The name that is looked up. */
  readonly #name: ByteName = { bytes: this.#scratch, start: 0, end: 0 };
  readonly #directory = new LatestDirectory();

  /** Of two with one path, the later one counts. */
  add(path: string, createdAt: number, size: number | undefined): void {
    if (3 * path.length > this.#scratch.length) {
      this.#scratch = new Uint8Array(6 * path.length);
    }
    const end = encodeName(path, this.#scratch);
    this.addBytes({ bytes: this.#scratch, start: 0, end }, createdAt, size ?? NaN);
  }

  /** The same of a path in bytes, with NaN for a size that is not known. The bytes may change afterwards. */
  addBytes(path: Readonly<ByteName>, createdAt: number, size: number): void {
    const { bytes, start, end } = path;
    const nameStart = start + this.latestDirectoryIn(bytes, start, end);
    const row = nameStart === start ? 0 : this.#child(this.#directory.row, bytes, nameStart, end);
    if (row === 0) {
      this.#addElsewhere(path, createdAt, size);
    } else {
      this.#addFile(row, createdAt, size);
    }
  }

  /**
   * The length of the last file's directory, with the slash at its end, where a longer path begins with it; 0 otherwise. In JSON
   * its bytes stand for themselves.
   */
  latestDirectoryIn(bytes: Uint8Array, start: number, end: number): number {
    const { isPlain, length } = this.#directory;
    return isPlain && end - start > length && this.#directory.isAt(bytes, start) ? length : 0;
  }

  #addElsewhere({ bytes, start, end }: Readonly<ByteName>, createdAt: number, size: number): void {
    let nameStart = end;
    while (nameStart > start && bytes[nameStart - 1] !== SLASH) {
      nameStart--;
    }
    const directory = this.#rowOfDirectory(bytes, start, nameStart);
    const row = nameStart === end ? directory : this.#child(directory, bytes, nameStart, end);
    // A path of slashes alone names nothing.
    if (row !== 0) {
      this.#addFile(row, createdAt, size);
      if (hasEmptyName(bytes, start, end)) {
        // It can't be told from the row's names.
        this.#oddPaths.set(row, decodeName(bytes.subarray(start, end)));
      }
    }
  }

  #addFile(row: number, createdAt: number, size: number): void {
    this.#isFile[row] = 1;
    this.#sizes[row] = size;
    this.#times[row] = createdAt;
    if (this.#oddPaths.size > 0) {
      this.#oddPaths.delete(row);
    }
  }

  /** Nothing can be added any more. */
  finish(): PathColumns {
    const rows = this.#rows;
    const columns = {
      names: this.#names.slice(0, this.#nameBytes),
      nameEnds: this.#nameEnds.slice(0, rows),
      parents: this.#parents.slice(0, rows),
      isFile: this.#isFile.slice(0, rows),
      sizes: this.#sizes.slice(0, rows),
      times: this.#times.slice(0, rows),
      slots: this.#slots,
      oddPaths: this.#oddPaths,
    };
    return { ...columns, ...orderedChildren(columns) };
  }

  /** The row of a path that ends in a slash, or is empty. */
  #rowOfDirectory(bytes: Uint8Array, start: number, end: number): number {
    if (end - start !== this.#directory.length || !this.#directory.isAt(bytes, start)) {
      this.#directory.note(this.#walk(bytes, start, end), bytes, start, end);
    }
    return this.#directory.row;
  }

  #walk(bytes: Uint8Array, start: number, end: number): number {
    let row = 0;
    let nameStart = start;
    for (let at = start; at < end; at++) {
      if (bytes[at] === SLASH) {
        row = at === nameStart ? row : this.#child(row, bytes, nameStart, at);
        nameStart = at + 1;
      }
    }
    return row;
  }

  /** The row of a name below another, which is made where there is none. Several names have none: 0. */
  #child(parent: number, bytes: Uint8Array, start: number, end: number): number {
    const hash = hashOf(parent, bytes, start, end, SLASH);
    if (hash < 0) {
      return 0;
    }
    const name = this.#name;
    name.bytes = bytes;
    name.start = start;
    name.end = end;
    const slot = slotOfHash(this.#columns, parent, name, hash);
    const known = this.#slots[slot] ?? 0;
    return known === 0 ? this.#append(parent, name, slot) : known;
  }

  #lookedUp(): Pick<PathColumns, "names" | "nameEnds" | "parents" | "slots"> {
    return { names: this.#names, nameEnds: this.#nameEnds, parents: this.#parents, slots: this.#slots };
  }

  #append(parent: number, name: Readonly<ByteName>, slot: number): number {
    const row = this.#rows++;
    const { bytes, start, end } = name;
    this.#makeRoom(end - start);
    const [names, shift] = [this.#names, this.#nameBytes - start];
    // For some bytes, quicker than to copy them at once.
    for (let at = start; at < end; at++) {
      names[shift + at] = bytes[at] ?? 0;
    }
    this.#nameBytes = shift + end;
    this.#nameEnds[row] = this.#nameBytes;
    this.#parents[row] = parent;
    this.#sizes[row] = NaN;
    this.#slots[slot] = row;
    if (this.#rows * 2 > this.#slots.length) {
      this.#slots = this.#moreSlots();
      this.#columns = this.#lookedUp();
    }
    return row;
  }

  #makeRoom(nameLength: number): void {
    if (this.#nameBytes + nameLength > this.#names.length) {
      this.#names = grown(this.#names, new Uint8Array(2 * this.#names.length + nameLength));
      this.#columns = this.#lookedUp();
    }
    const rows = 2 * this.#nameEnds.length;
    if (this.#rows > this.#nameEnds.length) {
      this.#nameEnds = grown(this.#nameEnds, new Uint32Array(rows));
      this.#parents = grown(this.#parents, new Uint32Array(rows));
      this.#isFile = grown(this.#isFile, new Uint8Array(rows));
      this.#sizes = grown(this.#sizes, new Float64Array(rows));
      this.#times = grown(this.#times, new Float64Array(rows));
      this.#columns = this.#lookedUp();
    }
  }

  #moreSlots(): Uint32Array<ArrayBuffer> {
    const slots = new Uint32Array(4 * this.#slots.length);
    for (let row = 1; row < this.#rows; row++) {
      const [start, end] = [this.#nameEnds[row - 1] ?? 0, this.#nameEnds[row] ?? 0];
      let slot = hashOf(this.#parents[row] ?? 0, this.#names, start, end) & (slots.length - 1);
      while (slots[slot] !== 0) {
        slot = (slot + 1) & (slots.length - 1);
      }
      slots[slot] = row;
    }
    return slots;
  }
}

function grown<T extends { set(array: T): void }>(from: T, to: T): T {
  to.set(from);
  return to;
}
