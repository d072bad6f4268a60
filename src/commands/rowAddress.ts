import type { Uri } from "vscode";
import type { SourcePool } from "../host/sourcePool";
import type { FileAddress } from "../files/fileAddress";
import { addressUri } from "../files/fileAddress";
import type { EntryRow } from "../tree/row";
import { siteOfRow } from "./siteOfRow";

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
