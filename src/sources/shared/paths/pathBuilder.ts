import { AsciiOrder, BY_NAME } from "./nameOrder";
import type { ByteName, PathColumns } from "./pathColumns";
import { hashOf, slotOf } from "./pathColumns";

const ENCODER = new TextEncoder();
const DECODER = new TextDecoder();
const FIRST_ROWS = 1024;
const LAST_ASCII = 0x7f;

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
  /** Files come directory by directory: the path of the last one's, with the slash at its end, and its row. */
  #directory = "";
  #directoryRow = 0;
  /** True while the path at hand has empty names in it. */
  #isOdd = false;

  /** Of two with one path, the later one counts. */
  add(path: string, createdAt: number, size: number | undefined): void {
    this.#isOdd = false;
    const row = this.#rowOf(path);
    // A path of slashes alone names nothing.
    if (row !== 0) {
      this.#isFile[row] = 1;
      this.#sizes[row] = size ?? NaN;
      this.#times[row] = createdAt;
      this.#notePath(row, path);
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

  #rowOf(path: string): number {
    const last = path.lastIndexOf("/") + 1;
    if (last === this.#directory.length && path.length > last && path.startsWith(this.#directory)) {
      return this.#child(this.#directoryRow, path, last);
    }
    const directory = this.#walk(path.slice(0, last));
    if (last === path.length) {
      return directory;
    }
    // A directory with empty names in its path is looked up each time: its files are noted as odd then.
    [this.#directory, this.#directoryRow] = this.#isOdd ? ["", 0] : [path.slice(0, last), directory];
    return this.#child(directory, path, last);
  }

  /** The row of a path that ends in a slash, or is empty. */
  #walk(path: string): number {
    this.#isOdd = false;
    let row = 0;
    let start = 0;
    for (let slash = path.indexOf("/"); slash >= 0; slash = path.indexOf("/", start)) {
      this.#isOdd ||= slash === start;
      row = slash === start ? row : this.#child(row, path, start, slash);
      start = slash + 1;
    }
    return row;
  }

  #notePath(row: number, path: string): void {
    if (this.#isOdd || path.endsWith("/")) {
      this.#oddPaths.set(row, path);
    } else if (this.#oddPaths.size > 0) {
      this.#oddPaths.delete(row);
    }
  }

  #child(parent: number, path: string, start: number, end = path.length): number {
    const name = this.#encode(path, start, end);
    const slot = slotOf(this.#columns, parent, name);
    const known = this.#slots[slot] ?? 0;
    return known === 0 ? this.#append(parent, name, slot) : known;
  }

  #lookedUp(): Pick<PathColumns, "names" | "nameEnds" | "parents" | "slots"> {
    return { names: this.#names, nameEnds: this.#nameEnds, parents: this.#parents, slots: this.#slots };
  }

  #append(parent: number, name: ByteName, slot: number): number {
    const row = this.#rows++;
    this.#makeRoom(name.end);
    // For some bytes, quicker than to copy them at once.
    for (let at = 0; at < name.end; at++) {
      this.#names[this.#nameBytes + at] = name.bytes[at] ?? 0;
    }
    this.#nameBytes += name.end;
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
      const name = { bytes: this.#names, start: this.#nameEnds[row - 1] ?? 0, end: this.#nameEnds[row] ?? 0 };
      let slot = hashOf(this.#parents[row] ?? 0, name) & (slots.length - 1);
      while (slots[slot] !== 0) {
        slot = (slot + 1) & (slots.length - 1);
      }
      slots[slot] = row;
    }
    return slots;
  }

  /** The bytes of a part of a path, which hold until the next call. Most are ASCII: for some bytes, that is quickest by hand. */
  #encode(path: string, start: number, end: number): ByteName {
    if (3 * (end - start) > this.#scratch.length) {
      this.#scratch = new Uint8Array(3 * (end - start));
    }
    const bytes = this.#scratch;
    for (let at = start; at < end; at++) {
      const code = path.charCodeAt(at);
      if (code > LAST_ASCII) {
        return { bytes, start: 0, end: ENCODER.encodeInto(path.slice(start, end), bytes).written };
      }
      bytes[at - start] = code;
    }
    return { bytes, start: 0, end: end - start };
  }
}

function grown<T extends { set(array: T): void }>(from: T, to: T): T {
  to.set(from);
  return to;
}

type NameColumns = Pick<PathColumns, "names" | "nameEnds" | "parents">;

function orderedChildren(columns: NameColumns): Pick<PathColumns, "children" | "childStarts"> {
  const { parents } = columns;
  const childStarts = new Uint32Array(parents.length);
  for (const parent of parents.subarray(1)) {
    childStarts[parent] = (childStarts[parent] ?? 0) + 1;
  }
  // From how many there are to where they end, and from there to where they begin.
  let end = 0;
  for (let row = 0; row < childStarts.length; row++) {
    end += childStarts[row] ?? 0;
    childStarts[row] = end;
  }
  const children = new Uint32Array(end);
  for (let row = parents.length - 1; row > 0; row--) {
    const parent = parents[row] ?? 0;
    const at = (childStarts[parent] ?? 0) - 1;
    childStarts[parent] = at;
    children[at] = row;
  }
  sortSiblings(columns, children, childStarts);
  return { children, childStarts };
}

function sortSiblings(columns: NameColumns, children: Uint32Array, childStarts: Uint32Array): void {
  const order = new AsciiOrder(columns.names);
  childStarts.forEach((start, row) => {
    const siblings = children.subarray(start, childStarts[row + 1] ?? children.length);
    if (siblings.length > 1) {
      siblings.sort(siblingOrder(columns, siblings, order));
    }
  });
}

/** Names that are equal stand as they came. */
function siblingOrder(
  { names, nameEnds }: NameColumns,
  siblings: Uint32Array,
  order: AsciiOrder,
): (a: number, b: number) => number {
  const startOf = (row: number) => nameEnds[row - 1] ?? 0;
  const endOf = (row: number) => nameEnds[row] ?? 0;
  if (siblings.every((row) => order.isPlain(startOf(row), endOf(row)))) {
    return (a, b) => order.compare(startOf(a), endOf(a), startOf(b), endOf(b)) || a - b;
  }
  const texts = new Map<number, string>();
  for (const row of siblings) {
    texts.set(row, DECODER.decode(names.subarray(startOf(row), endOf(row))));
  }
  return (a, b) => BY_NAME.compare(texts.get(a) ?? "", texts.get(b) ?? "") || a - b;
}
