import type { ApiError } from "../../http/apiError";
import { isKeyProblem } from "../../http/apiError";
import type { ArtifactSource, Section } from "../../sources/contract/source";
import type { Unread } from "../../sources/contract/listPage";
import { unreadText } from "../../sources/shared/unread";
import type { ClearFilterRow, EntryRow, FailureRow, MoreRow, NoteRow, Row } from "./row";
import type { PickedRows } from "./pickedRows";
import { defined } from "../../text/defined";

/** The state of a listing that the rows without an entry show. */
export interface ListingFacts {
  readonly source: ArtifactSource;
  readonly parent: EntryRow | undefined;
  readonly section: Section;
  readonly failure: ApiError | undefined;
  /** The rows are to be requested again. */
  readonly isStale: boolean;
  readonly shown: number;
  readonly total?: number;
  readonly looked?: number;
  /** Listed items that could not be read. */
  readonly unread?: Unread;
}

function failureRow(facts: ListingFacts, hasRows: boolean): FailureRow | undefined {
  const { failure: error, section, isStale } = facts;
  if (error === undefined) {
    return undefined;
  }
  const { id: sectionId, noun, isSearch = false } = section;
  const remedy = isKeyProblem(error) ? "keys" : isSearch && error.kind === "badRequest" ? "search" : "retry";
  return { kind: "failure", ...placeOf(facts, "failure"), sectionId, noun, error, isStale: hasRows && isStale, remedy };
}

function moreRow(facts: ListingFacts): MoreRow {
  const { shown, total, looked, section } = facts;
  const counts = { shown, ...defined({ total, looked }) };
  return { kind: "more", ...placeOf(facts, "more"), sectionId: section.id, ...counts };
}

/** An empty listing says so, and offers the way out when a filter made it so. */
function emptyRows(facts: ListingFacts): readonly (NoteRow | ClearFilterRow)[] {
  const { emptyText: text, isFiltered } = facts.section;
  if (text === undefined) {
    return [];
  }
  const note = noteRow(facts, "empty", text);
  return isFiltered === true ? [note, { kind: "clearFilter", ...placeOf(facts, "clear") }] : [note];
}

function noteRow(facts: ListingFacts, name: string, text: string): NoteRow {
  return { kind: "note", ...placeOf(facts, name), text };
}

function placeOf({ source, parent, section }: ListingFacts, name: string) {
  return { id: `${parent?.id ?? ""}//${section.id}/${name}`, source, parent };
}

interface ListingContent extends ListingFacts {
  /** The rows of its pages. */
  readonly rows: readonly EntryRow[];
  readonly picked: PickedRows;
  readonly hasMore: boolean;
  readonly mayHaveMore: boolean;
  readonly isLoaded: boolean;
}

/** The rows of a listing as they are drawn. */
export function shownRows(content: ListingContent): readonly Row[] {
  const { rows, hasMore, isLoaded } = content;
  const { pages, picked } = ordered(content);
  const apart = picked.length === 0 ? [] : [noteRow(content, "picked", "Found by Go To"), ...picked];
  const left = unreadRows(content);
  const failure = failureRow(content, rows.length + content.picked.rows.length > 0);
  if (failure !== undefined) {
    // Above rows that may be out of date, as they are many; below those that are only incomplete.
    return failure.isStale ? [failure, ...pages, ...left, ...apart] : [...pages, ...left, failure, ...apart];
  }
  const isEmpty = rows.length === 0 && !hasMore && isLoaded && left.length === 0;
  return [...pages, ...left, ...endRows(content), ...(isEmpty ? emptyRows(content) : []), ...apart];
}

/** Counts what is left out of the rows before it. */
function unreadRows(content: ListingContent): readonly Row[] {
  const { unread, section } = content;
  return unread === undefined ? [] : [noteRow(content, "unread", unreadText(unread, section.noun))];
}

/** The last row of a listing that goes on, or may. */
function endRows(content: ListingContent): readonly Row[] {
  if (content.hasMore) {
    return [moreRow(content)];
  }
  return content.mayHaveMore ? [noteRow(content, "doubt", "The service may have more")] : [];
}

/** Starred and pinned rows go first. Behind a filter, rows that Go To found stand apart: they need not match. */
function ordered({ section, rows, picked: found }: ListingContent): {
  readonly pages: readonly EntryRow[];
  readonly picked: readonly EntryRow[];
} {
  const isOnTop = ({ entry }: EntryRow) => section.isOnTop?.(entry) === true;
  const picks = section.isFiltered === true ? [] : found.rows.filter(isOnTop);
  const [top, others]: [EntryRow[], EntryRow[]] = [[], []];
  for (const row of rows) {
    (isOnTop(row) ? top : others).push(row);
  }
  const picked = found.rows.filter((row) => !picks.includes(row) && !found.isOnlyOnTop(row));
  return { pages: [...top, ...picks, ...others], picked };
}
