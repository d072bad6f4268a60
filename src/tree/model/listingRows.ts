import type { ApiError } from "../../http/apiError";
import { isKeyProblem } from "../../http/apiError";
import type { ArtifactSource, Section } from "../../sources/contract/source";
import { unreadText } from "../../sources/shared/unread";
import { type ClearFilterRow, type EntryRow, type FailureRow, lastingTokens } from "./row";
import type { MoreRow, NoteRow, Row } from "./row";
import type { ListedRows } from "./listedRows";
import type { LastPage } from "./listingPages";
import type { PickedRows } from "./pickedRows";
import { defined } from "../../text/defined";

/** All that the rows of a listing show. */
export interface ListingContent {
  readonly source: ArtifactSource;
  readonly parent: EntryRow | undefined;
  readonly section: Section;
  readonly rows: ListedRows;
  readonly picked: PickedRows;
  readonly failure: ApiError | undefined;
  /** The rows are to be requested again. */
  readonly isStale: boolean;
  /** Undefined while none is loaded. */
  readonly page: LastPage | undefined;
}

function failureRow(facts: ListingContent, hasRows: boolean): FailureRow | undefined {
  const { failure: error, section, isStale } = facts;
  if (error === undefined) {
    return undefined;
  }
  const { id: sectionId, noun, isSearch = false } = section;
  const remedy = isKeyProblem(error) ? "keys" : isSearch && error.kind === "badRequest" ? "search" : "retry";
  return { kind: "failure", ...placeOf(facts, "failure"), sectionId, noun, error, isStale: hasRows && isStale, remedy };
}

function moreRow(facts: ListingContent): MoreRow {
  const { rows, page, section } = facts;
  const counts = { shown: rows.size, ...defined({ total: page?.total, looked: page?.looked }) };
  return { kind: "more", ...placeOf(facts, "more"), sectionId: section.id, ...counts };
}

/** An empty listing says so, and offers the way out when a filter made it so. */
function emptyRows(facts: ListingContent): readonly (NoteRow | ClearFilterRow)[] {
  const { emptyText: text, isFiltered } = facts.section;
  if (text === undefined) {
    return [];
  }
  const note = noteRow(facts, "empty", text);
  return isFiltered === true ? [note, { kind: "clearFilter", ...placeOf(facts, "clear") }] : [note];
}

function noteRow(facts: ListingContent, name: string, text: string): NoteRow {
  return { kind: "note", ...placeOf(facts, name), text };
}

function placeOf({ source, parent, section }: ListingContent, name: string) {
  return { id: `${parent?.id ?? ""}//${section.id}/${name}`, source, parent };
}

/** The rows of a listing as they are drawn. */
export function shownRows(content: ListingContent): readonly Row[] {
  const { pages, picked } = ordered(content);
  const { above, below, apart } = rowsAround(content, picked);
  // Of ten thousand rows, this takes a tenth of the time that spreading them takes.
  return above.concat(pages, below, apart);
}

/** The tokens that some row of a listing has, but for those that its filter gives. Costs the same however many rows there are. */
export function shownTokens(content: ListingContent): ReadonlySet<string> {
  const found = content.picked.rows;
  const { above, below } = rowsAround(content, found);
  const tokens = new Set(content.rows.ordered(content.section).tokens);
  [...above, ...below].forEach(({ kind }) => tokens.add(kind));
  found.flatMap(lastingTokens).forEach((token) => tokens.add(token));
  return tokens;
}

/** The rows around those of the pages; `apart` are those that Go To found. */
function rowsAround(
  content: ListingContent,
  picked: readonly EntryRow[],
): Readonly<Record<"above" | "below" | "apart", readonly Row[]>> {
  const { rows, page } = content;
  const apart = picked.length === 0 ? [] : [noteRow(content, "picked", "Found by Go To"), ...picked];
  const left = unreadRows(content);
  const failure = failureRow(content, rows.size + content.picked.rows.length > 0);
  if (failure !== undefined) {
    // Above rows that may be out of date, as they are many; below those that are only incomplete.
    return failure.isStale ? { above: [failure], below: left, apart } : { above: [], below: [...left, failure], apart };
  }
  const isEmpty = rows.size === 0 && page !== undefined && page.next === undefined && left.length === 0;
  return { above: [], below: [...left, ...endRows(content), ...(isEmpty ? emptyRows(content) : [])], apart };
}

/** Counts what is left out of the rows before it. */
function unreadRows(content: ListingContent): readonly Row[] {
  const { unread } = content.page ?? {};
  return unread === undefined ? [] : [noteRow(content, "unread", unreadText(unread, content.section.noun))];
}

/** The last row of a listing that goes on, or may. */
function endRows(content: ListingContent): readonly Row[] {
  if (content.page?.next !== undefined) {
    return [moreRow(content)];
  }
  return content.page?.mayHaveMore === true ? [noteRow(content, "doubt", "The service may have more")] : [];
}

/** Starred and pinned rows go first. Behind a filter, rows that Go To found stand apart: they need not match. */
function ordered({ section, rows, picked: found }: ListingContent): {
  readonly pages: readonly EntryRow[];
  readonly picked: readonly EntryRow[];
} {
  const isOnTop = ({ entry }: EntryRow) => section.isOnTop?.(entry) === true;
  const picks = section.isFiltered === true ? [] : found.rows.filter(isOnTop);
  const { top, others } = rows.ordered(section);
  const picked = found.rows.filter((row) => !picks.includes(row) && !found.isOnlyOnTop(row));
  return { pages: top.concat(picks, others), picked };
}
