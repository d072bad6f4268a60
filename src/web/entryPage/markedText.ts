/** A part of a text with the marks of Markdown that descriptions use most. */
interface MarkedPart {
  readonly look: "plain" | "strong" | "emphasis" | "code";
  readonly text: string;
}

const MARKS = /\*\*(?=\S)([^*\n]+?)(?<=\S)\*\*|(?<![*\w])\*(?=\S)([^*\n]+?)(?<=\S)\*(?![*\w])|`([^`\n]+)`/g;

/** Parts a text where it marks words as strong, emphasized or code; all else, links and HTML included, stays as it was written. */
export function markedParts(text: string): readonly MarkedPart[] {
  const parts: MarkedPart[] = [];
  let end = 0;
  for (const { 0: whole, 1: strong, 2: emphasis, 3: code, index } of text.matchAll(MARKS)) {
    parts.push({ look: "plain", text: text.slice(end, index) });
    const look = strong !== undefined ? "strong" : emphasis !== undefined ? "emphasis" : "code";
    parts.push({ look, text: strong ?? emphasis ?? code ?? "" });
    end = index + whole.length;
  }
  return [...parts, { look: "plain" as const, text: text.slice(end) }].filter((part) => part.text !== "");
}
