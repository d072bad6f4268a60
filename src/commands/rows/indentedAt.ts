/**
 * Lines of code as they go behind `before`, the text of the cursor's line up to the cursor: each indented as that line is, and
 * on a line of their own where something stands before the cursor.
 */
export function indentedAt(before: string, code: string): string {
  const indent = /^[ \t]*/.exec(before)?.[0] ?? "";
  const lines = code.replace(/\n$/, "").split("\n");
  const [first = "", ...rest] = lines.map((line) => (line === "" ? "" : indent + line));
  const start = before === indent ? first.slice(indent.length) : `\n${first}`;
  return [start, ...rest, ""].join("\n");
}
