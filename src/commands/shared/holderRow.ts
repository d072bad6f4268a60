import { type EntryRow, entryRow } from "../../tree/model/row";

/** The row that holds the runs of one with the ability `runs`: itself, or one right below it, which need not be loaded. */
export function holderRow(row: EntryRow): EntryRow {
  const { source } = row;
  const entry = source.runTables?.holderOf(row.entry) ?? row.entry;
  return entry.id === row.entry.id ? row : entryRow(entry, source, row);
}
