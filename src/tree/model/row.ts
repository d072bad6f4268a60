import { seriesFormatOf } from "../../series/seriesFile";
import type { ApiError } from "../../http/apiError";
import { filterText } from "../../sources/filter/filterWords";
import { isKeyedFile } from "../../sources/shared/keyedFile";
import type { ArtifactSource } from "../../sources/contract/source";
import type { Ability, Entry } from "../../sources/contract/entry";

/** A row of a view, as plain data. Ids are unique in a view and stable over refresh. */
export type Row = EntryRow | MoreRow | FailureRow | NoteRow | ClearFilterRow | ProblemRow;

interface RowBase {
  readonly id: string;
  /** The row it stands under; undefined at the view's top. */
  readonly parent: EntryRow | undefined;
  /** A row that outlives its source belongs to none, and nothing is requested for it. */
  readonly source: ArtifactSource;
}

export interface EntryRow extends RowBase {
  readonly kind: "entry";
  readonly entry: Entry;
}

/** "Load More (100 of 1,200 loaded)". */
export interface MoreRow extends RowBase {
  readonly kind: "more";
  readonly sectionId: string;
  readonly shown: number;
  readonly total?: number;
  /** How many the service gave so far, where only some of them are shown. */
  readonly looked?: number;
}

/** A failure with its reason, beside the rows that there are. */
export interface FailureRow extends RowBase {
  readonly kind: "failure";
  readonly sectionId: string;
  /** Plural, for "Could not list <noun>". */
  readonly noun: string;
  readonly error: ApiError;
  /** True when the rows beside it are those of an earlier answer. */
  readonly isStale: boolean;
  /** The way out that a click takes. */
  readonly remedy: "keys" | "search" | "retry";
}

/** A sentence in place of rows: "No runs". */
export interface NoteRow extends RowBase {
  readonly kind: "note";
  readonly text: string;
}

/** The way back from a filter that nothing matches. */
export interface ClearFilterRow extends RowBase {
  readonly kind: "clearFilter";
}

/** The reason why a view has no source at all, and the way out. */
export interface ProblemRow {
  readonly kind: "problem";
  readonly id: string;
  readonly parent: undefined;
  readonly source: undefined;
  readonly title: string;
  readonly reason: string;
  /** A warning's when absent. */
  readonly codicon?: string;
  readonly remedy: { readonly title: string; readonly command: string; readonly arguments: readonly string[] };
}

export function entryRow(entry: Entry, source: ArtifactSource, parent: EntryRow | undefined): EntryRow {
  return { kind: "entry", id: entry.id, source, parent, entry };
}

/** `contextValue` of a row: its tokens sorted and fenced, so that a menu's pattern `/ copy\.id /` matches whole tokens. */
export function contextValueOf(row: Row): string {
  const tokens = row.kind === "entry" ? entryTokens(row) : [row.kind];
  return ` ${[...tokens].sort().join(" ")} `;
}

function entryTokens(row: EntryRow): readonly string[] {
  return rowFilterText(row) === "" ? lastingTokens(row) : [...lastingTokens(row), FILTERED];
}

/** Of a row whose listing is narrowed, which changes while the row stays. */
export const FILTERED = "filtered";

/** The tokens that a row has as long as it is the same. */
export function lastingTokens(row: EntryRow): readonly string[] {
  const { kind, name, abilities, isExpandable } = row.entry;
  const isKeyed = abilities.includes("open") && isKeyedFile(name);
  return [
    kind,
    ...abilities,
    ...(isExpandable ? ["expandable"] : []),
    ...(isKeyed ? ["keyed"] : []),
    ...(holdsCurves(row) ? ["curves"] : []),
  ];
}

/** How the listing below a row is narrowed: `status:failed · tag team:nlp`; empty without a filter. */
export function rowFilterText(row: EntryRow): string {
  const { filter } = row.source;
  return filter === undefined || !row.entry.abilities.includes("filter")
    ? ""
    : filterText(filter.fields(row.entry), filter.values(row.entry));
}

export function hasAbility(row: Row, ability: Ability): row is EntryRow {
  return row.kind === "entry" && row.entry.abilities.includes(ability);
}

/** True for a file that is a curve by itself. */
export function holdsCurves(row: Row): row is EntryRow {
  return hasAbility(row, "open") && seriesFormatOf(row.entry.name) !== undefined;
}

/** Accepts the rows with an ability, for a command that acts on them. */
export function withAbility(ability: Ability): (row: Row) => row is EntryRow {
  return (row): row is EntryRow => hasAbility(row, ability);
}

/** The rows from the view's top down to one, itself the last. */
export function rowPath<R extends Row>(row: R): readonly (EntryRow | R)[] {
  const path: (EntryRow | R)[] = [row];
  for (let above = row.parent; above !== undefined; above = above.parent) {
    path.push(above);
  }
  return path.reverse();
}

/**
 * Equal for all rows that show one thing, as a child run may stand below its parent and in a flat list.
 * A row that nothing names stands for itself.
 */
export function subjectOf({ source, entry }: Pick<EntryRow, "source" | "entry">): string {
  const address = entry.abilities.includes("link") ? (source.addresses?.of(entry) ?? "") : "";
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
