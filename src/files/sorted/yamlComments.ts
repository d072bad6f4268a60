import { isMap, isNode, isScalar, type Document, type Pair, type YAMLMap } from "yaml";

/**
 * A comment at the file's head that a blank line sets apart is the file's; the library gives it to the first key where another
 * comment follows.
 */
export function partHeadComment(document: Document): void {
  const first = isMap(document.contents) ? document.contents.items[0]?.key : undefined;
  if (!isScalar(first) || typeof first.commentBefore !== "string") {
    return;
  }
  const end = first.commentBefore.lastIndexOf("\n\n");
  if (end >= 0) {
    const head = first.commentBefore.slice(0, end);
    document.commentBefore = document.commentBefore ? `${document.commentBefore}\n\n${head}` : head;
    first.commentBefore = first.commentBefore.slice(end + 2);
  }
}

/**
 * A comment above a key is that key's. The library gives it to the value before where that is empty or a list. Empty lines part
 * groups of keys, which sorting mixes: they go.
 */
export function giveCommentsToKeys(map: YAMLMap, text: string): void {
  for (const [index, pair] of map.items.entries()) {
    const moved = takeCommentBelow(pair, text);
    const next = map.items[index + 1]?.key;
    if (moved !== undefined && isScalar(next)) {
      next.commentBefore = joined(moved, next.commentBefore);
    } else if (moved !== undefined) {
      map.comment = joined(moved, map.comment);
    }
  }
  for (const { key } of map.items) {
    removeEmptyLines(key);
  }
}

function removeEmptyLines(key: unknown): void {
  if (isScalar(key)) {
    key.spaceBefore = false;
    key.commentBefore = key.commentBefore?.replace(/\n{2,}/g, "\n") ?? null;
  }
}

/** Comments behind a value, on lines of their own and no deeper than its key. */
function takeCommentBelow({ key, value }: Pair, text: string): string | undefined {
  if (!isScalar(key) || !isNode(value) || !key.range || !value.range || !value.comment) {
    return undefined;
  }
  const column = key.range[0] - (text.lastIndexOf("\n", key.range[0] - 1) + 1);
  const lines = text.slice(value.range[1], value.range[2]).split("\n");
  const isBelow = (line: string, index: number): boolean =>
    (index > 0 || text[value.range?.[1] ? value.range[1] - 1 : 0] === "\n") && line.search(/\S|$/) <= column;
  const last = lines.findLastIndex((line, index) => line.trim() !== "" && !isBelow(line, index));
  const moved = commentOf(lines.slice(last + 1));
  if (moved !== undefined) {
    value.comment = commentOf(lines.slice(0, last + 1)) ?? null;
  }
  return moved;
}

function commentOf(lines: readonly string[]): string | undefined {
  const comments = lines.map((line) => line.trim()).filter((line) => line.startsWith("#"));
  return comments.length === 0 ? undefined : comments.map((line) => line.slice(1)).join("\n");
}

function joined(first: string, second: string | null | undefined): string {
  return second ? `${first}\n${second}` : first;
}
