import type { Uri } from "vscode";
import type { SiteRef } from "../sources/contract/siteRef";
import { defined } from "../text/defined";

/** A link that opens a row in any user's VS Code. It holds no key and no account. */
export interface AppLink extends Pick<SiteRef, "site"> {
  /** Absent in links that were written by hand: whichever system has the site is meant then. */
  readonly systemId?: string;
  /** Located by the system's source: `run/70158`. */
  readonly address: string;
}

/** `run` of `/run?site=…&id=70158`, which reads better than an address that is a parameter. */
const SHORT = /^([a-z]+)\/([\w-]+)$/;
const LONGEST = 2_000;

/** `vscode://ml-artifact-explorer.ml-artifact-explorer/run?system=modelLab&site=datadoghq.eu&id=70158`. */
export function appLinkText(base: string, { systemId, site, address }: AppLink): string {
  const [, kind, id] = SHORT.exec(address) ?? [];
  const query = new URLSearchParams({
    ...defined({ system: systemId }),
    site,
    id: id ?? address,
  });
  // VS Code decodes a link's query as a whole before the handler can take it apart: a level more keeps `&` in its value.
  return `${base}/${kind ?? "open"}?${query.toString().replaceAll("%", "%25")}`;
}

/** A pasted link, from whichever editor. */
export function readAppLink(text: string, extensionId: string): AppLink | undefined {
  const url = text.length <= LONGEST && URL.canParse(text) ? new URL(text) : undefined;
  if (url?.host.toLowerCase() !== extensionId.toLowerCase()) {
    return undefined;
  }
  try {
    return parseAppLink({ path: url.pathname, query: decodeURIComponent(url.search.slice(1)) });
  } catch {
    return undefined;
  }
}

/** Undefined for what is no such link. Takes a URI as VS Code hands it to a handler, with its query decoded once. */
export function parseAppLink({ path, query }: Pick<Uri, "path" | "query">): AppLink | undefined {
  const values = new URLSearchParams(query.slice(0, LONGEST));
  const read = (name: string) => values.get(name) ?? "";
  const [kind, site, id, systemId] = [/^\/([a-z]+)$/.exec(path)?.[1] ?? "", read("site"), read("id"), read("system")];
  if ([kind, site, id].includes("") || query.length > LONGEST) {
    return undefined;
  }
  const address = kind === "open" ? id : `${kind}/${id}`;
  return systemId === "" ? { site, address } : { systemId, site, address };
}
