/** Control characters, and those that turn a text around, part lines or can't be seen: an agent would follow what a person does not see. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}]/gu;
const NAMED: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

const LONGEST_CELL = 200;

/** Text from outside on one line, with what is hidden in it written out: `\n`, `\u{202e}`. */
function shownLine(text: string): string {
  return text.replace(HIDDEN, written);
}

/** A line of a file: its tabs stay. */
export function shownFileLine(text: string): string {
  return text.replace(HIDDEN, (mark) => (mark === "\t" ? mark : written(mark)));
}

/** Text from outside as a cell of a table. What is left off is counted. */
export function cell(text: string, longest = LONGEST_CELL): string {
  if (text.length <= longest) {
    return shownLine(text).replaceAll("|", "\\|");
  }
  const start = text.slice(0, longest).toWellFormed();
  return `${shownLine(start).replaceAll("|", "\\|")}…(+${text.length - longest})`;
}

/** A text in our own sentences: quoted, so that it is seen where it ends. */
export function quoted(text: string, longest = LONGEST_CELL): string {
  return JSON.stringify(cell(text, longest));
}

function written(mark: string): string {
  return NAMED[mark] ?? `\\u{${(mark.codePointAt(0) ?? 0).toString(16)}}`;
}
