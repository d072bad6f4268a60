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

/** A text as a cell of RFC 4180; no file and no clipboard holds half a character. A spreadsheet runs none as a formula. */
export function csvCell(text: string): string {
  const safe = withoutFormula(text);
  return /[",\r\n]/.test(safe) || safe.trim() !== safe ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A text as a cell of tab-separated lines, which a spreadsheet pastes: it takes what begins with a quote for a quoted cell. */
export function tabbedCell(text: string): string {
  const safe = withoutFormula(text.replaceAll(/[\t\r\n]+/g, " "));
  return safe.startsWith('"') ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Spreadsheets run what starts like a formula: such a text gets an apostrophe before it. Numbers stay numbers. */
function withoutFormula(text: string): string {
  const whole = visibleHalves(text);
  const isNumber = text.trim() === text && text !== "" && Number.isFinite(Number(text));
  return /^[\s\0]*[=+\-@\t\r|%]/.test(text) && !isNumber ? `'${whole}` : whole;
}
