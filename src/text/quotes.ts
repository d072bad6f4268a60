/**
 * Characters that an editor hides or shows as something else: controls, directions, lone surrogates, line separators.
 */
const HIDDEN = /[\p{C}\u2028\u2029]/gu;

/** A Python string literal whose value is the text, whatever is in it. JSON's escapes mean the same in Python. */
export function pythonQuote(text: string): string {
  return JSON.stringify(text).replaceAll(HIDDEN, (mark) => {
    const code = (mark.codePointAt(0) ?? 0).toString(16);
    return code.length > 4 ? `\\U${code.padStart(8, "0")}` : `\\u${code.padStart(4, "0")}`;
  });
}
