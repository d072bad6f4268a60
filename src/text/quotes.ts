import { visibleHalves } from "./plainText";

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

/**
 * A text as a cell of RFC 4180; no file and no clipboard holds half a character. Spreadsheets run what starts like a formula: such a text gets an apostrophe before it. Numbers stay
 * numbers.
 */
export function csvCell(text: string): string {
  const whole = visibleHalves(text);
  const isNumber = text.trim() === text && text !== "" && Number.isFinite(Number(text));
  const safe = /^[\s\0]*[=+\-@\t\r|%]/.test(text) && !isNumber ? `'${whole}` : whole;
  return /[",\r\n]/.test(safe) || safe.trim() !== safe ? `"${safe.replaceAll('"', '""')}"` : safe;
}
