const ENCODER = new TextEncoder();
const DECODER = new TextDecoder();
/** Stands for what is no character. */
const REPLACEMENT = "\uFFFD";

/**
 * UTF-8, in which half a character keeps its code, too (WTF-8): names that differ in one stay two. Needs three bytes a
 * code unit at most. Returns where the bytes end.
 */
export function encodeName(name: string, bytes: Uint8Array): number {
  return name.isWellFormed() ? ENCODER.encodeInto(name, bytes).written : encodeHalves(name, bytes);
}

export function bytesOfName(name: string): Uint8Array {
  const bytes = new Uint8Array(3 * name.length);
  return bytes.subarray(0, encodeName(name, bytes));
}

export function decodeName(bytes: Uint8Array): string {
  const name = DECODER.decode(bytes);
  return name.includes(REPLACEMENT) ? decodeHalves(bytes) : name;
}

function encodeHalves(name: string, bytes: Uint8Array): number {
  let end = 0;
  for (const character of name) {
    const code = character.codePointAt(0) ?? 0;
    if (isHalf(code)) {
      bytes.set([0xe0 | (code >> 12), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f)], end);
      end += 3;
    } else {
      end += ENCODER.encodeInto(character, bytes.subarray(end)).written;
    }
  }
  return end;
}

/** Halves are the only three bytes that begin with these two: all else is UTF-8. */
function decodeHalves(bytes: Uint8Array): string {
  let name = "";
  let start = 0;
  for (let at = 0; at < bytes.length; at++) {
    const second = bytes[at + 1] ?? 0;
    if (bytes[at] === 0xed && second >= 0xa0) {
      const code = 0xd000 | ((second & 0x3f) << 6) | ((bytes[at + 2] ?? 0) & 0x3f);
      name += DECODER.decode(bytes.subarray(start, at)) + String.fromCharCode(code);
      start = at + 3;
    }
  }
  return name + DECODER.decode(bytes.subarray(start));
}

function isHalf(code: number): boolean {
  return code >= 0xd800 && code <= 0xdfff;
}
