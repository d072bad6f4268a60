const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const LEFT_BRACKET = 0x5b;
const LEFT_BRACE = 0x7b;

/** Counts brackets outside of strings. */
export function isDeeperThan(bytes: Buffer, limit: number): boolean {
  return hasMoreBrackets(bytes, limit) && bracketDepth(bytes, limit) > limit;
}

/** Counts opening brackets by native searches: an ordinary answer has few, and needs no look at each byte. */
function hasMoreBrackets(bytes: Buffer, limit: number): boolean {
  let count = 0;
  for (const bracket of [LEFT_BRACKET, LEFT_BRACE]) {
    for (let at = bytes.indexOf(bracket); at >= 0 && count <= limit; at = bytes.indexOf(bracket, at + 1)) {
      count += 1;
    }
  }
  return count > limit;
}

/** How deep brackets nest outside strings, counted no further than one beyond the limit. */
function bracketDepth(bytes: Buffer, limit: number): number {
  let depth = 0;
  let deepest = 0;
  for (let at = 0; at < bytes.length && deepest <= limit; at++) {
    const byte = bytes[at];
    if (byte === QUOTE) {
      at = stringEnd(bytes, at);
    } else if (byte === LEFT_BRACKET || byte === LEFT_BRACE) {
      depth += 1;
      deepest = Math.max(deepest, depth);
    } else if (byte === 0x5d || byte === 0x7d) {
      depth -= 1;
    }
  }
  return deepest;
}

/** The place of the quote that ends the string which starts at `start`, or the end of the bytes. */
function stringEnd(bytes: Buffer, start: number): number {
  let at = start + 1;
  while (at < bytes.length && bytes[at] !== QUOTE) {
    at += bytes[at] === BACKSLASH ? 2 : 1;
  }
  return at;
}
