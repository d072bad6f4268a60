import { Uri } from "vscode";
import type { SiteRef } from "../../sources/contract/siteRef";
import { decodeName, encodeName } from "./nameSegment";
import type { FilePlace } from "../../sources/contract/sourceFiles";

export const FILE_SCHEME = "mlartifact";
/** Previews add to a query what tells one reading of a file from the next. */
const FIRST_BYTES = /(?:^|&)first=(\d{1,12})(?:&|$)/;

/** Names a file for good: whatever site is shown, and on a teammate's machine, too. It holds no key and no account. */
export interface FileAddress extends SiteRef {
  readonly place: FilePlace;
  /** Only so many bytes from the start; all of them when absent. */
  readonly first?: number;
}

/** `mlartifact:/modelLab/datadoghq.eu/project/2387/run/70158/lora_model/adapter_config.json`. */
export function addressUri({ systemId, site, place, first }: FileAddress): Uri {
  const path = `/${[systemId, site, ...place].map(encodeName).join("/")}`;
  return Uri.from({ scheme: FILE_SCHEME, path, ...(first === undefined ? {} : { query: `first=${first}` }) });
}

/** Undefined for what is no address of a file. */
export function parseAddress({ scheme, path, query }: Uri): FileAddress | undefined {
  const [systemId, site, ...place] = path.replace(/^\//, "").replace(/\/$/, "").split("/").map(decodeName);
  if (scheme !== FILE_SCHEME || systemId === undefined || systemId === "" || site === undefined || site === "") {
    return undefined;
  }
  const first = FIRST_BYTES.exec(query)?.[1];
  return { systemId, site, place, ...(first === undefined ? {} : { first: Number(first) }) };
}
