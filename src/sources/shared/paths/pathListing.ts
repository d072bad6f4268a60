import type { Unread } from "../../contract/listPage";
import type { NamedFile } from "../../contract/sourceFiles";
import { defined } from "../../../text/defined";
import { bytesOfName, decodeName } from "./nameBytes";
import { PathBuilder } from "./pathBuilder";
import type { PathColumns, PathFile } from "./pathColumns";
import { slotOf } from "./pathColumns";

/** A directory or file of a flat listing: a file has `file`. */
export interface PathNode {
  /** One name, or several joined by slashes where directories hold nothing but the next one. */
  readonly name: string;
  /** From the root, without a slash at its end. */
  readonly path: string;
  readonly file?: PathFile;
}

/** Rows that are made when they are wanted. */
export interface RowList<T> {
  readonly length: number;
  slice(start: number, end: number): readonly T[];
}

/** A flat listing of paths as directories. */
export class PathListing {
  readonly #columns: PathColumns;

  constructor(columns: PathColumns) {
    this.#columns = columns;
  }

  static of(files: Iterable<PathFile>): PathListing {
    const builder = new PathBuilder();
    for (const { path, createdAt, size } of files) {
      builder.add(path, createdAt, size);
    }
    return new PathListing(builder.finish());
  }

  /** Files that are left out, as they could not be read. */
  get unread(): Unread | undefined {
    return this.#columns.unread;
  }

  /** Of all that it holds, beside some objects. */
  get byteLength(): number {
    return Object.values(this.#columns).reduce<number>(
      (sum, column: unknown) => sum + (ArrayBuffer.isView(column) ? column.byteLength : 0),
      0,
    );
  }

  /**
   * Lists a directory, with chains of single directories folded into one row: directories first, then by name.
   * None for what is no directory.
   */
  rowsOf(path: string): RowList<PathNode> {
    const row = this.#find(path === "" ? [] : path.split("/"));
    const [directories, files] = row === undefined ? [[], []] : this.#group(row);
    const nodeAt = (index: number) => {
      const isDirectory = index < directories.length;
      const child = (isDirectory ? directories[index] : files[index - directories.length]) ?? 0;
      return this.#node(path, child, isDirectory);
    };
    const length = directories.length + files.length;
    return {
      length,
      slice: (start, end) =>
        Array.from({ length: Math.max(0, Math.min(end, length) - start) }, (_, index) => nodeAt(start + index)),
    };
  }

  /** Lists a directory name by name; undefined when there is none of this name. */
  below(names: readonly string[]): readonly NamedFile[] | undefined {
    const row = this.#find(names);
    if (row === undefined || (row !== 0 && this.#countBelow(row) === 0)) {
      return undefined;
    }
    return Array.from(this.#childrenOf(row), (child) => this.#named(child)).flat();
  }

  #find(names: readonly string[]): number | undefined {
    const { slots } = this.#columns;
    let row = 0;
    for (const name of names) {
      const bytes = bytesOfName(name);
      row = slots[slotOf(this.#columns, row, { bytes, start: 0, end: bytes.length })] ?? 0;
      if (row === 0) {
        return undefined;
      }
    }
    return row;
  }

  #childrenOf(row: number): Uint32Array {
    const { children, childStarts } = this.#columns;
    return children.subarray(childStarts[row] ?? 0, childStarts[row + 1] ?? children.length);
  }

  #countBelow(row: number): number {
    const { children, childStarts } = this.#columns;
    return (childStarts[row + 1] ?? children.length) - (childStarts[row] ?? 0);
  }

  /** The children that begin a row of a directory, and those that begin a file's; some begin both. */
  #group(row: number): readonly [number[], number[]] {
    const [directories, files]: [number[], number[]] = [[], []];
    for (const child of this.#childrenOf(row)) {
      const last = this.#lastOf(child);
      if (this.#countBelow(last) > 0) {
        directories.push(child);
      }
      if (this.#columns.isFile[last] === 1) {
        files.push(child);
      }
    }
    return [directories, files];
  }

  /** The end of a chain of directories that hold nothing but the next one. */
  #lastOf(row: number): number {
    let last = row;
    for (let only = this.#onlyDirectory(last); only !== undefined; only = this.#onlyDirectory(last)) {
      last = only;
    }
    return last;
  }

  #onlyDirectory(row: number): number | undefined {
    const { children, childStarts, isFile } = this.#columns;
    if (isFile[row] === 1 || this.#countBelow(row) !== 1) {
      return undefined;
    }
    const first = children[childStarts[row] ?? 0] ?? 0;
    return this.#countBelow(first) > 0 ? first : undefined;
  }

  #node(above: string, child: number, isDirectory: boolean): PathNode {
    const last = this.#lastOf(child);
    let name = this.#nameOf(last);
    for (let row = last; row !== child;) {
      row = this.#columns.parents[row] ?? 0;
      name = `${this.#nameOf(row)}/${name}`;
    }
    const path = above === "" ? name : `${above}/${name}`;
    return isDirectory ? { name, path } : { name, path, file: this.#file(last, path) };
  }

  #file(row: number, path: string): PathFile {
    const { oddPaths, times } = this.#columns;
    return { path: oddPaths.get(row) ?? path, createdAt: times[row] ?? NaN, ...defined({ size: this.#sizeOf(row) }) };
  }

  /** Without a time: the listing tells when a file was made, and not when it was changed. */
  #named(row: number): NamedFile[] {
    const name = this.#nameOf(row);
    return [
      ...(this.#countBelow(row) > 0 ? [{ name, isDirectory: true }] : []),
      ...(this.#columns.isFile[row] === 1
        ? [{ name, isDirectory: false, ...defined({ size: this.#sizeOf(row) }) }]
        : []),
    ];
  }

  #sizeOf(row: number): number | undefined {
    const size = this.#columns.sizes[row] ?? NaN;
    return Number.isNaN(size) ? undefined : size;
  }

  #nameOf(row: number): string {
    const { names, nameEnds } = this.#columns;
    return decodeName(names.subarray(nameEnds[row - 1] ?? 0, nameEnds[row] ?? 0));
  }
}
