import type { ApiError } from "../http/apiError";
import type { ArtifactSource, Section } from "../sources/source";
import type { ClearFilterRow, EntryRow, FailureRow, MoreRow, NoteRow } from "./row";

/** What the rows that are no entries say of a listing. */
export interface ListingFacts {
  readonly source: ArtifactSource;
  readonly parent: EntryRow | undefined;
  readonly section: Section;
  readonly failure: ApiError | undefined;
  /** Whether the rows are to be asked for anew. */
  readonly isStale: boolean;
  readonly shown: number;
  readonly total?: number;
  readonly looked?: number;
}

/** What failed, if something did. */
export function failureRow(facts: ListingFacts, hasRows: boolean): FailureRow | undefined {
  const { failure: error, section, isStale } = facts;
  if (error === undefined) {
    return undefined;
  }
  const { id: sectionId, noun } = section;
  return { kind: "failure", ...placeOf(facts, "failure"), sectionId, noun, error, isStale: hasRows && isStale };
}

export function moreRow(facts: ListingFacts): MoreRow {
  const { shown, total, looked, section } = facts;
  const counts = { shown, ...(total === undefined ? {} : { total }), ...(looked === undefined ? {} : { looked }) };
  return { kind: "more", ...placeOf(facts, "more"), sectionId: section.id, ...counts };
}

/** What an empty listing says, and the way out when a filter made it so. */
export function emptyRows(facts: ListingFacts): readonly (NoteRow | ClearFilterRow)[] {
  const { emptyText: text, isFiltered } = facts.section;
  if (text === undefined) {
    return [];
  }
  const note = noteRow(facts, "empty", text);
  return isFiltered === true ? [note, { kind: "clearFilter", ...placeOf(facts, "clear") }] : [note];
}

export function noteRow(facts: ListingFacts, name: string, text: string): NoteRow {
  return { kind: "note", ...placeOf(facts, name), text };
}

function placeOf({ source, parent, section }: ListingFacts, name: string) {
  return { id: `${parent?.id ?? ""}//${section.id}/${name}`, source, parent };
}
