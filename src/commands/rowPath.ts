import type { EntryRow, Row } from "../tree/row";

/** The rows from the view's top down to one, itself the last. */
export function rowPath<R extends Row>(row: R): readonly (EntryRow | R)[] {
  return [...(row.parent === undefined ? [] : rowPath(row.parent)), row];
}
