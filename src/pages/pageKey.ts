import type { PageAddress } from "../sources/page";

/** What tells a page from all others. */
export function pageKey({ systemId, site, place }: PageAddress): string {
  return JSON.stringify([systemId, site, ...place]);
}
