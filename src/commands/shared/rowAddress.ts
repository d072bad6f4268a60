import type { Uri } from "vscode";
import type { SourcePool } from "../../host/site/sourcePool";
import type { SiteRef } from "../../sources/contract/siteRef";
import type { FileAddress } from "../../files/fileSystem/fileAddress";
import { addressUri } from "../../files/fileSystem/fileAddress";
import type { EntryRow } from "../../tree/model/row";
import { rowPath } from "../../tree/model/row";

/** Where the file or directory of a row lies; undefined for rows that are neither, and for those of a site that is gone. */
export function rowAddress(row: EntryRow, pool: SourcePool): FileAddress | undefined {
  const place = row.source.files?.placeOf(row.entry);
  const site = siteOfRow(row, pool);
  return place === undefined || site === undefined ? undefined : { ...site, place };
}

export function rowUri(row: EntryRow, pool: SourcePool): Uri | undefined {
  const address = rowAddress(row, pool);
  return address === undefined ? undefined : addressUri(address);
}

/** The site that a row is of; undefined once its view shows another one, whose rows may have the same ids. */
export function siteOfRow(row: EntryRow, pool: Pick<SourcePool, "shownSite">): SiteRef | undefined {
  const systemId = systemIdOf(row);
  const site = pool.shownSite(systemId, row.source);
  return site === undefined ? undefined : { systemId, site };
}

/** The run or version that a file is of; empty for what is in none. */
export function ownerName(row: EntryRow): string {
  const above = rowPath(row).slice(0, -1);
  return above.findLast(({ entry }) => entry.kind !== "directory")?.entry.name ?? "";
}

export function systemIdOf({ id }: EntryRow): string {
  return id.split("/")[0] ?? "";
}
