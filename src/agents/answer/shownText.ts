import { withoutSecrets } from "./withoutSecrets";

/** Control characters, and those that turn a text around, part lines or can't be seen: an agent would follow what a person does not see. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}]/gu;
const NAMED: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

const LONGEST_CELL = 200;
/** A secret may go on behind the place where a text is cut. */
const LONGEST_SECRET = 4_096;

/** Text from outside on one line, with what is hidden in it written out: `\n`, `\u{202e}`. */
function shownLine(text: string): string {
  return text.replace(HIDDEN, written);
}

/** A line of a file: its tabs stay. What is left off is counted. */
export function shownFileLine(text: string, longest = Infinity): string {
  const { start, rest } = cut(text, longest);
  return start.replace(HIDDEN, (mark) => (mark === "\t" ? mark : written(mark))) + rest;
}

/** Text from outside as a cell of a table. What is left off is counted. */
export function cell(text: string, longest = LONGEST_CELL): string {
  const { start, rest } = cut(text, longest);
  return shownLine(start).replaceAll("|", "\\|") + rest;
}

/** Secrets are hidden before anything else, as half of one would not be known. */
function cut(text: string, longest: number): { readonly start: string; readonly rest: string } {
  const looked = withoutSecrets(text.slice(0, longest + LONGEST_SECRET));
  const isWhole = looked.length <= longest && text.length <= longest + LONGEST_SECRET;
  return isWhole
    ? { start: looked, rest: "" }
    : { start: looked.slice(0, longest).toWellFormed(), rest: `…(+${Math.max(1, text.length - longest)})` };
}

/** A text in our own sentences: quoted, so that it is seen where it ends. */
export function quoted(text: string, longest = LONGEST_CELL): string {
  return JSON.stringify(cell(text, longest));
}

function written(mark: string): string {
  return NAMED[mark] ?? `\\u{${(mark.codePointAt(0) ?? 0).toString(16)}}`;
}
