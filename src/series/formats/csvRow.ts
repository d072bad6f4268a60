const DELIMITERS = [",", ";", "\t", "|"] as const;

export type Delimiter = (typeof DELIMITERS)[number];

/** The delimiter that makes most cells of a header. */
export function delimiterOf(header: string): Delimiter {
  const counts = DELIMITERS.map((delimiter) => splitRow(header, delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ",";
}

/** The cells of a row of RFC 4180, trimmed. A quote within a cell that did not begin with one is a character like others. */
export function splitRow(row: string, delimiter: Delimiter): readonly string[] {
  if (!row.includes('"')) {
    return row.split(delimiter).map((cell) => cell.trim());
  }
  const cells: string[] = [];
  for (let at = 0; at <= row.length;) {
    const [cell, end] = row.charAt(at) === '"' ? quotedCell(row, at, delimiter) : plainCell(row, at, delimiter);
    cells.push(cell.trim());
    at = end + 1;
  }
  return cells;
}

/** True when a row ends within quotes: it goes on in the next line. */
export function isOpenRow(row: string): boolean {
  let quotes = 0;
  for (let at = row.indexOf('"'); at >= 0; at = row.indexOf('"', at + 1)) {
    quotes += 1;
  }
  return quotes % 2 === 1;
}

function plainCell(row: string, start: number, delimiter: Delimiter): readonly [cell: string, end: number] {
  const end = row.indexOf(delimiter, start);
  return end < 0 ? [row.slice(start), row.length] : [row.slice(start, end), end];
}

function quotedCell(row: string, start: number, delimiter: Delimiter): readonly [cell: string, end: number] {
  let cell = "";
  for (let at = start + 1; ;) {
    const quote = row.indexOf('"', at);
    if (quote < 0) {
      return [cell + row.slice(at), row.length];
    }
    cell += row.slice(at, quote);
    if (row.charAt(quote + 1) !== '"') {
      const [rest, end] = plainCell(row, quote + 1, delimiter);
      return [cell + rest, end];
    }
    cell += '"';
    at = quote + 2;
  }
}
