import type { SourcePool } from "../host/sourcePool";
import type { EntryRow } from "../tree/row";

export interface RowSite {
  readonly systemId: string;
  /** As `SourcePool` names it. */
  readonly site: string;
}

/** The site that a row is of; undefined once its view shows another one, whose rows may have the same ids. */
export function siteOfRow({ id, source }: EntryRow, pool: Pick<SourcePool, "shownSite">): RowSite | undefined {
  const systemId = id.split("/")[0] ?? "";
  const site = pool.shownSite(systemId, source);
  return site === undefined ? undefined : { systemId, site };
}
