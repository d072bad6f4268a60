import type { SourcePool } from "../host/sourcePool";
import type { EntryRow } from "../tree/row";

export interface RowSite {
  readonly systemId: string;
  /** As `SourcePool` names it. */
  readonly site: string;
}

/** The site that a row is of; undefined once its view shows another one, whose rows may have the same ids. */
export function siteOfRow(row: EntryRow, pool: Pick<SourcePool, "shownSite">): RowSite | undefined {
  const systemId = systemIdOf(row);
  const site = pool.shownSite(systemId, row.source);
  return site === undefined ? undefined : { systemId, site };
}

export function systemIdOf({ id }: EntryRow): string {
  return id.split("/")[0] ?? "";
}
