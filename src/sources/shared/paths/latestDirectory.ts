const SLASH = 0x2f;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const SPACE = 0x20;
const LAST = 0x7e;
/** Bytes that are compared at once. */
const WORD = 4;
const FIRST_BYTES = 1024;

/** The directory of the latest file: files come directory by directory. It starts as the root. */
export class LatestDirectory {
  row = 0;
  /** Of its path, with the slash at its end. */
  length = 0;
  /** False for the root, where names in it are empty, and where a JSON text would have other bytes. */
  isPlain = false;
  #path: DataView = new DataView(new ArrayBuffer(FIRST_BYTES));
  /** Bytes that paths are in. */
  #bytes: Uint8Array = new Uint8Array();
  #view: DataView = new DataView(this.#bytes.buffer);

  note(row: number, bytes: Uint8Array, start: number, end: number): void {
    if (end - start > this.#path.byteLength) {
      this.#path = new DataView(new ArrayBuffer(2 * (end - start)));
    }
    new Uint8Array(this.#path.buffer).set(bytes.subarray(start, end));
    this.row = row;
    this.length = end - start;
    this.isPlain = end > start && !hasEmptyName(bytes, start, end - 1) && isPlainJson(bytes, start, end);
  }

  /** True where a path begins with it. There must be as many bytes. */
  isAt(bytes: Uint8Array, start: number): boolean {
    const [view, path] = [this.#viewOf(bytes), this.#path];
    let at = this.length;
    // Paths that differ do so near their ends.
    for (; at >= WORD; at -= WORD) {
      if (view.getUint32(start + at - WORD) !== path.getUint32(at - WORD)) {
        return false;
      }
    }
    for (; at > 0; at--) {
      if (bytes[start + at - 1] !== path.getUint8(at - 1)) {
        return false;
      }
    }
    return true;
  }

  #viewOf(bytes: Uint8Array): DataView {
    if (bytes !== this.#bytes) {
      this.#bytes = bytes;
      this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    }
    return this.#view;
  }
}

export function hasEmptyName(bytes: Uint8Array, start: number, end: number): boolean {
  let isAfterSlash = true;
  for (let at = start; at < end; at++) {
    const isSlash = bytes[at] === SLASH;
    if (isSlash && isAfterSlash) {
      return true;
    }
    isAfterSlash = isSlash;
  }
  return isAfterSlash;
}

function isPlainJson(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const byte = bytes[at] ?? 0;
    if (byte < SPACE || byte > LAST || byte === QUOTE || byte === BACKSLASH) {
      return false;
    }
  }
  return true;
}
