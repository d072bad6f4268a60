import type { EntryRow } from "./row";

/**
 * What a row stands for: equal for all rows that show one thing, as a child run may stand below its parent and in a flat list.
 * A row that nothing names stands for itself.
 */
export function subjectOf({ source, entry }: Pick<EntryRow, "source" | "entry">): string {
  const address = entry.abilities.includes("link") ? (source.addressOf?.(entry) ?? "") : "";
  return address === "" ? entry.id : `link:${address}`;
}

/** The first row of each thing. */
export function onePerSubject(rows: readonly EntryRow[]): readonly EntryRow[] {
  const firsts = new Map<string, EntryRow>();
  for (const row of rows) {
    const subject = subjectOf(row);
    firsts.set(subject, firsts.get(subject) ?? row);
  }
  return [...firsts.values()];
}
