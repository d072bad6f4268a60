import { emptyRows, failureRow, moreRow, noteRow } from "./extraRows";
import type { ListingFacts } from "./extraRows";
import type { PickedRows } from "./pickedRows";
import type { EntryRow, Row } from "./row";

/** What a listing has, from which its rows are drawn. */
export interface ListingContent extends ListingFacts {
  /** Those of its pages. */
  readonly rows: readonly EntryRow[];
  readonly picked: PickedRows;
  readonly hasMore: boolean;
  readonly isLoaded: boolean;
}

/** The rows of a listing as they are drawn. */
export function shownRows(content: ListingContent): readonly Row[] {
  const { rows, hasMore, isLoaded } = content;
  const { pages, picked } = ordered(content);
  const apart = picked.length === 0 ? [] : [noteRow(content, "picked", "Found by Go To"), ...picked];
  const failure = failureRow(content, rows.length + content.picked.rows.length > 0);
  if (failure !== undefined) {
    // Above rows that may be out of date, as they are many; below those that are only incomplete.
    return failure.isStale ? [failure, ...pages, ...apart] : [...pages, failure, ...apart];
  }
  const isEmpty = rows.length === 0 && !hasMore && isLoaded;
  return [...pages, ...(hasMore ? [moreRow(content)] : []), ...(isEmpty ? emptyRows(content) : []), ...apart];
}

/** What is starred or pinned goes first. Behind a filter, what Go To found stands apart: it need not match. */
function ordered({ section, rows, picked: found }: ListingContent): {
  readonly pages: readonly EntryRow[];
  readonly picked: readonly EntryRow[];
} {
  const isOnTop = ({ entry }: EntryRow) => section.isOnTop?.(entry) === true;
  const picks = section.isFiltered === true ? [] : found.rows.filter(isOnTop);
  const [top, others] = [rows.filter(isOnTop), rows.filter((row) => !isOnTop(row))];
  const picked = found.rows.filter((row) => !picks.includes(row) && !found.isOnlyOnTop(row));
  return { pages: [...top, ...picks, ...others], picked };
}
