/**
 * A text as a cell of RFC 4180. Spreadsheets run what starts like a formula: such a text gets an apostrophe before it. Numbers stay
 * numbers.
 */
export function csvCell(text: string): string {
  const isNumber = text.trim() === text && text !== "" && Number.isFinite(Number(text));
  const safe = /^[\s\0]*[=+\-@\t\r|%]/.test(text) && !isNumber ? `'${text}` : text;
  return /[",\r\n]/.test(safe) || safe.trim() !== safe ? `"${safe.replaceAll('"', '""')}"` : safe;
}
