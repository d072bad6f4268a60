import type { SiteRef } from "../sources/contract/siteRef";
import { siteKey } from "../sources/contract/siteRef";
import type { RunWatch } from "./runWatch";

/** Watched runs that one source is asked for. */
export interface WatchedSite extends SiteRef {
  readonly watches: readonly RunWatch[];
}

/** By what names a site among all systems. */
export function watchedSites(watches: readonly RunWatch[]): ReadonlyMap<string, WatchedSite> {
  const sites = new Map<string, WatchedSite>();
  for (const watch of watches) {
    const { systemId, site } = watch;
    const key = siteKey(watch);
    sites.set(key, { systemId, site, watches: [...(sites.get(key)?.watches ?? []), watch] });
  }
  return sites;
}
