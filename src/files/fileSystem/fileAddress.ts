import { Uri } from "vscode";
import type { SiteRef } from "../../sources/contract/siteRef";
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

/**
 * A name as one segment of a path, for addresses and for listings alike. Only what would part or fold segments, or be taken
 * for such an escape, is escaped (VS Code escapes the rest as it does for every URI), so that names stay as they are.
 */
export function encodeName(name: string): string {
  const escaped = name.replaceAll(/%(?=25|2F|5C|2E)|[/\\]/gi, (mark) => encodeURIComponent(mark));
  return /^\.{1,2}$/.test(escaped) ? escaped.replaceAll(".", "%2E") : escaped;
}

function decodeName(segment: string): string {
  return segment.replaceAll(/%(25|2F|5C|2E)/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
