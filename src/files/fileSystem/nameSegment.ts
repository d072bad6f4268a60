/**
 * Finds text that would part or fold segments of a path, or be taken for an escape of ours or of a URI, and half
 * characters, which no URI can hold.
 */
const UNSAFE =
  /[/\\]|%(?=[\dA-F]{2})|~(?=25|2F|5C|2E|7E|uD[89A-F][\dA-F]{2})|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/gi;
/** Ours, and those that begin with a percent sign, as an earlier version wrote them. */
const ESCAPE = /~u(D[89A-F][\dA-F]{2})|[~%](25|2F|5C|2E|7E)/gi;

/**
 * A name as one segment of a path, for addresses and for listings alike. Most names stay as they are. The mark of an escape
 * is one that no URI escapes: VS Code keeps a workspace folder's address decoded, and what stands behind a percent sign
 * there comes back as another path.
 */
export function encodeName(name: string): string {
  const escaped = name.replaceAll(UNSAFE, escape);
  return /^\.{1,2}$/.test(escaped) ? escaped.replaceAll(".", "~2E") : escaped;
}

export function decodeName(segment: string): string {
  return segment.replaceAll(ESCAPE, (_, half: string | undefined, code: string | undefined) =>
    String.fromCharCode(Number.parseInt(half ?? code ?? "", 16)),
  );
}

function escape(mark: string): string {
  const code = mark.charCodeAt(0).toString(16).toUpperCase();
  return code.length > 2 ? `~u${code}` : `~${code}`;
}
