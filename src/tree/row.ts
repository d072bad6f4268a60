import type { ApiError } from "../http/apiError";
import type { Ability, ArtifactSource, Entry } from "../sources/source";

/** A row of a view, as plain data. Ids are unique in a view and stable over refresh. */
export type Row = EntryRow | MoreRow | FailureRow | NoteRow | ProblemRow;

interface RowBase {
  readonly id: string;
  /** The row it stands under; undefined at the view's top. */
  readonly parent: EntryRow | undefined;
  /** Whose row it is. A row that outlives its source is nobody's, and nothing is asked for it. */
  readonly source: ArtifactSource;
}

export interface EntryRow extends RowBase {
  readonly kind: "entry";
  readonly entry: Entry;
}

/** "Load more (100 of 1,200)". */
export interface MoreRow extends RowBase {
  readonly kind: "more";
  readonly sectionId: string;
  readonly shown: number;
  readonly total?: number;
}

/** What failed and why, beside what there is. */
export interface FailureRow extends RowBase {
  readonly kind: "failure";
  readonly sectionId: string;
  /** What could not be listed, in the plural. */
  readonly noun: string;
  readonly error: ApiError;
  /** Whether the rows beside it are those of an earlier answer. */
  readonly isStale: boolean;
}

/** A sentence in place of rows: "No runs". */
export interface NoteRow extends RowBase {
  readonly kind: "note";
  readonly text: string;
}

/** What keeps a view from having a source at all, and what helps. */
export interface ProblemRow {
  readonly kind: "problem";
  readonly id: string;
  readonly parent: undefined;
  readonly source: undefined;
  readonly title: string;
  readonly reason: string;
  readonly remedy: { readonly title: string; readonly command: string; readonly arguments: readonly string[] };
}

/** `contextValue` of a row: its tokens sorted and fenced, so that a menu's pattern `/ copy\.id /` matches whole tokens. */
export function contextValueOf(row: Row): string {
  const tokens = row.kind === "entry" ? entryTokens(row.entry) : [row.kind];
  return ` ${[...tokens].sort().join(" ")} `;
}

function entryTokens({ kind, abilities, isExpandable }: Entry): readonly string[] {
  return [kind, ...abilities, ...(isExpandable ? ["expandable"] : [])];
}

export function hasAbility(row: Row, ability: Ability): row is EntryRow {
  return row.kind === "entry" && row.entry.abilities.includes(ability);
}
