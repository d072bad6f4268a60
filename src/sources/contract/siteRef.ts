/** Names a site among those of all systems, whatever is on show. It holds no key. */
export interface SiteRef {
  readonly systemId: string;
  /** A site's id, or the address of a site that has no id of its own. */
  readonly site: string;
}

/** Equal for the same site alone. Takes any object with the pair, and looks at nothing else of it. */
export function siteKey({ systemId, site }: SiteRef): string {
  return JSON.stringify([systemId, site]);
}
