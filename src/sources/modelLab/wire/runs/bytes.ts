/** Bytes that are compared at once. */
const WORD = 4;

/** The bytes of an ASCII text, to be compared with others. */
export function written(text: string): DataView {
  const { buffer, byteOffset, byteLength } = Buffer.from(text);
  return new DataView(buffer, byteOffset, byteLength);
}

/** True where a text has these bytes at a place. */
export function isWritten(text: DataView, start: number, bytes: DataView): boolean {
  const length = bytes.byteLength;
  if (start + length > text.byteLength) {
    return false;
  }
  let at = 0;
  for (; at + WORD <= length; at += WORD) {
    if (text.getUint32(start + at) !== bytes.getUint32(at)) {
      return false;
    }
  }
  for (; at < length; at++) {
    if (text.getUint8(start + at) !== bytes.getUint8(at)) {
      return false;
    }
  }
  return true;
}
