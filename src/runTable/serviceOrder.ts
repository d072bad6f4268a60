import type { Entry } from "../sources/contract/entry";
import type { SourceRunTables } from "../sources/contract/runTables";
import { parseColumnId } from "./columnIds";
import type { SortKey } from "./sortRows";

/** The order that the service is asked for; undefined where it can't sort so, as by several columns. */
export function serviceOrder(
  tables: SourceRunTables,
  entry: Entry,
  [first, ...others]: readonly SortKey[],
): string | undefined {
  const column = first === undefined ? undefined : parseColumnId(first.column);
  return first === undefined || column === undefined || others.length > 0
    ? undefined
    : tables.orderBy(entry, column, first.isDescending);
}
