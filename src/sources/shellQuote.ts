/** Single quotes keep every character for a POSIX shell, except the single quote itself. */
export function shellQuote(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
